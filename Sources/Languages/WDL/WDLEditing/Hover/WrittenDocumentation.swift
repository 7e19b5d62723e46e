import JSONText
import SourceText
import WDLLanguage

/// What the authors of documents say about what they declare: in `meta` and `parameter_meta`, or in comments.
enum WrittenDocumentation {
  /// Of a task or workflow.
  static func text(of callable: Callable) -> String? {
    let (meta, span) =
      switch callable {
      case .task(let task): (task.meta, task.span)
      case .workflow(let workflow): (workflow.meta, workflow.span)
      }
    return meta["description"]?.string ?? meta["help"]?.string ?? comment(above: span.start, in: callable.file)
  }

  /// Of one input or output of a task or workflow.
  static func text(of name: String, of callable: Callable) -> String? {
    let meta =
      switch callable {
      case .task(let task): task.parameterMeta
      case .workflow(let workflow): workflow.parameterMeta
      }
    return meta[name].flatMap(text)
  }

  /// Of one member of a struct.
  static func text(of name: String, of structure: StructSyntax) -> String? {
    structure.parameterMeta?.entries.first { $0.name.text == name }.flatMap { text($0.value) }
  }

  static func text(of structure: StructSyntax, in file: SourceFile) -> String? {
    let entry = structure.meta?.entries.first { $0.name.text == "description" || $0.name.text == "help" }
    return entry.flatMap { text($0.value) } ?? comment(above: structure.span.start, in: file)
  }

  /// The comments on the lines right above a place.
  static func comment(above offset: Int, in file: SourceFile) -> String? {
    var lines: [Substring] = []
    var number = file.position(of: offset).line - 1
    while number > 0, lines.count < 40 {
      let line = file.line(number).drop { $0 == " " || $0 == "\t" }
      guard line.hasPrefix("#"), !line.contains("martlet:") else { break }
      lines.append(line.drop { $0 == "#" || $0 == " " })
      number -= 1
    }
    return lines.isEmpty ? nil : lines.reversed().joined(separator: "\n")
  }

  private static func text(_ value: JSONValue) -> String? {
    value.string ?? value["help"]?.string ?? value["description"]?.string
  }

  private static func text(_ value: MetaSyntax.Value) -> String? {
    switch value {
    case .string(let text): text
    case .object(let members):
      members.first { $0.name.text == "help" || $0.name.text == "description" }.flatMap { text($0.value) }
    default: nil
    }
  }
}
