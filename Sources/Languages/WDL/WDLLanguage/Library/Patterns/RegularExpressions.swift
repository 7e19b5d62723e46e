/// Matches texts against the patterns of `sub`, `find`, `matches` and `split`.
///
/// An actor, because a compiled pattern of Swift's engine cannot be shared between threads and compiling one takes far
/// longer than a match; it keeps the patterns that it has compiled. How a pattern is read is the business of
/// ``PatternTranslation``. Both engines work on Unicode scalars.
package actor RegularExpressions {
  private enum Compiled {
    case program(PatternProgram)
    case swift(Regex<AnyRegexOutput>)
  }

  /// A match: the text between it and the one before, and what it and its groups matched.
  private struct Match {
    let before: String
    /// The whole match first; nil for a group that took no part.
    let groups: [String?]
  }

  private var compiled: [String: Compiled] = [:]

  /// So many patterns are kept; then all are forgotten.
  private static let limit = 256

  package init() {}

  /// The first match.
  ///
  /// - Throws: ``EvaluationError`` when the pattern is not valid.
  package func firstMatch(of pattern: String, in text: String) throws -> String? {
    switch try self.compiled(pattern) {
    case .swift(let regex): return text.firstMatch(of: regex).map { String(text[$0.range]) }
    case .program(let program):
      let scalars = Array(text.unicodeScalars)
      var matcher = PatternMatcher(program, text: scalars)
      return matcher.firstMatch(from: 0).flatMap { Self.group(0, $0, scalars) }
    }
  }

  /// The text with every match replaced; `\1` to `\9` in the replacement stand for the groups.
  ///
  /// - Throws: ``EvaluationError`` when the pattern is not valid or a group does not exist.
  package func replace(_ pattern: String, in text: String, with replacement: String) throws -> String {
    let pieces = ReplacementPiece.parse(replacement)
    let (matches, rest) = try matches(of: pattern, in: text)
    var result = ""
    for match in matches {
      result += match.before
      for piece in pieces {
        switch piece {
        case .text(let text): result += text
        case .group(let number):
          guard number < match.groups.count else {
            throw EvaluationError("the replacement names group \(number), which the pattern `\(pattern)` does not have")
          }
          result += match.groups[number] ?? ""
        }
      }
    }
    return result + rest
  }

  /// The parts of the text between the matches.
  ///
  /// - Throws: ``EvaluationError`` when the pattern is not valid.
  package func split(_ text: String, by pattern: String) throws -> [String] {
    let (matches, rest) = try matches(of: pattern, in: text)
    return matches.map(\.before) + [rest]
  }

  /// Says what is wrong with a pattern, without a text.
  ///
  /// - Throws: ``EvaluationError``.
  package static func validate(_ pattern: String) throws {
    if case .swift(let translated) = try PatternTranslation.translate(pattern) { _ = try regex(translated, pattern) }
  }

  // MARK: Matching

  /// All matches, none in another, and the text after the last.
  private func matches(of pattern: String, in text: String) throws -> (matches: [Match], rest: String) {
    switch try self.compiled(pattern) {
    case .program(let program): return Self.matches(of: program, in: Array(text.unicodeScalars))
    case .swift(let regex):
      var matches: [Match] = []
      var place = text.startIndex
      for match in text.matches(of: regex) {
        matches.append(
          Match(
            before: String(text[place..<match.range.lowerBound]),
            groups: match.output.map { $0.substring.map(String.init) }))
        place = match.range.upperBound
      }
      return (matches, String(text[place...]))
    }
  }

  private static func matches(
    of program: PatternProgram, in text: [Unicode.Scalar]
  ) -> (matches: [Match], rest: String) {
    var matcher = PatternMatcher(program, text: text)
    var matches: [Match] = []
    var (place, from) = (0, 0)
    while from <= text.count, let found = matcher.firstMatch(from: from), let start = found[0], let end = found[1] {
      matches.append(
        Match(before: string(text[place..<start]), groups: (0..<program.groupCount).map { group($0, found, text) }))
      place = end
      // After an empty match, the next begins a character further.
      from = end > start ? end : end + 1
    }
    return (matches, string(text[place...]))
  }

  private static func group(_ number: Int, _ places: PatternMatcher.Places, _ text: [Unicode.Scalar]) -> String? {
    guard let start = places[2 * number], let end = places[2 * number + 1], start <= end else { return nil }
    return string(text[start..<end])
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  // MARK: Compiling

  private func compiled(_ pattern: String) throws -> Compiled {
    if let known = compiled[pattern] { return known }
    let new: Compiled =
      switch try PatternTranslation.translate(pattern) {
      case .program(let program): .program(program)
      case .swift(let translated): .swift(try Self.regex(translated, pattern))
      }
    if compiled.count >= Self.limit { compiled.removeAll() }
    compiled[pattern] = new
    return new
  }

  private static func regex(_ translated: String, _ pattern: String) throws -> Regex<AnyRegexOutput> {
    do {
      return try Regex(translated).matchingSemantics(.unicodeScalar).wordBoundaryKind(.simple)
    } catch {
      throw EvaluationError("the regular expression `\(pattern)` is not valid", cause: error)
    }
  }
}

/// A part of a replacement: text, or a group of the match.
private enum ReplacementPiece {
  case text(String)
  case group(Int)

  static func parse(_ replacement: String) -> [ReplacementPiece] {
    var pieces: [ReplacementPiece] = []
    var text = String.UnicodeScalarView()
    var scalars = replacement.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "\\", let next = scalars.next() else {
        text.append(scalar)
        continue
      }
      if let number = Int(String(next)), next.isASCII, number > 0 {
        if !text.isEmpty { pieces.append(.text(String(text))) }
        text = String.UnicodeScalarView()
        pieces.append(.group(number))
      } else {
        text.append(contentsOf: escaped(next).unicodeScalars)
      }
    }
    if !text.isEmpty { pieces.append(.text(String(text))) }
    return pieces
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "n": "\n"
    case "t": "\t"
    case "r": "\r"
    case "\\": "\\"
    default: "\\" + String(scalar)
    }
  }
}
