/// Matches texts against the patterns of `sub`, `find`, `matches` and `split`.
///
/// An actor, because a compiled pattern cannot be shared between threads and compiling one takes far longer than a
/// match; it keeps the patterns that it has compiled. How a pattern is read is the business of
/// ``PatternTranslation``; this is Swift's own engine, working on Unicode scalars.
package actor RegularExpressions {
  private var compiled: [String: Regex<AnyRegexOutput>] = [:]

  /// So many patterns are kept; then all are forgotten.
  private static let limit = 256

  package init() {}

  /// The first match.
  ///
  /// - Throws: ``EvaluationError`` when the pattern is not valid.
  package func firstMatch(of pattern: String, in text: String) throws -> String? {
    try text.firstMatch(of: regex(pattern)).map { String(text[$0.range]) }
  }

  /// The text with every match replaced; `\1` to `\9` in the replacement stand for the groups.
  ///
  /// - Throws: ``EvaluationError`` when the pattern is not valid or a group does not exist.
  package func replace(_ pattern: String, in text: String, with replacement: String) throws -> String {
    let regex = try regex(pattern)
    let pieces = ReplacementPiece.parse(replacement)
    var result = ""
    var place = text.startIndex
    for match in text.matches(of: regex) {
      result += text[place..<match.range.lowerBound]
      for piece in pieces {
        switch piece {
        case .text(let text): result += text
        case .group(let number):
          guard number < match.output.count else {
            throw EvaluationError("the replacement names group \(number), which the pattern `\(pattern)` does not have")
          }
          result += match.output[number].substring ?? ""
        }
      }
      place = match.range.upperBound
    }
    return result + text[place...]
  }

  /// The parts of the text between the matches.
  ///
  /// - Throws: ``EvaluationError`` when the pattern is not valid.
  package func split(_ text: String, by pattern: String) throws -> [String] {
    var parts: [String] = []
    var place = text.startIndex
    for match in text.matches(of: try regex(pattern)) {
      parts.append(String(text[place..<match.range.lowerBound]))
      place = match.range.upperBound
    }
    return parts + [String(text[place...])]
  }

  private func regex(_ pattern: String) throws -> Regex<AnyRegexOutput> {
    if let known = compiled[pattern] { return known }
    let translated = try PatternTranslation.translate(pattern)
    let regex: Regex<AnyRegexOutput>
    do {
      regex = try Regex(translated).matchingSemantics(.unicodeScalar).wordBoundaryKind(.simple)
    } catch {
      throw EvaluationError("the regular expression `\(pattern)` is not valid", cause: error)
    }
    if compiled.count >= Self.limit { compiled.removeAll() }
    compiled[pattern] = regex
    return regex
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
