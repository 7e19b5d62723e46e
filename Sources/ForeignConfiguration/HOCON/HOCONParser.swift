import SourceText

/// Reads the text of a HOCON document. Source: HOCON.md of lightbend/config, "Syntax".
struct HOCONParser {
  var cursor: TextCursor
  /// Include statements, which are not followed: what each names.
  private(set) var includes: [(name: String, span: SourceSpan)] = []

  init(_ bytes: [UInt8]) throws(ForeignTextError) { cursor = try TextCursor(bytes) }

  /// The fields of the root object.
  mutating func document() throws(ForeignTextError) -> [HOCONField] {
    skipSpace()
    if cursor.byte == UInt8(ascii: "[") {
      throw ForeignTextError("the file holds a list, not names and values", at: cursor.here)
    }
    guard cursor.byte == UInt8(ascii: "{") else { return try fields(until: nil, below: []) }
    let fields = try object(below: [])
    skipSpace()
    guard cursor.isAtEnd else { throw ForeignTextError("something stands after the last `}`", at: cursor.here) }
    return fields
  }

  // MARK: Objects and lists

  /// - Parameter path: of the object itself from the root; nil inside of a list.
  private mutating func object(below path: [String]?) throws(ForeignTextError) -> [HOCONField] {
    cursor.position += 1
    return try fields(until: UInt8(ascii: "}"), below: path)
  }

  private mutating func fields(
    until end: UInt8?, below path: [String]?
  ) throws(ForeignTextError) -> [HOCONField] {
    var fields: [HOCONField] = []
    let start = cursor.position
    try elements(until: end, from: start) { (parser) throws(ForeignTextError) in
      if try !parser.include() { fields.append(try parser.field(below: path)) }
    }
    return fields
  }

  private mutating func list() throws(ForeignTextError) -> [HOCONExpression] {
    var list: [HOCONExpression] = []
    cursor.position += 1
    try elements(until: UInt8(ascii: "]"), from: cursor.position) { (parser) throws(ForeignTextError) in
      list.append(try parser.expression(below: nil))
    }
    return list
  }

  /// Elements with commas or line feeds between them, a comma at the end at most.
  private mutating func elements(
    until end: UInt8?, from start: Int, _ read: (inout HOCONParser) throws(ForeignTextError) -> Void
  ) throws(ForeignTextError) {
    skipSpace()
    while cursor.byte != end {
      guard !cursor.isAtEnd else {
        throw ForeignTextError("what begins here does not end", at: SourceSpan(max(0, start - 1), start))
      }
      try read(&self)
      let before = cursor.position
      skipSpace()
      var isSeparated = cursor.bytes[before..<cursor.position].contains(.lineFeed)
      if cursor.take(",") {
        isSeparated = true
        skipSpace()
      }
      guard isSeparated || cursor.byte == end || cursor.isAtEnd else {
        throw ForeignTextError("a comma, a new line or an end is missing here", at: cursor.here)
      }
    }
    if end != nil { cursor.position += 1 }
  }

  private mutating func field(below path: [String]?) throws(ForeignTextError) -> HOCONField {
    let start = cursor.position
    let key = try self.path()
    let span = cursor.span(from: start)
    skipSpace()
    let isAppended = cursor.take("+=")
    if !isAppended, !cursor.take("="), !cursor.take(":"), cursor.byte != UInt8(ascii: "{") {
      throw ForeignTextError("a name needs `=` and a value after it", at: cursor.here)
    }
    skipSpace()
    let whole = path.map { $0 + key }
    guard key.count + (path?.count ?? 0) <= TextCursor.deepest else {
      throw ForeignTextError("the text is nested too deeply", at: span)
    }
    var value = try expression(below: whole)
    if isAppended {
      guard let whole else { throw ForeignTextError("`+=` cannot stand inside of a list", at: span) }
      value.pieces = [
        HOCONPiece(content: .substitution(whole, isOptional: true), span: span),
        HOCONPiece(content: .list([value]), span: value.span),
      ]
    }
    return HOCONField(path: key[...], value: value)
  }

  // MARK: Values

  /// Pieces up to the end of the line, a comma or a closing bracket.
  private mutating func expression(below path: [String]?) throws(ForeignTextError) -> HOCONExpression {
    let start = cursor.position
    var pieces: [HOCONPiece] = []
    var end = start
    while let content = try piece(below: path) {
      pieces.append(HOCONPiece(content: content, span: cursor.span(from: end)))
      end = cursor.position
    }
    if case .space? = pieces.last?.content {
      pieces.removeLast()
      end = pieces.last?.span.end ?? start
    }
    guard !pieces.isEmpty else { throw ForeignTextError("a value is missing here", at: cursor.here) }
    return HOCONExpression(pieces: pieces, span: SourceSpan(start, end))
  }

  /// The next piece of a value; nil at its end.
  private mutating func piece(below path: [String]?) throws(ForeignTextError) -> HOCONPiece.Content? {
    let start = cursor.position
    if skipBlanks() { return .space(cursor.text(from: start)) }
    guard let byte = cursor.byte, !cursor.isAt("//") else { return nil }
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "#"): return nil
    case UInt8(ascii: "{"):
      return .object(try nested { (parser) throws(ForeignTextError) in try parser.object(below: path) })
    case UInt8(ascii: "["): return .list(try nested { (parser) throws(ForeignTextError) in try parser.list() })
    case .quote: return .quoted(try quoted())
    case UInt8(ascii: "$"): return try substitution()
    default: return .unquoted(try unquoted())
    }
  }

  private mutating func nested<Value>(
    _ read: (inout HOCONParser) throws(ForeignTextError) -> Value
  ) throws(ForeignTextError) -> Value {
    var parser = self
    let value = try cursor.deeper { (cursor) throws(ForeignTextError) in
      parser.cursor = cursor
      defer { cursor.position = parser.cursor.position }
      return try read(&parser)
    }
    includes = parser.includes
    return value
  }

  private mutating func substitution() throws(ForeignTextError) -> HOCONPiece.Content {
    let start = cursor.position
    guard cursor.take("${") else {
      throw ForeignTextError("`$` can only begin `${name}`", at: cursor.here, help: "put the text in quotes")
    }
    let isOptional = cursor.take("?")
    let path = try self.path()
    guard cursor.take("}") else { throw ForeignTextError("`${` has no `}`", at: cursor.span(from: start)) }
    return .substitution(path, isOptional: isOptional)
  }

  // MARK: Includes

  /// Goes past an include statement if one stands here.
  private mutating func include() throws(ForeignTextError) -> Bool {
    let start = cursor.position
    guard cursor.take("include") else { return false }
    guard let next = cursor.byte, next == .quote || HOCONSpace.length(at: cursor.position, in: cursor.bytes) > 0 else {
      cursor.position = start
      return false
    }
    skipSpace()
    var open = 0
    while let word = ["required(", "file(", "url(", "classpath("].first(where: { isAt($0) }) {
      cursor.position += word.utf8.count
      open += 1
      skipSpace()
    }
    guard cursor.byte == .quote else {
      throw ForeignTextError(
        "`include` needs a name in quotes after it", at: cursor.span(from: start), help: "quote a key of this name")
    }
    let name = try quoted()
    for _ in 0..<open {
      skipSpace()
      guard cursor.take(")") else { throw ForeignTextError("a `)` is missing here", at: cursor.here) }
    }
    includes.append((name, cursor.span(from: start)))
    return true
  }

  private func isAt(_ word: String) -> Bool { cursor.bytes[cursor.position...].starts(with: word.utf8) }
}
