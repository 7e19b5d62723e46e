/// Bracket expressions: `[a-z]`, `[^[:space:]_]`, `[]x]`.
extension PatternTranslation {
  mutating func bracket() throws(EvaluationError) -> String {
    place += 1
    var text = take("^") ? "[^" : "["
    var isFirst = true
    while isFirst || peek != "]" {
      let item = try bracketItem()
      isFirst = false
      switch item {
      case .set(let set): text += set
      case .scalar(let low):
        guard peek("-"), !peek("-]") else {
          text += PatternSets.literal(low)
          continue
        }
        place += 1
        guard case .scalar(let high) = try bracketItem(), low <= high else {
          throw failure("a range in brackets goes backwards or ends in a class")
        }
        text += PatternSets.literal(low) + "-" + PatternSets.literal(high)
      }
    }
    place += 1
    return text + "]"
  }

  private enum Item {
    case scalar(Unicode.Scalar)
    /// What may stand within brackets as it is.
    case set(String)
  }

  private mutating func bracketItem() throws(EvaluationError) -> Item {
    guard let scalar = peek else { throw failure("a `[` is not closed") }
    if take("[:") {
      let name = try named(until: ":]")
      guard let set = PatternSets.classes[name] else { throw failure("there is no class `[:\(name):]`") }
      return .set(set)
    }
    for (start, end) in [("[.", ".]"), ("[=", "=]")] where take(start) {
      let name = Array(try named(until: end).unicodeScalars)
      guard name.count == 1 else { throw failure("only single characters may stand between `\(start)` and `\(end)`") }
      return .scalar(name[0])
    }
    place += 1
    guard scalar == "\\" else { return .scalar(scalar) }
    guard let next = peek else { throw failure("a `[` is not closed") }
    if let set = PatternSets.escapes[next] {
      place += 1
      return .set(next.properties.isUppercase ? "[" + set + "]" : set)
    }
    if next == "p" || next == "P" { return .set(try propertySet()) }
    if next == "b" {
      place += 1
      return .scalar("\u{8}")
    }
    return .scalar(try escapedScalar())
  }

  private mutating func named(until end: String) throws(EvaluationError) -> String {
    var name = String.UnicodeScalarView()
    while let scalar = peek {
      if take(end) { return String(name) }
      name.append(scalar)
      place += 1
    }
    throw failure("a `[` is not closed")
  }
}

/// Sets of characters as they stand within Swift's brackets.
enum PatternSets {
  /// The classes of ERE.
  static let classes: [String: String] = [
    "alpha": "\\p{Alphabetic}", "digit": "0-9", "alnum": "\\p{Alphabetic}0-9", "upper": "\\p{Lu}", "lower": "\\p{Ll}",
    "space": space, "blank": "\\u{20}\\u{9}", "xdigit": "0-9A-Fa-f", "cntrl": "\\u{0}-\\u{1F}\\u{7F}",
    "punct": "\\u{21}-\\u{2F}\\u{3A}-\\u{40}\\u{5B}-\\u{60}\\u{7B}-\\u{7E}", "word": word,
    "graph": "\\u{21}-\\u{7E}\\p{L}\\p{N}\\p{P}\\p{S}", "print": "\\u{20}-\\u{7E}\\p{L}\\p{N}\\p{P}\\p{S}",
  ]

  /// What `\d` and its like stand for.
  static let escapes: [Unicode.Scalar: String] = [
    "d": "0-9", "D": "^0-9", "w": word, "W": "^" + word, "s": space, "S": "^" + space, "h": "\\u{20}\\u{9}",
  ]

  private static let space = "\\u{20}\\u{9}\\u{A}\\u{B}\\u{C}\\u{D}"
  private static let word = "\\p{Alphabetic}0-9_"

  /// A character that stands for itself, within brackets or outside.
  static func literal(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": String(scalar)
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }
}
