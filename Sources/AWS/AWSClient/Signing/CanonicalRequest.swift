/// The form of a request that both sides sign.
struct CanonicalRequest {
  /// UTF-8.
  let bytes: [UInt8]
  /// The names of the signed fields: `host;x-amz-date`.
  let signedNames: String

  /// Fields that the way to the server may change.
  private static let unsigned: Set<String> = [
    "authorization", "connection", "content-length", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id",
  ]

  init(_ request: HTTPRequest, payload: String, encodesPathAgain: Bool) {
    let fields = Self.signedFields(of: request)
    signedNames = fields.map(\.name).joined(separator: ";")
    let path = encodesPathAgain ? Self.encodedAgain(request.url.path) : request.url.path
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024)
    for part in [request.method, path, Self.query(request.url.query)] { bytes.append(line: part.utf8) }
    for field in fields {
      bytes += field.name.utf8
      bytes.append(UInt8(ascii: ":"))
      bytes.append(line: field.value.utf8)
    }
    bytes.append(line: "".utf8)
    bytes.append(line: signedNames.utf8)
    bytes += payload.utf8
    self.bytes = bytes
  }

  static func signedNames(of request: HTTPRequest) -> String {
    signedFields(of: request).map(\.name).joined(separator: ";")
  }

  private static func signedFields(of request: HTTPRequest) -> [(name: String, value: String)] {
    var fields = [(name: "host", value: request.url.hostField)]
    for field in request.fields {
      let name = field.name.utf8.contains { (0x41...0x5A).contains($0) } ? field.name.lowercased() : field.name
      guard !unsigned.contains(name), name != "host" else { continue }
      let value = withSingleSpaces(field.value)
      if let known = fields.firstIndex(where: { $0.name == name }) {
        fields[known].value += "," + value
      } else {
        fields.append((name, value))
      }
    }
    return fields.sorted { $0.name < $1.name }
  }

  /// Trimmed, with one space for each run of them; most values are so already.
  private static func withSingleSpaces(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x80 }) else { return value }
    return value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func query(_ items: [HTTPURL.QueryItem]) -> String {
    if items.isEmpty { return "" }
    return items.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
      .sorted { $0 < $1 }
      .map { $0 + "=" + $1 }
      .joined(separator: "&")
  }

  /// Without empty, `.` and `..` segments, and encoded a second time.
  private static func encodedAgain(_ path: String) -> String {
    var segments: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    let normal = "/" + segments.joined(separator: "/") + (path.hasSuffix("/") && !segments.isEmpty ? "/" : "")
    return PercentEncoding.encode(normal, keepingSlashes: true)
  }
}

extension [UInt8] {
  fileprivate mutating func append(line text: String.UTF8View) {
    self += text
    append(UInt8(ascii: "\n"))
  }
}
