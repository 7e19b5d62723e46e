/// The words that mean something to the grammar.
enum Keyword: String, CaseIterable {
  case after, alias, `as`, call, command, `else`, `enum`, env, `false`, hints, `if`, `import`, `in`, input, meta
  case none = "None"
  case object, output
  case parameterMeta = "parameter_meta"
  case requirements, runtime, scatter, `struct`, task, then, `true`, version, workflow

  /// Finds the keyword that is spelled by these bytes.
  @inline(__always)
  static func find(_ bytes: [UInt8], from start: Int, to end: Int) -> Keyword? {
    guard end - start >= 2, end - start <= 14 else { return nil }
    return table.find(PackedWord(bytes, from: start, to: end))
  }

  private static let table = KeywordTable()
}

/// A word of at most sixteen bytes in two numbers, so that comparing is cheap.
private struct PackedWord: Equatable {
  var head: UInt64 = 0
  var tail: UInt64 = 0

  @inline(__always)
  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    for offset in 0..<min(8, end - start) { head |= UInt64(bytes[start + offset]) << UInt64(8 * offset) }
    guard end - start > 8 else { return }
    for offset in 8..<min(16, end - start) { tail |= UInt64(bytes[start + offset]) << UInt64(8 * (offset - 8)) }
  }

  /// Spreads over the table's places.
  @inline(__always)
  var place: Int { Int(truncatingIfNeeded: ((head ^ tail) &* 0x9E37_79B9_7F4A_7C15) >> 57) }
}

/// All keywords by their hash, with open addressing.
private struct KeywordTable {
  private struct Entry {
    var word: PackedWord
    var keyword: Keyword
  }

  private var entries: [Entry?] = Array(repeating: nil, count: 128)

  init() {
    for keyword in Keyword.allCases {
      let bytes = Array(keyword.rawValue.utf8)
      let word = PackedWord(bytes, from: 0, to: bytes.count)
      var place = word.place
      while entries[place] != nil { place = (place + 1) & 127 }
      entries[place] = Entry(word: word, keyword: keyword)
    }
  }

  @inline(__always)
  func find(_ word: PackedWord) -> Keyword? {
    var place = word.place
    while let entry = entries[place] {
      if entry.word == word { return entry.keyword }
      place = (place + 1) & 127
    }
    return nil
  }
}
