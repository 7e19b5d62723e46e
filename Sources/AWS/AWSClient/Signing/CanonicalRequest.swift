/// The form of a request that both sides sign.
struct CanonicalRequest {
  let text: String
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
    text =
      request.method + "\n" + path + "\n" + Self.query(request.url.query) + "\n"
      + fields.map { $0.name + ":" + $0.value + "\n" }.joined() + "\n" + signedNames + "\n" + payload
  }

  static func signedNames(of request: HTTPRequest) -> String {
    signedFields(of: request).map(\.name).joined(separator: ";")
  }

  private static func signedFields(of request: HTTPRequest) -> [(name: String, value: String)] {
    var fields = [(name: "host", value: request.url.hostField)]
    for field in request.fields {
      let name = field.name.lowercased()
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
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard value.utf8.contains(where: isSpace) || value.utf8.contains(where: { $0 >= 0x80 }) else { return value }
    return value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func query(_ items: [HTTPURL.QueryItem]) -> String {
    items.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
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
