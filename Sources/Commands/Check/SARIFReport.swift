import JSONText
import SourceText
import WDLLanguage

/// Diagnostics as a log of static analysis, for code scanning of GitHub and its like.
///
/// Source: SARIF 2.1.0 (OASIS), sections 3.13 to 3.30.
enum SARIFReport {
  static func json(_ diagnostics: [Diagnostic]) -> JSONValue {
    let ids = Set(diagnostics.map(\.id)).sorted()
    let places = Dictionary(ids.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let driver: JSONValue = [
      "name": "martlet", "version": .string(Version.text), "rules": .array(ids.map(rule)),
    ]
    let run: JSONValue = [
      "tool": ["driver": driver],
      "columnKind": "unicodeCodePoints",
      "results": .array(diagnostics.map { result($0, rule: places[$0.id] ?? 0) }),
    ]
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run],
    ]
  }

  private static func rule(_ id: String) -> JSONValue {
    guard let explanation = Explanations.find(id) else { return ["id": .string(id)] }
    return [
      "id": .string(id),
      "shortDescription": ["text": .string(explanation.summary)],
      "fullDescription": ["text": .string(explanation.text)],
    ]
  }

  private static func result(_ diagnostic: Diagnostic, rule: Int) -> JSONValue {
    let start = diagnostic.file.position(of: diagnostic.span.start)
    let end = diagnostic.file.position(of: diagnostic.span.end)
    let region: JSONValue = [
      "startLine": .int(start.line), "startColumn": .int(start.column), "endLine": .int(end.line),
      "endColumn": .int(end.column),
    ]
    return [
      "ruleId": .string(diagnostic.id),
      "ruleIndex": .int(rule),
      "level": .string(diagnostic.severity.rawValue),
      "message": ["text": .string(text(diagnostic))],
      "locations": [
        ["physicalLocation": ["artifactLocation": ["uri": .string(uri(diagnostic.file.name))], "region": region]]
      ],
    ]
  }

  private static func text(_ diagnostic: Diagnostic) -> String {
    diagnostic.message + (diagnostic.help.map { "; help: " + $0 } ?? "")
  }

  /// Relative to the working folder where it is below it.
  private static func uri(_ name: String) -> String {
    if name.contains("://") { return name }
    let path = ShownPath.relative(name)
    return (path.hasPrefix("/") ? "file://" : "") + encoded(path)
  }

  /// Source: RFC 3986, section 3.3.
  private static func encoded(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-._~/".unicodeScalars.contains(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return text
  }
}
