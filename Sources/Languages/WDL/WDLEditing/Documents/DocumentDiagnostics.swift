import LanguageServer
import SourceText
import WDLLanguage

/// What `martlet check` says about a document, with the mistakes of what it imports told at the imports.
struct DocumentDiagnostics {
  private let analysis: DocumentAnalysis

  init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

  var all: [EditorDiagnostic] {
    guard let root = analysis.documents[analysis.root] else { return [] }
    var own: [EditorDiagnostic] = []
    var errors: [String: [Diagnostic]] = [:]
    for diagnostic in analysis.diagnostics {
      if diagnostic.file.name == analysis.root {
        own.append(Self.tagged(diagnostic))
      } else if diagnostic.severity == .error {
        errors[diagnostic.file.name, default: []].append(diagnostic)
      }
    }
    if errors.isEmpty { return own }
    for (syntax, source) in zip(root.syntax.imports, root.imports) {
      let found = reachable(from: source).flatMap { errors[$0] ?? [] }
      guard let first = found.first else { continue }
      own.append(faulty(syntax, found.count, first, in: root.file))
    }
    return own.sorted { $0.diagnostic.span.start < $1.diagnostic.span.start }
  }

  private func faulty(
    _ syntax: ImportSyntax, _ count: Int, _ first: Diagnostic, in file: SourceFile
  ) -> EditorDiagnostic {
    let line = first.file.position(of: first.span.start).line
    let name = first.file.name.split(separator: "/").last ?? ""
    return EditorDiagnostic(
      Diagnostic(
        "wdl.faulty-import",
        "the imported document has \(count == 1 ? "an error" : "\(count) errors"): \(name), line \(line): "
          + first.message, in: file, at: syntax.uri.span, help: "mend it there"),
      related: [(TextRange(first.file, first.span), first.message)])
  }

  /// A document and all that it imports.
  private func reachable(from source: String) -> [String] {
    var seen: Set<String> = [analysis.root, source]
    var result = [source]
    var next = 0
    while next < result.count {
      for name in analysis.documents[result[next]]?.imports ?? [] where seen.insert(name).inserted {
        result.append(name)
      }
      next += 1
    }
    return result
  }

  private static func tagged(_ diagnostic: Diagnostic) -> EditorDiagnostic {
    EditorDiagnostic(
      diagnostic, isUnnecessary: diagnostic.id.hasPrefix("wdl.unused-") || diagnostic.id == "wdl.unreachable-clause",
      isDeprecated: diagnostic.id.hasPrefix("wdl.deprecated-"))
  }
}
