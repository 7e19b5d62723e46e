/// A place as the protocol says it: both count from 0; a character is a code unit of the encoding agreed on.
package struct TextPosition: Hashable, Sendable {
  package let line: Int
  package let character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }
}

/// What a character of a position is. Source: LSP 3.17, PositionEncodingKind.
package enum PositionEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The one that costs least among those that the client knows; every client knows UTF-16.
  package static func chosen(among offered: [String]) -> PositionEncoding {
    offered.contains(utf8.rawValue) ? .utf8 : .utf16
  }

  /// How many characters a byte of UTF-8 adds.
  @inline(__always)
  func length(of byte: UInt8) -> Int {
    switch self {
    case .utf8: 1
    case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
    case .utf32: byte & 0xC0 == 0x80 ? 0 : 1
    }
  }
}
