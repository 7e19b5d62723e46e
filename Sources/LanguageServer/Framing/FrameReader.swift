/// Cuts the bytes of a client into messages.
///
/// A message is header fields, an empty line and as many bytes as `Content-Length` says. What is no header is skipped up
/// to the next `Content-Length`, and a message that is too long is skipped as a whole: each is reported once, and what
/// follows is read. Source: LSP 3.17, Base Protocol.
package struct FrameReader {
  package enum Frame: Hashable, Sendable {
    case message([UInt8])
    /// What was skipped, for an answer.
    case malformed(String)
  }

  private enum State {
    case header
    case body(Int)
    case skipping(Int)
  }

  /// Messages beyond this are refused: four times the largest document, for what JSON adds.
  package static let longestMessage = 256 << 20
  private static let longestHeader = 8 << 10

  private var buffer: [UInt8] = []
  /// Where in the buffer the unread bytes begin.
  private var start = 0
  /// Up to where the end of the header was looked for.
  private var searched = 0
  private var state = State.header
  /// Whether garbage was reported that is still being skipped.
  private var isLost = false

  package init() {}

  package mutating func append(_ bytes: [UInt8]) {
    if start > 0, start == buffer.count || start > 1 << 20 {
      buffer.removeFirst(start)
      searched = max(0, searched - start)
      start = 0
    }
    buffer += bytes
  }

  /// The next message; nil when more bytes are needed.
  package mutating func next() -> Frame? {
    while true {
      switch state {
      case .body(let length):
        guard buffer.count - start >= length else { return nil }
        let message = Array(buffer[start..<(start + length)])
        start += length
        state = .header
        return .message(message)
      case .skipping(let length):
        let count = min(length, buffer.count - start)
        start += count
        state = count == length ? .header : .skipping(length - count)
        if count < length { return nil }
      case .header:
        guard let end = endOfHeader() else { return incompleteHeader() }
        if let frame = readHeader(upTo: end) { return frame }
      }
    }
  }

  /// Where the empty line's two line ends begin.
  private mutating func endOfHeader() -> Int? {
    var place = max(start, searched - 3)
    while place + 3 < buffer.count {
      if buffer[place] == 13, buffer[place + 1] == 10, buffer[place + 2] == 13, buffer[place + 3] == 10 { return place }
      place += 1
    }
    searched = buffer.count
    return nil
  }

  private mutating func incompleteHeader() -> Frame? {
    guard buffer.count - start > Self.longestHeader else { return nil }
    // Keep what may be the beginning of a header.
    start = buffer.count - Self.longestHeader / 2
    return lost("a header longer than \(Self.longestHeader) bytes")
  }

  /// Passes the header. Nil when its message is to be read.
  private mutating func readHeader(upTo end: Int) -> Frame? {
    let header = buffer[start..<end]
    start = end + 4
    searched = start
    switch FrameHeader.length(in: header) {
    case .success(let length) where length > Self.longestMessage:
      state = .skipping(length)
      isLost = false
      return .malformed("a message of \(length) bytes, which is more than \(Self.longestMessage)")
    case .success(let length):
      state = .body(length)
      isLost = false
      return nil
    case .failure(let error): return lost(error.reason)
    }
  }

  private mutating func lost(_ reason: String) -> Frame? {
    if isLost { return nil }
    isLost = true
    return .malformed(reason)
  }
}

/// The fields before a message.
enum FrameHeader {
  struct Malformed: Error { let reason: String }

  /// What `Content-Length` says. Of what stands before the field, after garbage say, nothing is kept.
  static func length(in header: ArraySlice<UInt8>) -> Result<Int, Malformed> {
    var length: Int?
    for line in header.split(separator: 10) {
      let text = String(decoding: line, as: UTF8.self)
      guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      // Garbage may end without a line end where the header begins.
      guard text[..<colon].lowercased().hasSuffix("content-length") else { continue }
      let value = text[text.utf8.index(after: colon)...].filter { $0 != " " && $0 != "\t" && !$0.isNewline }
      guard !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(value) else {
        return .failure(Malformed(reason: "`Content-Length` is no number of bytes"))
      }
      length = number
    }
    guard let length else { return .failure(Malformed(reason: "a header without `Content-Length`")) }
    return .success(length)
  }
}
