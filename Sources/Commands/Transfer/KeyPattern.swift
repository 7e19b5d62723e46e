/// A pattern for keys: `*` and `?` stand for anything but a slash, `[a-z]` and `[!a-z]` for one character, `**` as a
/// whole part of the path for any number of parts. A backslash makes the next character stand for itself.
package struct KeyPattern: Hashable, Sendable {
  private enum Token: Hashable {
    case literal(Unicode.Scalar)
    case any
    case anyRun
    case set([ClosedRange<UInt32>], negated: Bool)
  }

  private enum Part: Hashable {
    case tokens([Token])
    case anyParts
  }

  private let parts: [Part]
  /// What all keys that match begin with, up to a slash.
  package let folder: String
  /// What all keys that match begin with.
  package let prefix: String
  /// Whether only the last part of the path is open, so that one level of the folder holds all that matches.
  package let isOneLevel: Bool

  /// - Returns: nil when the text has nothing that stands for something else.
  package init?(_ text: String) {
    guard text.unicodeScalars.contains(where: { "*?[".unicodeScalars.contains($0) }) else { return nil }
    let written = text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
    parts = written.map { part in
      String(part) == "**" ? .anyParts : .tokens(Self.tokens(Array(part)))
    }
    let fixed = parts.dropLast().prefix { Self.literal($0) != nil }.compactMap { Self.literal($0) }
    folder = fixed.map { $0 + "/" }.joined()
    let open = parts.dropFirst(fixed.count)
    prefix = folder + Self.beginning(open.first)
    isOneLevel = open.count == 1 && open.first != .anyParts
  }

  package func matches(_ key: String) -> Bool {
    Self.match(parts[...], key.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)[...])
  }

  /// Whether the key, or a folder that it lies in, matches.
  package func matchesOrHolds(_ key: String) -> Bool {
    let names = key.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
    return (1...names.count).contains { Self.match(parts[...], names.prefix($0)) }
  }

  private static func match(_ parts: ArraySlice<Part>, _ names: ArraySlice<Substring.UnicodeScalarView>) -> Bool {
    guard let part = parts.first else { return names.isEmpty }
    switch part {
    case .anyParts:
      if parts.dropFirst().first == .anyParts { return match(parts.dropFirst(), names) }
      return (names.startIndex...names.endIndex).contains { match(parts.dropFirst(), names[$0...]) }
    case .tokens(let tokens):
      guard let name = names.first, match(tokens, Array(name)) else { return false }
      return match(parts.dropFirst(), names.dropFirst())
    }
  }

  /// With one place to go back to, the last star: that is enough, and takes no more than length by length steps.
  private static func match(_ tokens: [Token], _ name: [Unicode.Scalar]) -> Bool {
    var (token, place) = (0, 0)
    var star: (token: Int, place: Int)?
    while place < name.count {
      if token < tokens.count, tokens[token] == .anyRun {
        star = (token, place)
        token += 1
      } else if token < tokens.count, matches(tokens[token], name[place]) {
        token += 1
        place += 1
      } else if let last = star {
        star = (last.token, last.place + 1)
        (token, place) = (last.token + 1, last.place + 1)
      } else {
        return false
      }
    }
    return tokens[token...].allSatisfy { $0 == .anyRun }
  }

  private static func matches(_ token: Token, _ scalar: Unicode.Scalar) -> Bool {
    switch token {
    case .literal(let own): own == scalar
    case .any, .anyRun: true
    case .set(let ranges, let negated): ranges.contains { $0.contains(scalar.value) } != negated
    }
  }
}

// MARK: Reading

extension KeyPattern {
  private static func tokens(_ text: [Unicode.Scalar]) -> [Token] {
    var tokens: [Token] = []
    var place = 0
    while place < text.count {
      switch text[place] {
      case "*": tokens.append(.anyRun)
      case "?": tokens.append(.any)
      case "\\" where place + 1 < text.count:
        place += 1
        tokens.append(.literal(text[place]))
      case "[":
        if let (set, end) = set(text, from: place + 1) {
          tokens.append(set)
          place = end
        } else {
          tokens.append(.literal("["))
        }
      case let scalar: tokens.append(.literal(scalar))
      }
      place += 1
    }
    return tokens
  }

  /// - Returns: the set and where its bracket closes; nil when none closes.
  private static func set(_ text: [Unicode.Scalar], from start: Int) -> (Token, Int)? {
    var place = start
    let negated = place < text.count && (text[place] == "!" || text[place] == "^")
    if negated { place += 1 }
    let first = place
    var ranges: [ClosedRange<UInt32>] = []
    while place < text.count {
      if text[place] == "]", place > first { return (.set(ranges, negated: negated), place) }
      let low = text[place].value
      if place + 2 < text.count, text[place + 1] == "-", text[place + 2] != "]" {
        let high = text[place + 2].value
        ranges.append(min(low, high)...max(low, high))
        place += 3
      } else {
        ranges.append(low...low)
        place += 1
      }
    }
    return nil
  }

  private static func literal(_ part: Part) -> String? {
    guard case .tokens(let tokens) = part else { return nil }
    let text = beginning(part)
    return text.unicodeScalars.count == tokens.count ? text : nil
  }

  private static func beginning(_ part: Part?) -> String {
    guard case .tokens(let tokens) = part else { return "" }
    var text = String.UnicodeScalarView()
    for case .literal(let scalar) in tokens.prefix(while: { if case .literal = $0 { true } else { false } }) {
      text.append(scalar)
    }
    return String(text)
  }
}
