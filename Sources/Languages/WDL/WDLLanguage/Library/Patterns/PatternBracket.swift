/// Bracket expressions: `[a-z]`, `[^[:space:]_]`, `[]x]`.
extension PatternTranslation {
  /// - Returns: in Swift's syntax; and as a set, but for properties by name.
  mutating func bracket() throws(EvaluationError) -> (text: String, set: PatternSet?) {
    place += 1
    let isNegated = take("^")
    var text = isNegated ? "[^" : "["
    var items: [PatternSet.Item]? = []
    var isFirst = true
    while isFirst || peek != "]" {
      let item = try bracketItem()
      isFirst = false
      switch item {
      case .set(let set, let item):
        text += set
        if let item { items?.append(item) } else { items = nil }
      case .scalar(let low):
        guard peek("-"), !peek("-]") else {
          text += PatternSets.literal(low)
          items?.append(.range(low...low))
          continue
        }
        place += 1
        guard case .scalar(let high) = try bracketItem(), low <= high else {
          throw failure("a range in brackets goes backwards or ends in a class")
        }
        text += PatternSets.literal(low) + "-" + PatternSets.literal(high)
        items?.append(.range(low...high))
      }
    }
    place += 1
    return (text + "]", items.map { PatternSet($0, isNegated: isNegated) })
  }

  private enum Item {
    case scalar(Unicode.Scalar)
    /// What may stand within brackets as it is; the same as a set, when it is one that is known here.
    case set(String, PatternSet.Item?)
  }

  private mutating func bracketItem() throws(EvaluationError) -> Item {
    guard let scalar = peek else { throw failure("a `[` is not closed") }
    if take("[:") {
      let name = try named(until: ":]")
      guard let set = PatternSets.classes[name] else { throw failure("there is no class `[:\(name):]`") }
      return .set(set, PatternSets.set(ofClass: name).map(PatternSet.Item.set))
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
      return .set(
        next.properties.isUppercase ? "[" + set + "]" : set, PatternSets.set(ofEscape: next).map(PatternSet.Item.set))
    }
    if next == "p" || next == "P" { return .set(try propertySet(), nil) }
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
    "punct": "\\u{21}-\\u{2F}\\u{3A}-\\u{40}\\u{5B}-\\u{60}\\u{7B}-\\u{7E}", "word": wordText,
    "graph": "\\u{21}-\\u{7E}\\p{L}\\p{N}\\p{P}\\p{S}", "print": "\\u{20}-\\u{7E}\\p{L}\\p{N}\\p{P}\\p{S}",
  ]

  /// What `\d` and its like stand for.
  static let escapes: [Unicode.Scalar: String] = [
    "d": "0-9", "D": "^0-9", "w": wordText, "W": "^" + wordText, "s": space, "S": "^" + space, "h": "\\u{20}\\u{9}",
  ]

  /// The same as ``classes``.
  static func set(ofClass name: String) -> PatternSet? {
    switch name {
    case "alpha": PatternSet([.category(.alphabetic)])
    case "digit": digit
    case "alnum": PatternSet([.category(.alphabetic), .range("0"..."9")])
    case "upper": PatternSet([.category(.upper)])
    case "lower": PatternSet([.category(.lower)])
    case "space": white
    case "blank": blank
    case "xdigit": PatternSet([.range("0"..."9"), .range("A"..."F"), .range("a"..."f")])
    case "cntrl": PatternSet([.range("\0"..."\u{1F}"), .range("\u{7F}"..."\u{7F}")])
    case "punct": PatternSet([.range("!"..."/"), .range(":"..."@"), .range("["..."`"), .range("{"..."~")])
    case "word": word
    case "graph": PatternSet([.range("!"..."~"), .category(.graphic)])
    case "print": PatternSet([.range(" "..."~"), .category(.graphic)])
    default: nil
    }
  }

  /// The same as ``escapes``.
  static func set(ofEscape scalar: Unicode.Scalar) -> PatternSet? {
    switch scalar {
    case "d": digit
    case "D": digit.opposite
    case "w": word
    case "W": word.opposite
    case "s": white
    case "S": white.opposite
    case "h": blank
    default: nil
    }
  }

  static let word = PatternSet([.category(.alphabetic), .range("0"..."9"), .range("_"..."_")])
  private static let digit = PatternSet([.range("0"..."9")])
  private static let blank = PatternSet([.range(" "..." "), .range("\t"..."\t")])
  private static let white = PatternSet([.range(" "..." "), .range("\t"..."\r")])

  private static let space = "\\u{20}\\u{9}\\u{A}\\u{B}\\u{C}\\u{D}"
  private static let wordText = "\\p{Alphabetic}0-9_"

  /// A character that stands for itself, within brackets or outside.
  static func literal(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": String(scalar)
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }
}

extension PatternSet {
  fileprivate var opposite: PatternSet { PatternSet(items, isNegated: !isNegated) }
}
