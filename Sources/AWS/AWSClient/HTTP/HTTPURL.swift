/// Where a request goes.
package struct HTTPURL: Hashable, Sendable, CustomStringConvertible {
  package enum Scheme: String, Hashable, Sendable {
    case http
    case https

    package var defaultPort: Int { self == .https ? 443 : 80 }
  }

  /// A query parameter, not encoded. Without a value it is written as `name=`, which is how signatures read it.
  package struct QueryItem: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String = "") {
      self.name = name
      self.value = value
    }
  }

  package var scheme: Scheme
  /// A name or an address; an IPv6 address without its brackets.
  package var host: String
  package var port: Int
  /// Percent-encoded, as it goes over the wire; begins with a slash.
  package var path: String
  package var query: [QueryItem]

  package init(
    scheme: Scheme, host: String, port: Int? = nil, path: String = "/", query: [QueryItem] = []
  ) {
    self.scheme = scheme
    self.host = host
    self.port = port ?? scheme.defaultPort
    self.path = path
    self.query = query
  }

  /// Reads `http://host:port/path?query`; nil when it is no such URL.
  package init?(_ text: String) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
      let scheme = Scheme(rawValue: text[..<colon].lowercased()), text[colon...].utf8.starts(with: "://".utf8)
    else { return nil }
    let rest = text[colon...].utf8.dropFirst(3).prefix { $0 != UInt8(ascii: "#") }
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    let place = authority.split(separator: UInt8(ascii: "@")).last.map { Substring($0) } ?? ""
    guard let (host, port) = Self.hostAndPort(place) else { return nil }
    let target = rest[authority.endIndex...]
    let path = target.prefix { $0 != UInt8(ascii: "?") }
    self.init(scheme: scheme, host: host, port: port, path: path.isEmpty ? "/" : String(Substring(path)))
    for item in target[path.endIndex...].dropFirst().split(separator: UInt8(ascii: "&")) {
      let item = Substring(item)
      let (name, value) = item.divided(by: "=") ?? (String(item), "")
      query.append(
        QueryItem(
          PercentEncoding.decode(name, plusIsSpace: true), PercentEncoding.decode(value, plusIsSpace: true)))
    }
  }

  private static func hostAndPort(_ authority: Substring) -> (String, Int?)? {
    var host = String(authority)
    var port: Int?
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      host = String(authority[authority.index(after: authority.startIndex)..<end])
      let rest = authority[authority.index(after: end)...]
      if !rest.isEmpty {
        guard rest.hasPrefix(":"), let number = Int(rest.dropFirst()) else { return nil }
        port = number
      }
    } else if let (name, number) = authority.divided(by: ":") {
      guard let number = Int(number), (1...65535).contains(number) else { return nil }
      (host, port) = (name, number)
    }
    return host.isEmpty ? nil : (host, port)
  }

  /// The value of the `Host` header: with the port where it is not the scheme's own.
  package var hostField: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == scheme.defaultPort ? name : "\(name):\(port)"
  }

  /// The path and the encoded query: what stands in the request line.
  package var target: String {
    query.isEmpty ? path : path + "?" + Self.encoded(query)
  }

  package static func encoded(_ query: [QueryItem]) -> String {
    query.map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value) }.joined(separator: "&")
  }

  package var description: String { "\(scheme.rawValue)://\(hostField)\(target)" }
}
