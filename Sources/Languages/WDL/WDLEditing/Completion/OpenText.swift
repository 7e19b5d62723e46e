/// What is open at a place of a text that may be broken anywhere: braces with what they belong to, brackets, strings,
/// commands and placeholders.
struct OpenText {
  enum Opening: Hashable {
    case document
    case task(String), workflow(String), structure, enumeration
    /// `input { …`, `runtime { …` and their like.
    case section(String)
    /// The body of a scatter or a clause.
    case statements
    /// What is called.
    case call([String])
    /// `{ …`, `object { …`, `Name { …`.
    case literal(String?)
    /// The word before it: a function, `scatter`, `if`.
    case parenthesis(String?)
    case bracket(String?)
    case placeholder
    /// Text until the closing mark.
    case string(UInt8), multiLineString, commandBraces, commandHeredoc

    var isText: Bool {
      switch self {
      case .string, .multiLineString, .commandBraces, .commandHeredoc: true
      default: false
      }
    }

    /// What closes it.
    var closer: String {
      switch self {
      case .document: ""
      // The head of a scatter or conditional has a body after it.
      case .parenthesis("scatter"), .parenthesis("if"): ") {}"
      case .parenthesis: ")"
      case .bracket: "]"
      case .string(let quote): String(decoding: [quote], as: UTF8.self)
      case .multiLineString, .commandHeredoc: ">>>"
      case .commandBraces: "}"
      default: "}"
      }
    }
  }

  enum Token: Hashable {
    case word(String)
    case dot, comma, colon, assign
    /// An operator that wants something after it.
    case operation
    /// A literal or a closed group.
    case value
    /// `( … )`, after this word.
    case group(String?)
  }

  /// An opening with what was read in it so far: the last of its tokens.
  struct Level {
    let opening: Opening
    var tokens: [Token] = []
  }

  /// Outermost first; the document is always there.
  private(set) var levels = [Level(opening: .document)]
  private(set) var isInComment = false
  /// Whether a line began since the last token.
  private(set) var startsLine = true

  private static let mostTokens = 64

  private let bytes: [UInt8]
  private let end: Int

  /// Reads the text up to `end`.
  init(_ bytes: [UInt8], upTo end: Int) {
    self.bytes = bytes
    self.end = min(end, bytes.count)
    var place = 0
    while place < self.end { place = isInText ? readText(at: place) : read(at: place) }
  }

  var top: Level { levels[levels.count - 1] }
  private var isInText: Bool { top.opening.isText }

  private func byte(_ place: Int) -> UInt8 { place < end ? bytes[place] : 0 }

  private func starts(_ text: StaticString, at place: Int) -> Bool {
    guard place + text.utf8CodeUnitCount <= end else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
  }

  private mutating func note(_ token: Token) {
    let last = levels.count - 1
    if levels[last].tokens.count > 2 * Self.mostTokens { levels[last].tokens.removeFirst(Self.mostTokens) }
    levels[last].tokens.append(token)
    startsLine = false
  }

  private mutating func open(_ opening: Opening) {
    levels.append(Level(opening: opening))
    startsLine = true
  }

  // MARK: strings and commands

  private mutating func readText(at place: Int) -> Int {
    let opening = top.opening
    switch byte(place) {
    case 0x5C: return place + 2
    case 0x0A:
      // A quoted string ends with its line.
      if case .string = opening { close(as: .value) }
      return place + 1
    case 0x7E where byte(place + 1) == 0x7B, 0x24 where byte(place + 1) == 0x7B && opening != .commandHeredoc:
      open(.placeholder)
      return place + 2
    default: break
    }
    switch opening {
    case .string(let quote) where byte(place) == quote:
      close(as: .value)
      return place + 1
    case .commandBraces where byte(place) == 0x7D:
      close(as: nil)
      return place + 1
    case .multiLineString where starts(">>>", at: place), .commandHeredoc where starts(">>>", at: place):
      close(as: opening == .multiLineString ? .value : nil)
      return place + 3
    default: return place + 1
    }
  }

  private mutating func close(as token: Token?) {
    if levels.count > 1 { levels.removeLast() }
    if let token { note(token) } else { startsLine = true }
  }

  // MARK: everything else

  private mutating func read(at place: Int) -> Int {
    let byte = byte(place)
    switch byte {
    case 0x0A:
      startsLine = true
      return place + 1
    case 0x20, 0x09, 0x0D: return place + 1
    case 0x23: return comment(at: place)
    case 0x22, 0x27:
      open(.string(byte))
      return place + 1
    case 0x3C where starts("<<<", at: place):
      open(top.tokens.last == .word("command") ? .commandHeredoc : .multiLineString)
      return place + 3
    case _ where byte.isPartOfName: return word(at: place)
    default:
      punctuation(byte)
      return place + 1
    }
  }

  private mutating func comment(at start: Int) -> Int {
    var place = start
    while place < end, bytes[place] != 0x0A { place += 1 }
    isInComment = place == end
    return place
  }

  private mutating func word(at start: Int) -> Int {
    var place = start
    while place < end, bytes[place].isPartOfName { place += 1 }
    let isNumber = bytes[start] <= 0x39
    note(isNumber ? .value : .word(String(decoding: bytes[start..<place], as: UTF8.self)))
    return place
  }

  private mutating func punctuation(_ byte: UInt8) {
    switch byte {
    case 0x7B: open(OpenBrace.opening(in: top))
    case 0x28: open(.parenthesis(lastWord))
    case 0x5B: open(.bracket(lastWord))
    case 0x7D: closeBrace()
    case 0x29: closeGroup { if case .parenthesis = $0 { true } else { false } }
    case 0x5D: closeGroup { if case .bracket = $0 { true } else { false } }
    case 0x2E: note(.dot)
    case 0x2C: note(.comma)
    case 0x3A: note(.colon)
    case 0x3D: note(.assign)
    case 0x3F: note(.value)
    default: note(.operation)
    }
  }

  private var lastWord: String? { if case .word(let word)? = top.tokens.last { word } else { nil } }

  /// Closes the innermost brace, with what is open in it.
  private mutating func closeBrace() {
    while levels.count > 1 {
      let opening = levels.removeLast().opening
      switch opening {
      case .parenthesis, .bracket: continue
      case .literal: note(.value)
      default: startsLine = true
      }
      return
    }
  }

  private mutating func closeGroup(_ isKind: (Opening) -> Bool) {
    guard isKind(top.opening) else { return }
    let opening = levels.removeLast().opening
    if case .parenthesis(let word) = opening { note(.group(word)) } else { note(.value) }
  }
}

extension UInt8 {
  var isPartOfName: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self == 0x5F
  }
}
