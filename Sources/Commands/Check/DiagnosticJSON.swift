import JSONText
import SourceText

/// A diagnostic for programs: places count from 1.
enum DiagnosticJSON {
  static func json(_ diagnostic: Diagnostic) -> JSONValue {
    let start = diagnostic.file.position(of: diagnostic.span.start)
    let end = diagnostic.file.position(of: diagnostic.span.end)
    var object: JSONObject = [
      "id": .string(diagnostic.id),
      "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.message),
      "file": .string(diagnostic.file.name),
      "start": ["line": .int(start.line), "column": .int(start.column)],
      "end": ["line": .int(end.line), "column": .int(end.column)],
    ]
    if let label = diagnostic.label { object["label"] = .string(label) }
    if let help = diagnostic.help { object["help"] = .string(help) }
    return .object(object)
  }
}
