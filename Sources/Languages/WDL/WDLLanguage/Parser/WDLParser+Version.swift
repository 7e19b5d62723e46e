import SourceText

extension WDLParser {
  /// Says that a feature is newer than the document; once for each feature.
  mutating func require(_ feature: LanguageFeature, at span: SourceSpan) {
    guard version < feature.since, gatedFeatures.insert(feature).inserted else { return }
    let newer = "write `version \(feature.since.rawValue)` in the first line"
    report(
      "wdl.needs-version", "\(feature.title) need WDL \(feature.since.rawValue) or later", at: span,
      label: version == .draft2
        ? "without a `version` statement a document is draft-2" : "this document is WDL \(version.rawValue)",
      help: feature.remedy.map { "\(newer), or \($0)" } ?? newer)
  }

  /// Reads `version 1.1` when the document begins with it. Returns false when it names no version that is known.
  mutating func versionStatement(into document: inout DocumentSyntax) -> Bool {
    guard isVersionStatement() else { return true }
    let statement = versionWord()
    document.versionSpan = statement.span
    guard let known = WDLVersion(word: statement.word) else {
      reportUnknownVersion(statement.word, statement.wordSpan)
      version = .newest
      return false
    }
    version = known
    return true
  }

  /// A `version` statement where something else should stand.
  mutating func misplacedVersion(isFirst: Bool) {
    let statement = versionWord()
    if lateVersion == nil { lateVersion = WDLVersion(word: statement.word) }
    report(
      isFirst ? "wdl.misplaced-version" : "wdl.duplicate-version",
      isFirst ? "the `version` statement must come first" : "the document has a second `version` statement",
      at: statement.span, label: isFirst ? "only comments may stand before it" : nil,
      help: isFirst ? "move it to the first line" : "remove it")
  }

  /// `version` and a word on the same line.
  func isVersionStatement() -> Bool {
    guard isKeyword(.version) else { return false }
    return peek().kind != .colon
  }

  private mutating func versionWord() -> (word: String, span: SourceSpan, wordSpan: SourceSpan) {
    let start = current.start
    var offset = current.end
    while lexer.byte(offset).isBlank { offset += 1 }
    let wordStart = offset
    while offset < lexer.bytes.count, lexer.bytes[offset] > 0x20, lexer.bytes[offset] != 0x23 { offset += 1 }
    lexer.position = offset
    let word = lexer.text(wordStart, offset)
    step()
    return (word, SourceSpan(start, offset), SourceSpan(wordStart, offset))
  }

  private mutating func reportUnknownVersion(_ word: String, _ span: SourceSpan) {
    let known = WDLVersion.allCases.filter { $0 != .draft2 }.map(\.rawValue)
    if word.isEmpty {
      report(
        "wdl.unknown-version", "the `version` statement names no version", at: SourceSpan(previousEnd, previousEnd),
        label: "expected here", help: "known versions are \(known.joined(separator: ", ")) and development")
      return
    }
    report(
      "wdl.unknown-version", "there is no WDL version `\(word.prefix(40))`", at: span, label: "not known",
      help: word == WDLVersion.draft2.rawValue
        ? "draft-2 documents have no `version` statement: remove it"
        : "known versions are \(known.joined(separator: ", ")) and development")
  }
}
