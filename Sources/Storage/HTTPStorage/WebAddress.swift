import AWSClient
import WorkflowModel

/// A URL of the web as it was written: its path and query go over the wire unchanged, since a signed address is only
/// good as it is.
struct WebAddress: Hashable, Sendable, CustomStringConvertible {
  let url: HTTPURL

  /// - Returns: nil when the text is no `http://` or `https://` URL.
  init?(_ text: String) {
    let whole = text.prefix { $0 != "#" }
    let front = whole.prefix { $0 != "?" }
    guard var url = HTTPURL(String(front)) else { return nil }
    url.path = Self.encoded(url.path + whole.dropFirst(front.count))
    self.url = url
  }

  private init(_ url: HTTPURL) { self.url = url }

  /// - Throws: ``ExecutionError`` (`invalidInput`).
  init(_ reference: FileReference) throws {
    guard let address = WebAddress(reference.location) else {
      throw ExecutionError(
        .invalidInput, "`\(reference.redacted)` is not a URL",
        help: "write `https://host/folder/file`")
    }
    self = address
  }

  /// What a `Location` field names, which may be relative to this address.
  ///
  /// Source: RFC 9110, section 10.2.2; RFC 3986, section 5.2.
  func following(_ location: String) -> WebAddress? {
    if location.lowercased().hasPrefix("http://") || location.lowercased().hasPrefix("https://") {
      return WebAddress(location)
    }
    if location.hasPrefix("//") { return WebAddress("\(url.scheme.rawValue):\(location)") }
    var next = url
    let target = String(location.prefix { $0 != "#" })
    let path = url.path.prefix { $0 != "?" }
    switch target.first {
    case "/": next.path = Self.encoded(target)
    case "?": next.path = path + Self.encoded(target)
    case nil: return self
    default: next.path = Self.withoutDots(path[...(path.lastIndex(of: "/") ?? path.startIndex)] + Self.encoded(target))
    }
    return WebAddress(next)
  }

  /// For people: without the query, which may hold a signature.
  var description: String { FileReference(url.description).redacted }

  /// What must not stand in a request line is encoded; escapes that are there stay.
  private static func encoded(_ target: String) -> String {
    guard target.utf8.contains(where: { !(0x21...0x7E).contains($0) }) else { return target }
    return target.map { character in
      character.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        ? String(character) : PercentEncoding.encode(String(character))
    }.joined()
  }

  private static func withoutDots(_ target: String) -> String {
    let path = target.prefix { $0 != "?" }
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/") + target.dropFirst(path.count)
  }
}
