import SourceText

/// Damages documents in ways that grammars mind: whole pieces of the language, words, and bytes.
package struct Mutator: Sendable {
  package var random: FuzzRandom
  /// Whose pieces go into others.
  private let corpus: FuzzCorpus

  /// What comes of a mutation is no longer than this, in bytes.
  private static let longest = 200_000

  package init(_ corpus: FuzzCorpus, random: FuzzRandom) {
    self.corpus = corpus
    self.random = random
  }

  /// One document of the corpus, damaged one to seven times.
  package mutating func document() -> [UInt8] {
    guard !corpus.seeds.isEmpty else { return [] }
    let seed = corpus.seeds[random.below(corpus.seeds.count)]
    var bytes = seed.bytes
    // Places are known of the whole document only: pieces are swapped first, then words and bytes.
    for step in 0..<(1 + random.below(6) / 4) {
      if step == 0, random.below(4) > 0 {
        bytes = withOtherPiece(bytes, seed.pieces)
      } else if random.below(2) == 0 {
        bytes = withOtherWords(bytes)
      } else {
        bytes = withOtherBytes(bytes)
      }
    }
    if random.below(12) == 0 { bytes = withOtherVersion(bytes) }
    if random.below(25) == 0 { bytes.removeSubrange(random.below(bytes.count + 1)...) }
    return bytes.count > Self.longest ? Array(bytes[..<Self.longest]) : bytes
  }

  // MARK: Pieces

  private mutating func withOtherPiece(_ bytes: [UInt8], _ pieces: DocumentPieces) -> [UInt8] {
    guard let kind = random.element(of: pieces.kinds), let span = random.element(of: pieces.spans[kind] ?? []) else {
      return withOtherBytes(bytes)
    }
    let piece = Array(bytes[span.start..<span.end])
    switch random.below(8) {
    case 0: return replaced(bytes, span.start, span.end, [])
    case 1: return replaced(bytes, span.end, span.end, [0x20] + piece)
    case 2: return replaced(bytes, span.start, span.end, bomb(piece))
    case 3:
      guard let other = random.element(of: pieces.spans[kind] ?? []), other.start >= span.end || other.end <= span.start
      else { return bytes }
      return swapped(bytes, (span.start, span.end), (other.start, other.end))
    case 4:
      // A piece of another kind.
      guard let other = random.element(of: pieces.kinds), let from = random.element(of: pieces.spans[other] ?? [])
      else { return bytes }
      return replaced(bytes, span.start, span.end, Array(bytes[from.start..<from.end]))
    default:
      guard let donor = random.element(of: corpus.seeds), let from = random.element(of: donor.pieces.spans[kind] ?? [])
      else { return bytes }
      return replaced(bytes, span.start, span.end, Array(donor.bytes[from.start..<from.end]))
    }
  }

  /// The piece within itself, or within brackets, often.
  private mutating func bomb(_ piece: [UInt8]) -> [UInt8] {
    let depth = [2, 20, 200, 2_000][random.below(4)]
    let (open, close) = Self.brackets[random.below(Self.brackets.count)]
    let heads = Array(repeatElement(Array(open.utf8), count: depth).joined())
    return heads + piece + Array(repeatElement(Array(close.utf8), count: depth).joined())
  }

  private static let brackets = [
    ("(", ")"), ("[", "]"), ("{a: ", "}"), ("\"~{", "}\""), ("if (true) {", "}"), ("!", ""), ("-", ""), ("f(", ")"),
    ("Array[", "]"), ("object { a: ", " }"), ("if true then ", " else 1"), ("(1, ", ")"), ("", ".x"), ("", "[0]"),
    ("", " + 1"), ("scatter (i in [1]) {", "}"), ("{\"a\": ", "}"), ("Map[String, ", "]"), ("", "?"), ("1 + ", ""),
  ]

  // MARK: Words

  private mutating func withOtherWords(_ bytes: [UInt8]) -> [UInt8] {
    let words = WordSpans.of(bytes)
    guard let first = random.element(of: words), let second = random.element(of: words) else { return bytes }
    switch random.below(5) {
    case 0: return replaced(bytes, first.lowerBound, first.upperBound, [])
    case 1: return replaced(bytes, first.lowerBound, first.upperBound, Array(bytes[second]))
    case 2: return replaced(bytes, first.upperBound, first.upperBound, [0x20] + Array(bytes[second]))
    case 3: return replaced(bytes, first.lowerBound, first.upperBound, piece())
    default:
      guard first.upperBound <= second.lowerBound || second.upperBound <= first.lowerBound else { return bytes }
      return swapped(bytes, (first.lowerBound, first.upperBound), (second.lowerBound, second.upperBound))
    }
  }

  // MARK: Bytes

  private mutating func withOtherBytes(_ source: [UInt8]) -> [UInt8] {
    var bytes = source
    for _ in 0...random.below(5) {
      let start = random.below(bytes.count + 1)
      let end = min(bytes.count, start + random.below(12))
      switch random.below(6) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: piece(), at: start)
      case 2: bytes.replaceSubrange(start..<end, with: piece())
      case 3: bytes.insert(contentsOf: bytes[start..<end], at: random.below(bytes.count + 1))
      case 4: if start < bytes.count { bytes[start] = UInt8(truncatingIfNeeded: random.below(256)) }
      default: if random.below(8) == 0 { bytes.removeSubrange(max(start, bytes.count / 2)...) }
      }
    }
    return bytes
  }

  private mutating func piece() -> [UInt8] {
    Array(FuzzCorpus.fragments[random.below(FuzzCorpus.fragments.count)].utf8)
  }

  private mutating func withOtherVersion(_ bytes: [UInt8]) -> [UInt8] {
    let versions = ["", "version 1.0", "version 1.1", "version 1.2", "version 1.3", "version development", "version 2"]
    let version = Array(versions[random.below(versions.count)].utf8)
    let word = Array("version ".utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: word) }) else {
      return version + [0x0A] + bytes
    }
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    return replaced(bytes, start, end, version)
  }

  private func replaced(_ bytes: [UInt8], _ start: Int, _ end: Int, _ new: [UInt8]) -> [UInt8] {
    Array(bytes[..<start]) + new + Array(bytes[end...])
  }

  private func swapped(_ bytes: [UInt8], _ one: (Int, Int), _ other: (Int, Int)) -> [UInt8] {
    let (first, second) = one.0 <= other.0 ? (one, other) : (other, one)
    return Array(bytes[..<first.0]) + Array(bytes[second.0..<second.1]) + Array(bytes[first.1..<second.0])
      + Array(bytes[first.0..<first.1]) + Array(bytes[second.1...])
  }
}

/// The words of a text: runs of letters and digits, and single signs.
enum WordSpans {
  static func of(_ bytes: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var place = 0
    while place < bytes.count {
      let start = place
      while place < bytes.count, isLetter(bytes[place]) { place += 1 }
      if place == start { place += 1 }
      if bytes[start] > 0x20 { words.append(start..<place) }
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}
