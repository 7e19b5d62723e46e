/// The words that mean something to the grammar.
enum Keyword: String, CaseIterable {
  case after, alias, `as`, call, command, `else`, `enum`, env, `false`, hints, `if`, `import`, `in`, input, meta
  case none = "None"
  case object, output
  case parameterMeta = "parameter_meta"
  case requirements, runtime, scatter, `struct`, task, then, `true`, version, workflow
}

/// All keywords by their hash, with open addressing.
struct KeywordTable {
  private struct Entry {
    var word: PackedWord
    var keyword: Keyword
  }

  static let shared = KeywordTable()

  private var entries: [Entry?] = Array(repeating: nil, count: 128)

  private init() {
    for keyword in Keyword.allCases {
      let bytes = Array(keyword.rawValue.utf8)
      let word = PackedWord(bytes, from: 0, to: bytes.count)
      var place = word.place
      while entries[place] != nil { place = (place + 1) & 127 }
      entries[place] = Entry(word: word, keyword: keyword)
    }
  }

  /// The keyword that is spelled by these bytes.
  @inline(__always)
  func find(_ bytes: [UInt8], from start: Int, to end: Int) -> Keyword? {
    guard end - start >= 2, end - start <= 14 else { return nil }
    let word = PackedWord(bytes, from: start, to: end)
    var place = word.place
    while let entry = entries[place] {
      if entry.word == word { return entry.keyword }
      place = (place + 1) & 127
    }
    return nil
  }
}

/// A word of at most sixteen bytes in two numbers, so that comparing is cheap.
private struct PackedWord: Equatable {
  var head: UInt64 = 0
  var tail: UInt64 = 0

  @inline(__always)
  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    head = Self.pack(bytes, from: start, to: min(end, start + 8))
    if end - start > 8 { tail = Self.pack(bytes, from: start + 8, to: end) }
  }

  /// At most eight bytes.
  @inline(__always)
  private static func pack(_ bytes: [UInt8], from start: Int, to end: Int) -> UInt64 {
    if start + 8 <= bytes.count {
      let word = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: UInt64.self) }
      return UInt64(littleEndian: word) & (UInt64.max >> UInt64(64 - 8 * (end - start)))
    }
    var word: UInt64 = 0
    for offset in start..<end { word |= UInt64(bytes[offset]) << UInt64(8 * (offset - start)) }
    return word
  }

  /// Spreads over the table's places.
  @inline(__always)
  var place: Int { Int(truncatingIfNeeded: ((head ^ tail) &* 0x9E37_79B9_7F4A_7C15) >> 57) }
}
