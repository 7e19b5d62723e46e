package import SourceText

/// The words that may not name anything, by version (specification: Reserved Keywords).
package enum ReservedWords {
  /// Words that the grammar itself needs: to use one as a name is an error in every version.
  static let hard: Set<String> = [
    "Array", "Boolean", "File", "Float", "Int", "Map", "Pair", "String", "as", "call", "command", "else", "false", "if",
    "import", "input", "meta", "output", "parameter_meta", "runtime", "scatter", "task", "then", "true", "workflow",
  ]
  /// Words that engines accept as names before 1.2.
  static let soft: Set<String> = ["None", "Object", "alias", "left", "object", "right", "struct", "version"]
  /// Reserved by the specification and used by its own examples as a name.
  static let lenient: Set<String> = ["in"]
  static let since1_2: Set<String> = ["Directory", "hints", "requirements"]
  static let since1_3: Set<String> = ["enum"]

  /// How bad it is to name something like that; nil when it is allowed.
  package static func severity(of word: String, in version: WDLVersion) -> Diagnostic.Severity? {
    if hard.contains(word) { return .error }
    if soft.contains(word) { return version >= .v1_2 ? .error : version >= .v1_1 ? .warning : nil }
    if lenient.contains(word) { return version >= .v1_1 ? .warning : nil }
    if since1_2.contains(word) { return version >= .v1_2 ? .error : nil }
    if since1_3.contains(word) { return version >= .v1_3 ? .error : nil }
    return nil
  }
}

extension WDLParser {
  func isReserved(_ word: String) -> Bool { ReservedWords.severity(of: word, in: version) == .error }

  /// Reports a name that is reserved or malformed.
  mutating func checkName(_ name: IdentifierSyntax, _ token: Token) {
    let first = lexer.bytes[token.start]
    if first == 0x5F {
      report(
        "wdl.invalid-name", "a name starts with a letter", at: name.span,
        help: "write `\(name.text.drop { $0 == "_" })`")
    }
    // Of the words that are no keywords, the reserved ones are types, `left` and `right`.
    let mayBeReserved = token.keyword != nil || first & 0x20 == 0 || isWord(token, "left") || isWord(token, "right")
    guard mayBeReserved else { return }
    guard let severity = ReservedWords.severity(of: name.text, in: version) else { return }
    report(
      "wdl.reserved-name", "`\(name.text)` is a reserved word", at: name.span,
      label: severity == .error ? "cannot be a name" : "other engines may refuse it", help: "choose another name",
      severity: severity)
  }
}
