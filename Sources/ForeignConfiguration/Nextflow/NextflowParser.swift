import SourceText

/// Reads statements of a `nextflow.config`.
struct NextflowParser {
  var cursor: TextCursor
  private(set) var skipped: [(what: String, span: SourceSpan)] = []
  /// `params` as far as they are read: a reference to one is what it was set to above.
  private var parameters = PlacedMembers()

  /// Blocks that say nothing of where and how processes run; `plugins` holds calls, not assignments.
  private static let passedOver: Set<String> = ["plugins", "manifest"]

  /// Of Groovy: what follows is no block of settings.
  private static let keywords: Set<String> = [
    "try", "catch", "finally", "if", "else", "for", "while", "switch", "def", "import", "class",
  ]

  init(_ bytes: [UInt8]) throws(ForeignTextError) {
    cursor = try TextCursor(bytes)
    if cursor.isAt("#!") { cursor.skipLine() }
  }

  mutating func document() throws(ForeignTextError) -> PlacedMembers {
    let members = try statements(below: [], until: nil)
    guard cursor.isAtEnd else { throw ForeignTextError("this `}` ends nothing", at: cursor.here) }
    return members
  }

  /// - Parameter path: the names of the blocks around the statements.
  private mutating func statements(
    below path: [String], until end: UInt8?
  ) throws(ForeignTextError) -> PlacedMembers {
    var members = PlacedMembers()
    let start = cursor.position
    skipSpace()
    while let byte = cursor.byte, byte != UInt8(ascii: "}") {
      let before = cursor.position
      try statement(below: path, into: &members)
      skipSpace()
      // Whatever it was, it is passed.
      if cursor.position == before { cursor.position += 1 }
    }
    if end != nil, cursor.isAtEnd {
      throw ForeignTextError("the block that begins here does not end", at: SourceSpan(max(0, start - 1), start))
    }
    return members
  }

  private mutating func statement(
    below path: [String], into members: inout PlacedMembers
  ) throws(ForeignTextError) {
    let start = cursor.position
    var found = try selector()
    if found == nil { found = try names() }
    guard let names = found, names.count > 1 || !Self.keywords.contains(names[0]) else { return try skip(from: start) }
    let span = cursor.span(from: start)
    skipBlanks()
    if cursor.byte == UInt8(ascii: "{") {
      try block(names, below: path, at: span, into: &members)
    } else if cursor.byte == UInt8(ascii: "="), cursor.byte(after: 1) != UInt8(ascii: "=") {
      cursor.position += 1
      skipSpace()
      let value = try value()
      note(value, at: path + names)
      add(value, at: names[...], to: &members)
    } else {
      try skip(from: start)
    }
  }

  private mutating func block(
    _ names: [String], below path: [String], at span: SourceSpan, into members: inout PlacedMembers
  ) throws(ForeignTextError) {
    let place = path + names
    guard !Self.passedOver.contains(place.first ?? "") else {
      let start = cursor.position
      try skipBalanced()
      return add(PlacedValue(.members(PlacedMembers()), at: cursor.span(from: start)), at: names[...], to: &members)
    }
    guard place.count <= TextCursor.deepest else { throw ForeignTextError("the text is nested too deeply", at: span) }
    var parser = self
    let inner = try cursor.deeper { (cursor) throws(ForeignTextError) in
      cursor.position += 1
      parser.cursor = cursor
      let inner = try parser.statements(below: place, until: UInt8(ascii: "}"))
      cursor.position = parser.cursor.position + 1
      return inner
    }
    (skipped, parameters) = (parser.skipped, parser.parameters)
    add(PlacedValue(.members(inner), at: span), at: names[...], to: &members)
  }

  /// Puts a value below names, into what is there already.
  private func add(_ value: PlacedValue, at names: ArraySlice<String>, to members: inout PlacedMembers) {
    var value = value
    for name in names.dropFirst().reversed() {
      var around = PlacedMembers()
      around[name] = value
      value = PlacedValue(.members(around), at: value.span)
    }
    if let name = names.first { members.merge(value, named: name) }
  }

  /// Remembers what a parameter is set to, in a profile too.
  private mutating func note(_ value: PlacedValue, at path: [String]) {
    let path = path.first == "profiles" ? path.dropFirst(2) : path[...]
    if path.first == "params", path.count > 1 { add(value, at: path.dropFirst(), to: &parameters) }
  }

  /// What a reference such as `params.queue` stands for; nil for anything else and for what the file does not set.
  func parameter(_ reference: String) -> PlacedValue? {
    let names = reference.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard names.first == "params", names.count > 1, names.count <= TextCursor.deepest else { return nil }
    var value: PlacedValue? = PlacedValue(.members(parameters), at: SourceSpan(0, 0))
    for name in names.dropFirst() { value = value?.members?[name] }
    return value
  }

  // MARK: Names

  /// `withName: 'ALIGN'`, `withLabel: big`: one name of both.
  private mutating func selector() throws(ForeignTextError) -> [String]? {
    let start = cursor.position
    for kind in ["withName", "withLabel"] where cursor.bytes[start...].starts(with: kind.utf8) {
      cursor.position += kind.utf8.count
      skipBlanks()
      guard cursor.take(":") else { break }
      skipBlanks()
      if let pattern = try name() { return ["\(kind):\(pattern)"] }
      break
    }
    cursor.position = start
    return nil
  }

  /// `aws.batch.cliPath`; nil when none stands here.
  private mutating func names() throws(ForeignTextError) -> [String]? {
    guard let first = try name() else { return nil }
    var names = [first]
    while cursor.byte == UInt8(ascii: "."), names.count <= TextCursor.deepest {
      cursor.position += 1
      guard let name = try name() else { return nil }
      names.append(name)
    }
    return names
  }

  /// A word, or a text in quotes.
  mutating func name() throws(ForeignTextError) -> String? {
    if cursor.byte == .quote || cursor.byte == UInt8(ascii: "'") {
      guard case .text(let name) = try text() else { return nil }
      return name
    }
    let start = cursor.position
    cursor.skip { $0.isWord || $0 == UInt8(ascii: "$") || $0 >= 0x80 }
    return cursor.position > start ? cursor.text(from: start) : nil
  }

  // MARK: What is left out

  /// Goes past a statement that is no assignment, and remembers it.
  private mutating func skip(from start: Int) throws(ForeignTextError) {
    cursor.position = start
    let isInclude = cursor.isAt("includeConfig")
    let word = try? name()
    cursor.position = start
    try skipExpression(isStatement: true)
    let what = isInclude ? "`includeConfig` is not followed" : "`\(word ?? "…")` is Groovy, which is not translated"
    skipped.append((what, SourceSpan(start, max(start + 1, cursor.position))))
  }
}
