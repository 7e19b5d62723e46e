import LanguageServer
import SourceText
import WDLLanguage

/// Finds out what the checker knows at a cursor: a name that nothing has is put there, and the text, which is broken
/// while somebody types, is closed in one way after another until the checker comes to that name.
struct CursorProbe {
  static let name = "martlet_cursor"

  private let file: SourceFile
  private let text: OpenText
  /// What the cursor's word takes up.
  private let word: SourceSpan

  /// So many ways are tried, for each costs a check.
  private static let mostTries = 6

  init(_ file: SourceFile, _ text: OpenText, word: SourceSpan) {
    self.file = file
    self.text = text
    self.word = word
  }

  func find(_ cache: DocumentCache, _ workspace: Workspace) async throws -> NameProbe? {
    for attempt in attempts {
      try Task.checkCancellation()
      let changed = SourceFile(name: file.name, bytes: attempt)
      let analysis = try await cache.analysis(of: changed, probe: Self.name, in: workspace)
      if let probe = analysis.documents[file.name]?.names.probe { return probe }
    }
    return nil
  }

  /// The texts to try: as it is, with what is open within the item closed, and without what follows.
  private var attempts: [[UInt8]] {
    let before = Array(file.bytes[..<word.start])
    let after = Array(file.bytes[word.end...])
    let closers = text.levels.dropFirst().reversed().map(\.opening)
    var attempts = [before + Array(marker.utf8) + after]
    var closing = ""
    for opening in closers.prefix(Self.mostTries - 2) {
      if !opening.isWithinItem { break }
      if opening == .parenthesis("if") {
        attempts.append(before + Array((marker + closing + ") then 0 else 0").utf8) + after)
      }
      closing += opening.closer
      attempts.append(before + Array((marker + closing).utf8) + after)
    }
    let all = closers.map(\.closer).joined(separator: " ")
    return attempts + [before + Array((marker + " " + all + "\n").utf8)]
  }

  /// The name with what must follow for it to be an expression.
  private var marker: String {
    switch text.top.tokens.last {
    case .word("then"): Self.name + " else " + Self.name
    case .word("if"): Self.name + " then 0 else 0"
    default: Self.name
    }
  }
}

extension OpenText.Opening {
  /// Whether it is part of a declaration, a call or an attribute, and no body.
  fileprivate var isWithinItem: Bool {
    switch self {
    case .literal, .parenthesis, .bracket, .placeholder, .string, .multiLineString, .call: true
    case .commandBraces, .commandHeredoc: true
    default: false
    }
  }
}
