/// Addresses of the web as people may see them: a query may hold a signature, the front of an address a password.
package enum WebText {
  private static let schemes = ["https", "http", "ftps", "ftp"]

  /// An address without login, query and fragment; what is no address of the web stays as it is.
  package static func redacted(address: some StringProtocol) -> String {
    guard let start = hostStart(of: address) else { return String(address) }
    let front = address.prefix { $0 != "?" && $0 != "#" }
    let host = front[min(start, front.endIndex)...].prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@") else { return String(front) }
    return front[..<start] + String(front[front.index(after: at)...])
  }

  /// A text with every address in it redacted. An address ends at white space, or where the quote or bracket ends that
  /// begins right before it; a mark at its end belongs to the sentence.
  package static func redacted(_ text: String) -> String {
    var redacted = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "://") {
      let letters = rest[..<mark.lowerBound].reversed().prefix { $0.isASCII && $0.isLetter }.count
      let start = rest.index(mark.lowerBound, offsetBy: -letters)
      let closing = rest[..<start].last.flatMap { closings[$0] }
      var end = rest[mark.upperBound...].firstIndex { $0.isWhitespace || $0 == closing } ?? rest.endIndex
      while end > mark.upperBound, ".,;:!?".contains(rest[rest.index(before: end)]) { end = rest.index(before: end) }
      redacted += rest[..<start] + Self.redacted(address: rest[start..<end])
      rest = rest[end...]
    }
    return redacted + rest
  }

  private static let closings: [Character: Character] = [
    "\"": "\"", "'": "'", "`": "`", "(": ")", "[": "]", "{": "}", "<": ">",
  ]

  private static func hostStart<Text: StringProtocol>(of address: Text) -> Text.Index? {
    for scheme in schemes where address.prefix(scheme.count + 3).lowercased() == scheme + "://" {
      return address.index(address.startIndex, offsetBy: scheme.count + 3)
    }
    return nil
  }
}
