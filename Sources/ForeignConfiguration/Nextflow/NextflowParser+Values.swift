import SourceText

/// Values, and what stands between them.
extension NextflowParser {
  /// The value that begins here. What is more than a value is passed over whole, and not known.
  mutating func value() throws(ForeignTextError) -> PlacedValue {
    let start = cursor.position
    let content = try literal()
    let end = cursor.position
    skipBlanks()
    if let content, isAtEndOfValue {
      cursor.position = end
      return PlacedValue(content, at: cursor.span(from: start))
    }
    let isClosure = cursor.bytes[start...].first == UInt8(ascii: "{")
    cursor.position = start
    try skipExpression(isStatement: false)
    guard cursor.position > start else { throw ForeignTextError("a value is missing here", at: cursor.here) }
    let reason = "is \(isClosure ? "a closure" : "an expression of Groovy"), which is not translated"
    return PlacedValue(.unknown(reason), at: cursor.span(from: start))
  }

  private var isAtEndOfValue: Bool {
    guard let byte = cursor.byte else { return true }
    return [.lineFeed, 0x0D, UInt8(ascii: ";"), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ",")].contains(byte)
      || cursor.isAt("//") || cursor.isAt("/*") || byte == UInt8(ascii: ":")
  }

  /// nil for what is none.
  private mutating func literal() throws(ForeignTextError) -> PlacedValue.Content? {
    guard let byte = cursor.byte else { return nil }
    if byte == UInt8(ascii: "'") || byte == .quote { return try text() }
    if byte == UInt8(ascii: "[") { return try collection() }
    if byte.isDigit || byte == UInt8(ascii: "-") { return number() }
    let start = cursor.position
    cursor.skip { $0.isWord || $0 == UInt8(ascii: ".") }
    switch cursor.text(from: start) {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case let word where word.hasPrefix("params."):
      return parameter(word)?.content ?? .unknown("needs `\(word)`, which the file does not set")
    default: return nil
    }
  }

  /// A number, or one with a unit: `8.GB` is the text `8 GB`.
  private mutating func number() -> PlacedValue.Content? {
    let start = cursor.position
    _ = cursor.take("-")
    cursor.skip { $0.isDigit || $0 == UInt8(ascii: "_") }
    if cursor.byte == UInt8(ascii: "."), cursor.byte(after: 1)?.isDigit ?? false {
      cursor.position += 1
      cursor.skip { $0.isDigit }
    }
    let number = String(cursor.text(from: start).filter { $0 != "_" })
    guard Double(number) != nil else { return nil }
    let end = cursor.position
    skipBlanks()
    guard cursor.take(".") else {
      cursor.position = end
      return .number(number)
    }
    let unit = cursor.position
    cursor.skip { $0.isWord }
    return .text(number + " " + cursor.text(from: unit))
  }

  // MARK: Texts

  /// A text in one or three quotes of either kind.
  mutating func text() throws(ForeignTextError) -> PlacedValue.Content {
    let start = cursor.position
    let quote = cursor.byte ?? .quote
    let isTriple = cursor.bytes[start...].starts(with: [quote, quote, quote])
    cursor.position += isTriple ? 3 : 1
    var bytes: [UInt8] = []
    var unknown: String?
    while let byte = cursor.byte, isTriple || byte != .lineFeed {
      if byte == quote, !isTriple || cursor.bytes[cursor.position...].starts(with: [quote, quote, quote]) {
        cursor.position += isTriple ? 3 : 1
        return unknown.map { .unknown($0) } ?? .text(String(decoding: bytes, as: UTF8.self))
      }
      if byte == UInt8(ascii: "\\") {
        bytes += escaped()
      } else if byte == UInt8(ascii: "$"), quote == .quote, let reference = reference() {
        if let text = parameter(reference)?.spelled { bytes += text.utf8 } else { unknown = Self.reason(reference) }
      } else {
        bytes.append(byte)
        cursor.position += 1
      }
      guard bytes.count <= TextCursor.longest else { break }
    }
    throw ForeignTextError("the text that begins here has no end", at: SourceSpan(start, start + 1))
  }

  private static func reason(_ reference: String) -> String {
    reference.hasPrefix("params.")
      ? "needs `\(reference)`, which the file does not set" : "has a `$…` in it, which is not translated"
  }

  /// What stands after a `$` in a text: `params.queue` of `$params.queue` or `${params.queue}`; nil for a `$` alone.
  private mutating func reference() -> String? {
    let start = cursor.position
    if cursor.take("${") {
      let name = cursor.position
      cursor.skip { $0 != UInt8(ascii: "}") && $0 != .lineFeed && $0 != .quote }
      let text = cursor.text(from: name)
      _ = cursor.take("}")
      return text.utf8.allSatisfy { $0.isWord || $0 == UInt8(ascii: ".") } ? text : ""
    }
    cursor.position += 1
    let name = cursor.position
    cursor.skip { $0.isWord }
    while cursor.byte == UInt8(ascii: "."), cursor.byte(after: 1)?.isWord ?? false {
      cursor.position += 1
      cursor.skip { $0.isWord }
    }
    if cursor.position > name { return cursor.text(from: name) }
    cursor.position = start
    return nil
  }

  private mutating func escaped() -> [UInt8] {
    let letter = cursor.byte(after: 1)
    cursor.position = min(cursor.position + 2, cursor.bytes.count)
    switch letter {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "r"): return [13]
    case .lineFeed, nil: return []
    case let letter?: return [letter]
    }
  }

  // MARK: Lists and maps

  private mutating func collection() throws(ForeignTextError) -> PlacedValue.Content? {
    let start = cursor.position
    var parser = self
    let content = try cursor.deeper { (cursor) throws(ForeignTextError) in
      cursor.position += 1
      parser.cursor = cursor
      defer { cursor.position = parser.cursor.position }
      return try parser.elements(from: start)
    }
    return content
  }

  private mutating func elements(from start: Int) throws(ForeignTextError) -> PlacedValue.Content? {
    var list: [PlacedValue] = []
    var members = PlacedMembers()
    skipSpace()
    if cursor.take(":") { skipSpace() }
    while let byte = cursor.byte, byte != UInt8(ascii: "]") {
      let first = cursor.position
      let key = try self.key()
      if let key {
        members[key] = try value()
      } else {
        cursor.position = first
        list.append(try value())
      }
      skipSpace()
      if cursor.take(",") { skipSpace() } else if cursor.byte != UInt8(ascii: "]") { return nil }
    }
    guard cursor.take("]") else {
      throw ForeignTextError("the list that begins here does not end", at: SourceSpan(start, start + 1))
    }
    guard list.isEmpty || members.isEmpty else { return nil }
    return members.isEmpty ? .list(list) : .members(members)
  }

  /// The name of a map's member, with its colon; nil when there is none.
  private mutating func key() throws(ForeignTextError) -> String? {
    guard let name = try name() else { return nil }
    skipSpace()
    guard cursor.take(":") else { return nil }
    skipSpace()
    return name
  }

  // MARK: Between values

  mutating func skipBlanks() { cursor.skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }

  /// White space, line feeds, semicolons and comments.
  mutating func skipSpace() {
    while let byte = cursor.byte {
      if cursor.isAt("//") {
        cursor.skipLine()
      } else if cursor.isAt("/*") {
        skipComment()
      } else if [0x20, 0x09, 0x0D, .lineFeed, UInt8(ascii: ";")].contains(byte) {
        cursor.position += 1
      } else {
        return
      }
    }
  }

  private mutating func skipComment() {
    cursor.position += 2
    while !cursor.isAtEnd, !cursor.take("*/") { cursor.position += 1 }
  }

  /// Goes past the block that begins here.
  mutating func skipBalanced() throws(ForeignTextError) {
    try skipExpression(isStatement: true)
  }

  /// To the end of an expression: of its line, or of what it stands in. What is in brackets, quotes and comments belongs to it.
  ///
  /// - Parameter isStatement: a comma does not end it.
  mutating func skipExpression(isStatement: Bool) throws(ForeignTextError) {
    let start = cursor.position
    var open: [UInt8] = []
    while let byte = cursor.byte {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): open.append(byte)
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): if open.popLast() == nil { return }
      case .lineFeed, UInt8(ascii: ";"): if open.isEmpty { return }
      case UInt8(ascii: ","): if open.isEmpty, !isStatement { return }
      case UInt8(ascii: "'"), .quote:
        _ = try text()
        continue
      case UInt8(ascii: "/") where cursor.isAt("//"):
        cursor.skipLine()
        continue
      case UInt8(ascii: "/") where cursor.isAt("/*"):
        skipComment()
        continue
      default: break
      }
      cursor.position += 1
    }
    if !open.isEmpty { throw ForeignTextError("what begins here does not end", at: SourceSpan(start, start + 1)) }
  }
}
