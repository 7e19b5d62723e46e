/// The way between the addresses of an editor and the names of documents: absolute paths, or URLs as they are.
package enum DocumentURI {
  /// `/data/a b.wdl` of `file:///data/a%20b.wdl`; what has another scheme stays as it is.
  package static func source(of uri: String) -> String {
    guard uri.lowercased().hasPrefix("file://") else { return uri }
    let rest = uri.dropFirst(7)
    // A host before the path can only be this one.
    let path = rest.firstIndex(of: "/").map { rest[$0...] } ?? rest
    return decoded(path.prefix { $0 != "?" && $0 != "#" })
  }

  /// `file:///data/a%20b.wdl` of `/data/a b.wdl`.
  package static func uri(of source: String) -> String {
    guard source.hasPrefix("/") else { return source }
    var text = "file://"
    for byte in source.utf8 {
      if isUnreserved(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }

  /// Source: RFC 3986, sections 2.3 and 3.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-._~/".utf8.contains(byte)
    }
  }

  private static func decoded(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        place += 3
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
