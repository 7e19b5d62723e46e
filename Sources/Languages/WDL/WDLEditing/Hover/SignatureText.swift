import SourceText
import WDLLanguage

/// Declarations in a few lines of the language.
enum SignatureText {
  /// So many inputs or outputs are shown.
  private static let mostShown = 24

  static func text(of callable: Callable) -> String {
    let keyword = if case .task = callable { "task" } else { "workflow" }
    var lines = ["\(keyword) \(callable.name) {"]
    lines += section("input", callable.inputs, callable.file)
    lines += section("output", callable.outputs, callable.file)
    return (lines + ["}"]).joined(separator: "\n")
  }

  private static func section(_ name: String, _ declarations: [TypedDeclaration], _ file: SourceFile) -> [String] {
    if declarations.isEmpty { return [] }
    var lines = declarations.prefix(mostShown).map { declaration in
      "    \(declaration.variable.type) \(declaration.variable.name)"
        + (name == "input" ? value(declaration.expression?.span, in: file) : "")
    }
    if declarations.count > mostShown { lines.append("    # and \(declarations.count - mostShown) more") }
    return ["  \(name) {"] + lines + ["  }"]
  }

  static func text(of syntax: StructSyntax, in file: SourceFile) -> String {
    let members = syntax.members.map { "  \(file.text($0.type.span)) \($0.name.text)" }
    return (["struct \(syntax.name.text) {"] + members + ["}"]).joined(separator: "\n")
  }

  static func text(of syntax: EnumSyntax, in file: SourceFile) -> String {
    let type = syntax.valueType.map { "[\(file.text($0.span))]" } ?? ""
    let choices = syntax.choices.map { "  \($0.name.text)" + value($0.value?.span, in: file) }
    return ["enum \(syntax.name.text)\(type) {", choices.joined(separator: ",\n"), "}"].joined(separator: "\n")
  }

  /// ` = value`, with the value where it is short and on one line; empty without one.
  static func value(_ span: SourceSpan?, in file: SourceFile) -> String {
    guard let span else { return "" }
    let text = span.end - span.start <= 60 ? file.text(span) : "…"
    return " = " + (text.contains("\n") ? "…" : text)
  }
}

extension Callable {
  var outputs: [TypedDeclaration] {
    switch self {
    case .task(let task): task.outputs
    case .workflow(let workflow): workflow.outputs
    }
  }
}
