import SourceText

/// What a document's comments turn off: `# martlet: allow(wdl.unused-input, wdl.missing-container)`.
///
/// At the end of a line such a comment is for that line; on a line of its own, for the next line that has more than a
/// comment; before the `version` statement, for the whole document. In a document without one, comments before all
/// else are for the whole document if an empty line follows them. `wdl.` may be left out. Errors cannot be turned off.
/// Sprocket's comments are read, too: ``SprocketDirective``.
struct Allowances {
  private var everywhere: Set<String> = []
  private var byLine: [Int: Set<String>] = [:]
  /// What is turned off for several lines.
  private var byLines: [(lines: ClosedRange<Int>, ids: [String])] = []
  /// Of names that there are not.
  private(set) var diagnostics: [Diagnostic] = []

  init(_ document: DocumentSyntax) {
    let lines = CommentLines(document)
    // Backwards, so that what a later line found out helps those before it.
    var next: [Int: Int] = [:]
    let parts = document.comments.contains { $0.text.hasPrefix("#@") } ? DocumentParts(document) : nil
    for comment in document.comments.reversed() {
      if let parts, let ids = SprocketDirective.ids(of: comment.text) {
        add(ids, at: comment, lines, parts, document.file)
        continue
      }
      guard let ids = Self.ids(of: comment.text) else { continue }
      report(ids, comment, document.file)
      let line = document.file.position(of: comment.span.start).line
      if lines.isAboveAll(comment) {
        everywhere.formUnion(ids)
      } else if lines.isComment(line) {
        let meant = lines.nextCode(after: line, known: next)
        next[line] = meant
        byLine[meant, default: []].formUnion(ids)
      } else {
        byLine[line, default: []].formUnion(ids)
      }
    }
  }

  private mutating func add(
    _ ids: [String], at comment: CommentSyntax, _ lines: CommentLines, _ parts: DocumentParts, _ file: SourceFile
  ) {
    if lines.isAboveAll(comment) {
      everywhere.formUnion(ids)
    } else if !ids.isEmpty {
      let line = file.position(of: comment.span.start).line
      byLines.append((parts.lines(from: lines.nextCode(after: line, known: [:])), ids))
    }
  }

  private mutating func report(_ ids: [String], _ comment: CommentSyntax, _ file: SourceFile) {
    for id in ids where Explanations.find(id) == nil {
      // Looking costs time for each; a document of thousands of them gets no more help at some point.
      let nearest = diagnostics.count < 20 ? Explanations.suggestion(for: id) : nil
      diagnostics.append(
        Diagnostic(
          "wdl.unknown-lint", .warning, "there is no lint `\(id)`", in: file, at: comment.span,
          help: nearest.map { "did you mean `\($0)`?" }))
    }
  }

  func allow(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.severity < .error else { return false }
    if everywhere.contains(diagnostic.id) { return true }
    if byLine.isEmpty, byLines.isEmpty { return false }
    let line = diagnostic.file.position(of: diagnostic.span.start).line
    if byLine[line]?.contains(diagnostic.id) == true { return true }
    return byLines.contains { $0.lines.contains(line) && $0.ids.contains(diagnostic.id) }
  }

  /// Nil when it is another comment.
  private static func ids(of comment: String) -> [String]? {
    var text = comment.drop { $0 == "#" || $0 == " " }
    for word in ["martlet:", "allow", "("] {
      guard text.hasPrefix(word) else { return nil }
      text = text.dropFirst(word.count).drop { $0 == " " }
    }
    guard let end = text.firstIndex(of: ")") else { return nil }
    return text[..<end].split { $0 == "," || $0 == " " }.map { Explanations.find(String($0))?.id ?? String($0) }
  }
}

/// Which lines of a document have comments alone.
private struct CommentLines {
  private let file: SourceFile
  private let last: Int
  /// The byte where what is above all else ends.
  private let head: Int

  init(_ document: DocumentSyntax) {
    file = document.file
    last = file.position(of: file.bytes.count).line
    guard document.versionSpan == nil else {
      head = document.versionSpan?.start ?? 0
      return
    }
    var end = 0
    var line = 1
    while Self.isComment(document.file.line(line)) {
      end += document.file.line(line).utf8.count + 1
      line += 1
    }
    head = Self.isBlank(document.file.line(line)) ? end : 0
  }

  func isAboveAll(_ comment: CommentSyntax) -> Bool { comment.span.start < head }

  func isComment(_ line: Int) -> Bool { Self.isComment(file.line(line)) }

  /// The next line that has more than a comment.
  func nextCode(after line: Int, known: [Int: Int]) -> Int {
    var next = line + 1
    while next < last, Self.isComment(file.line(next)) || Self.isBlank(file.line(next)) {
      if let meant = known[next] { return meant }
      next += 1
    }
    return next
  }

  private static func isComment(_ line: String) -> Bool { line.drop { $0 == " " || $0 == "\t" }.hasPrefix("#") }

  private static func isBlank(_ line: String) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" } }
}
