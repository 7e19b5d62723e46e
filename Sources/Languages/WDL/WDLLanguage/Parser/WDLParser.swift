package import SourceText

/// Reads a document by recursive descent.
///
/// `mutating` means that input is consumed. A function that throws has reported why; whoever catches goes on at the next
/// item (`recover`), so that several mistakes come out of one reading.
package struct WDLParser {
  let file: SourceFile
  var version: WDLVersion
  var lexer: Lexer
  /// The token to look at; the lexer stands behind it.
  var current: Token
  var diagnostics: [Diagnostic] = []
  /// The end of the token before the current one.
  var previousEnd = 0
  /// Levels of grammar that the parser is in.
  var depth = 0
  /// The height of the expression that was read last.
  var height = 0
  /// The brackets that are open, for recovery.
  var brackets = OpenBrackets()
  /// Where the last string, command or body began that was said to be unclosed.
  var lastUnclosed = -1
  /// What was already said to need a newer version.
  var gatedFeatures: Set<LanguageFeature> = []
  /// Whether `hints { … }` and its like may stand here.
  var allowsScopedLiterals = false

  /// The deepest nesting of constructs: deeper text is refused before the stack is used up.
  static let deepestNesting = 200
  /// The highest tree of an expression; long chains of operators grow it without nesting.
  static let highestExpression = 500

  /// How much deeper strings within strings are skipped after a mistake.
  static let deepestSkipping = 20
  /// How much is said about one document.
  static let mostDiagnostics = 1_000

  /// Reads a whole document. Never fails: what is wrong is in the diagnostics.
  package static func parse(_ file: SourceFile) -> ParsedDocument {
    var parser = WDLParser(file)
    var document = parser.document(assuming: nil)
    if document.versionSpan == nil, let late = parser.lateVersion {
      // All before the statement was read as draft-2; read it as what was meant.
      parser = WDLParser(file)
      document = parser.document(assuming: late)
    }
    document.comments = parser.lexer.comments
    return ParsedDocument(document: document, diagnostics: parser.sortedDiagnostics())
  }

  /// The version of a `version` statement that did not stand first.
  var lateVersion: WDLVersion?

  init(_ file: SourceFile) {
    self.file = file
    version = .draft2
    lexer = Lexer(file.bytes)
    current = Token(kind: .end, startsLine: true, start: 0, end: 0)
  }

  private func sortedDiagnostics() -> [Diagnostic] {
    guard diagnostics.count > 1 else { return diagnostics }
    return diagnostics.enumerated()
      .sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }
      .map(\.element)
  }
}

/// Thrown after the diagnostic was recorded.
struct ParseFailure: Error {}
