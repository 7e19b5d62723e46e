/// Turns a pattern of the language into one of Swift's `Regex`.
///
/// The specification asks for POSIX extended regular expressions (ERE); the workflows that people have were written
/// against Java's, Python's and Rust's engines. What both camps need is read here:
///
/// - All of ERE, with classes (`[[:alpha:]]`), `]` first in brackets, `{,n}`, and `$` at the very end of the text only.
/// - `\d \w \s \b` and their opposites, `\n \t \r \f \v \xHH \uHHHH`, lazy quantifiers, `(?:…)`, look-ahead and
///   look-behind, `(?i)`, back references. Inside brackets, too, a backslash escapes, as in every engine in use (in
///   ERE it would stand for itself).
/// - `.` does not match a line feed unless `(?s)` says so, as in every engine in use.
///
/// What it means is run by ``PatternMatcher``, in time that no pattern can make long, and as ERE has it: the leftmost match,
/// and of those the longest, unless a lazy quantifier says otherwise. Look-around, back references, possessive and atomic
/// groups and properties by name (`\p{…}`) are Swift's: its engine takes the first alternative that leads to a match.
/// There, alternatives that are plain texts are put in the order of their length, longest first.
struct PatternTranslation {
  /// What became of a pattern.
  enum Result {
    case program(PatternProgram)
    /// In the syntax of Swift's engine, for what only that knows.
    case swift(String)
  }

  /// - Throws: ``EvaluationError`` that says what is wrong with the pattern, and where.
  static func translate(_ pattern: String) throws(EvaluationError) -> Result {
    var translation = PatternTranslation(scalars: Array(pattern.unicodeScalars))
    return try translation.run()
  }

  let scalars: [Unicode.Scalar]
  var place = 0
  /// The groups that are open, the whole pattern first.
  private var open: [PatternGroup] = [PatternGroup(head: "", flags: PatternFlags())]
  private var captures = 0

  /// Swift's parser of patterns recurs; deeper nesting than this is refused.
  private static let depthLimit = 100
  /// The limit of ERE (`RE_DUP_MAX`).
  private static let repeatLimit = 32_767

  init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  func failure(_ message: String) -> EvaluationError {
    EvaluationError(
      "the regular expression `\(String(String.UnicodeScalarView(scalars)))` is not valid: \(message) at character \(place + 1)"
    )
  }

  var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  func peek(_ text: String, at offset: Int = 0) -> Bool {
    let wanted = Array(text.unicodeScalars)
    let start = place + offset
    return start + wanted.count <= scalars.count && scalars[start..<(start + wanted.count)].elementsEqual(wanted)
  }

  mutating func take(_ text: String) -> Bool {
    guard peek(text) else { return false }
    place += text.unicodeScalars.count
    return true
  }

  private mutating func run() throws(EvaluationError) -> Result {
    while let scalar = peek { try next(scalar) }
    guard open.count == 1 else { throw failure("a `(` is not closed") }
    guard let node = open[0].node else { return .swift(open[0].joined) }
    guard let program = PatternProgram(node, groups: captures) else {
      throw failure("its repetitions make it too long")
    }
    return .program(program)
  }

  private mutating func next(_ scalar: Unicode.Scalar) throws(EvaluationError) {
    let flags = open[open.count - 1].flags
    switch scalar {
    case "(": try openGroup()
    case ")": try closeGroup()
    case "|":
      place += 1
      open[open.count - 1].nextAlternative()
    case "*", "+", "?": try quantify()
    case "{" where bounds() != nil: try quantify()
    case "[":
      let (text, set) = try bracket()
      open[open.count - 1].append(set: set, text)
    case "\\": try escape()
    default:
      place += 1
      switch scalar {
      case ".":
        let set = PatternSet(flags.dotMatchesAll ? [] : [.range("\n"..."\n")], isNegated: true)
        open[open.count - 1].append(set: set, flags.dotMatchesAll ? "[\\s\\S]" : "[^\\n]")
      case "^":
        open[open.count - 1].append(
          anchor: flags.multiline ? "(?m:^)" : "\\A", .anchor(flags.multiline ? .lineStart : .textStart))
      case "$":
        open[open.count - 1].append(
          anchor: flags.multiline ? "(?m:$)" : "\\z", .anchor(flags.multiline ? .lineEnd : .textEnd))
      default: open[open.count - 1].append(literal: scalar)
      }
    }
  }

  // MARK: Groups

  private mutating func openGroup() throws(EvaluationError) {
    guard open.count <= Self.depthLimit else { throw failure("groups are nested more than \(Self.depthLimit) deep") }
    var flags = open[open.count - 1].flags
    var head = "("
    var capture: Int?
    place += 1
    if take("?") {
      if let kind = ["<=", "<!", ":", "=", "!", ">"].first(where: { peek($0) }) {
        place += kind.unicodeScalars.count
        head = "(?" + kind
      } else if take("P<") || take("<") {
        head = "(?<" + (try groupName()) + ">"
        captures += 1
        capture = captures
      } else {
        let isWholeRest = try inlineFlags(&flags)
        if isWholeRest {
          open[open.count - 1].flags = flags
          open[open.count - 1].append(anchor: flags.ignoresCase ? "(?i)" : "(?-i)", .sequence([]))
          return
        }
        head = flags.ignoresCase ? "(?i:" : "(?-i:"
      }
    } else {
      captures += 1
      capture = captures
    }
    open.append(PatternGroup(head: head, capture: capture, flags: flags))
  }

  private mutating func groupName() throws(EvaluationError) -> String {
    var name = String.UnicodeScalarView()
    while let scalar = peek, scalar != ">" {
      guard scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else { break }
      name.append(scalar)
      place += 1
    }
    guard take(">"), !name.isEmpty else { throw failure("the name of a group does not end in `>`") }
    return String(name)
  }

  /// - Returns: whether the flags hold for the rest of the group, as `(?i)` does, and not for a group of their own.
  private mutating func inlineFlags(_ flags: inout PatternFlags) throws(EvaluationError) -> Bool {
    var isOn = true
    while let scalar = peek {
      place += 1
      switch scalar {
      case "-": isOn = false
      case "i": flags.ignoresCase = isOn
      case "s": flags.dotMatchesAll = isOn
      case "m": flags.multiline = isOn
      case ")": return true
      case ":": return false
      default:
        place -= 1
        throw failure("unknown kind of group")
      }
    }
    throw failure("a `(` is not closed")
  }

  private mutating func closeGroup() throws(EvaluationError) {
    guard open.count > 1 else { throw failure("a `)` closes nothing") }
    place += 1
    let group = open.removeLast()
    let isPlain = group.capture != nil || ["(?:", "(?i:", "(?-i:"].contains(group.head)
    open[open.count - 1].append(atom: group.head + group.joined + ")", isPlain ? group.node : nil)
  }

  // MARK: Quantifiers

  /// The numbers between braces and the place after them; nil when the brace begins no quantifier.
  private func bounds() -> (least: Int, most: Int?, end: Int)? {
    var cursor = place + 1
    func number() -> Int? {
      var value: Int?
      while cursor < scalars.count, let digit = Int(String(scalars[cursor])), scalars[cursor].isASCII,
        value ?? 0 < 1_000_000
      {
        value = (value ?? 0) * 10 + digit
        cursor += 1
      }
      return value
    }
    let least = number()
    var most = least
    var hasComma = false
    if cursor < scalars.count, scalars[cursor] == "," {
      hasComma = true
      cursor += 1
      most = number()
    }
    guard cursor < scalars.count, scalars[cursor] == "}", least != nil || (hasComma && most != nil) else { return nil }
    return (least ?? 0, most, cursor + 1)
  }

  private mutating func quantify() throws(EvaluationError) {
    guard open[open.count - 1].hasAtom else { throw failure("there is nothing to repeat") }
    var text: String
    var limits: (least: Int, most: Int?) = (0, nil)
    if let (least, most, end) = bounds(), peek == "{" {
      guard least <= Self.repeatLimit, most ?? 0 <= Self.repeatLimit, least <= most ?? least else {
        throw failure("the numbers of repetitions cannot be used")
      }
      text = "{\(least),\(most.map(String.init) ?? "")}"
      place = end
      limits = (least, most)
    } else {
      text = String(scalars[place])
      limits = text == "?" ? (0, 1) : text == "+" ? (1, nil) : (0, nil)
      place += 1
    }
    let isLazy = take("?")
    let isPossessive = !isLazy && take("+")
    text += isLazy ? "?" : isPossessive ? "+" : ""
    let (least, most) = limits
    open[open.count - 1].append(
      quantifier: text,
      isPossessive ? nil : { .repetition($0, least: least, most: most, isLazy: isLazy) })
    while take("*") {}
  }

  // MARK: Escapes

  private mutating func escape() throws(EvaluationError) {
    place += 1
    guard let scalar = peek else { throw failure("the pattern ends in a backslash") }
    if let set = PatternSets.escapes[scalar] {
      place += 1
      open[open.count - 1].append(set: PatternSets.set(ofEscape: scalar), "[" + set + "]")
      return
    }
    switch scalar {
    case "b", "B", "A", "z", "Z":
      place += 1
      open[open.count - 1].append(anchor: "\\" + String(scalar), PatternAnchor(escape: scalar).map(PatternNode.anchor))
    case "<", ">":
      place += 1
      open[open.count - 1].append(anchor: "\\b", .anchor(.wordBoundary))
    case "1"..."9":
      place += 1
      let number = Int(String(scalar)) ?? 0
      guard number <= captures else { throw failure("there is no group \(number)") }
      open[open.count - 1].append(atom: "(?:\\\(number))", nil)
    case "p", "P":
      let property = try propertySet()
      open[open.count - 1].append(atom: property, nil)
    default:
      let literal = try escapedScalar()
      open[open.count - 1].append(literal: literal)
    }
  }

  /// `p{…}` or `P{…}` after a backslash.
  mutating func propertySet() throws(EvaluationError) -> String {
    guard let end = scalars[place...].firstIndex(of: "}"), scalars[(place + 1)...].first == "{" else {
      throw failure("expected the name of a property in braces")
    }
    let text = "\\" + String(String.UnicodeScalarView(scalars[place...end]))
    place = end + 1
    return text
  }

  /// What a backslash and the characters after it stand for.
  mutating func escapedScalar() throws(EvaluationError) -> Unicode.Scalar {
    guard let scalar = peek else { throw failure("the pattern ends in a backslash") }
    place += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "f": return "\u{C}"
    case "v": return "\u{B}"
    case "a": return "\u{7}"
    case "e": return "\u{1B}"
    case "0": return "\0"
    case "x": return try hexadecimal(digits: 2)
    case "u": return try hexadecimal(digits: 4)
    default:
      guard !scalar.properties.isAlphabetic else {
        place -= 1
        throw failure("unknown escape `\\\(String(scalar))`")
      }
      return scalar
    }
  }

  private mutating func hexadecimal(digits: Int) throws(EvaluationError) -> Unicode.Scalar {
    guard place + digits <= scalars.count,
      let value = UInt32(String(String.UnicodeScalarView(scalars[place..<(place + digits)])), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { throw failure("expected \(digits) hexadecimal digits") }
    place += digits
    return scalar
  }
}

extension PatternAnchor {
  /// Of `\b` and its like.
  fileprivate init?(escape: Unicode.Scalar) {
    switch escape {
    case "b": self = .wordBoundary
    case "B": self = .noWordBoundary
    case "A": self = .textStart
    case "z": self = .textEnd
    case "Z": self = .lastLineEnd
    default: return nil
    }
  }
}
