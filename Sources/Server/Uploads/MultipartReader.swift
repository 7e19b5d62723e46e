import Glibc

/// Takes a multipart body apart as it comes in, whatever its pieces are.
struct MultipartReader {
  enum Piece: Hashable, Sendable {
    /// A part begins: its headers by their names in lower case.
    case head([String: String])
    /// More of the part's bytes.
    case bytes([UInt8])
  }

  private enum State { case preamble, part, afterBoundary, complete }

  private let delimiter: [UInt8]
  private var state = State.preamble
  /// What was not decided on yet. The first boundary may stand at the very beginning, without a line before it.
  private var rest: [UInt8] = [0x0D, 0x0A]

  private static let longestHead = 16_384

  init(boundary: String) { delimiter = Array("\r\n--\(boundary)".utf8) }

  var isComplete: Bool { state == .complete }

  /// - Throws: ``ServerError`` when it is no multipart body.
  mutating func feed(_ bytes: [UInt8]) throws -> [Piece] {
    var pieces: [Piece] = []
    rest += bytes
    var place = 0
    while try step(&place, &pieces) {}
    rest.removeFirst(place)
    return pieces
  }

  /// - Returns: whether there may be more to do with what is there.
  private mutating func step(_ place: inout Int, _ pieces: inout [Piece]) throws -> Bool {
    switch state {
    case .complete:
      place = rest.count
      return false
    case .preamble, .part:
      let found = Self.find(delimiter, in: rest, from: place)
      // What may be the beginning of a boundary stays.
      let end = found ?? max(place, rest.count - delimiter.count + 1)
      if state == .part, end > place { pieces.append(.bytes(Array(rest[place..<end]))) }
      place = end
      guard found != nil else { return false }
      place += delimiter.count
      state = .afterBoundary
      return true
    case .afterBoundary: return try begin(&place, &pieces)
    }
  }

  private mutating func begin(_ place: inout Int, _ pieces: inout [Piece]) throws -> Bool {
    guard rest.count - place >= 2 else { return false }
    if rest[place] == 0x2D, rest[place + 1] == 0x2D {
      state = .complete
      return true
    }
    guard let end = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: rest, from: place) else {
      guard rest.count - place < Self.longestHead else { throw ServerError.badRequest("a part's headers are too long") }
      return false
    }
    let lines = String(decoding: rest[place..<end], as: UTF8.self).split(separator: "\r\n")
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else {
        if line.allSatisfy({ $0 == " " || $0 == "\t" }) { continue }
        throw ServerError.badRequest("a part of the form begins with what is no header")
      }
      headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    pieces.append(.head(headers))
    place = end + 4
    state = .part
    return true
  }

  private static func find(_ needle: [UInt8], in bytes: [UInt8], from place: Int) -> Int? {
    bytes.withUnsafeBytes { bytes -> Int? in
      guard let start = bytes.baseAddress else { return nil }
      var place = place
      while place + needle.count <= bytes.count {
        guard let found = memchr(start + place, Int32(needle[0]), bytes.count - place) else { return nil }
        place = UnsafeRawPointer(found) - start
        guard place + needle.count <= bytes.count else { return nil }
        if memcmp(start + place, needle, needle.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }
}
