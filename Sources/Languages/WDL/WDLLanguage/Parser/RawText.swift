/// A command or multi-line string as it is written: runs of bytes with placeholders between them.
struct RawText {
  enum Piece {
    case bytes(ArraySlice<UInt8>)
    case placeholder(PlaceholderSyntax)
  }

  var pieces: [Piece] = []

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    if !bytes.isEmpty { pieces.append(.bytes(bytes)) }
  }

  mutating func append(_ placeholder: PlaceholderSyntax) { pieces.append(.placeholder(placeholder)) }

  /// Removes the white space after the opening mark, with one line feed at most, and so before the closing mark.
  mutating func trimEnds() {
    if case .bytes(let first) = pieces.first {
      var rest = first.drop { $0.isBlank || $0 == .carriageReturn }
      if rest.first == .newline { rest = rest.dropFirst() }
      pieces[0] = .bytes(rest)
    }
    if case .bytes(let last) = pieces.last {
      var end = last.endIndex
      while end > last.startIndex, last[end - 1].isBlank { end -= 1 }
      if end > last.startIndex, last[end - 1] == .newline { end -= 1 }
      if end > last.startIndex, last[end - 1] == .carriageReturn { end -= 1 }
      pieces[pieces.count - 1] = .bytes(last[..<end])
    }
  }

  /// Replaces each run of bytes.
  mutating func map(_ transform: (ArraySlice<UInt8>) -> ArraySlice<UInt8>) {
    for (index, piece) in pieces.enumerated() {
      if case .bytes(let bytes) = piece { pieces[index] = .bytes(transform(bytes)) }
    }
  }

  /// The pieces as parts of a string.
  var parts: [StringSyntax.Part] {
    var parts = StringParts()
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): parts.append(text: String(decoding: bytes, as: UTF8.self))
      case .placeholder(let placeholder): parts.append(placeholder)
      }
    }
    return parts.parts
  }
}
