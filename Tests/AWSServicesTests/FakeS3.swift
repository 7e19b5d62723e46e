import AWSClient
import Synchronization

@testable import AWSServices

/// As much of S3 as the transfers need, in memory.
final class FakeS3: Sendable {
  struct State {
    var objects: [String: [UInt8]] = [:]
    var parts: [Int: [UInt8]] = [:]
    var log: [String] = []
    /// Operations (`PUT part 2`) that fail once with this status.
    var failures: [String: Int] = [:]
  }

  let state = Mutex(State())

  var log: [String] { state.withLock { $0.log } }

  func client(_ region: String = "us-east-1", endpoint: String? = "http://s3.test") -> S3Client {
    S3Client(
      AWSConfiguration(
        region: region, credentials: StaticCredentials(accessKeyID: "a", secretAccessKey: "s"),
        endpoints: AWSEndpoints(everywhere: endpoint), transport: InMemoryTransport { self.answer($0) },
        retry: RetryPolicy(maximumAttempts: 3, baseDelay: .zero)))
  }

  private func answer(_ received: InMemoryTransport.Received) -> HTTPResponse {
    let request = received.request
    let query = Dictionary(request.url.query.map { ($0.name, $0.value) }) { first, _ in first }
    let path = request.url.path
    let name =
      request.method + (query["uploads"] != nil ? " create" : "")
      + (query["partNumber"].map { " part \($0)" } ?? (query["uploadId"] != nil ? " upload" : ""))
    return state.withLock { state in
      state.log.append(name)
      if let status = state.failures.removeValue(forKey: name) { return HTTPResponse(status: status) }
      switch name {
      case "GET": return Self.get(state.objects[path], request)
      case "POST create": return Self.xml("<R><UploadId>u</UploadId></R>")
      case "POST upload":
        state.objects[path] = state.parts.sorted { $0.key < $1.key }.flatMap(\.value)
        return Self.xml("<R><ETag>\"whole\"</ETag></R>")
      case "DELETE upload": return HTTPResponse(status: 204)
      case "PUT":
        state.objects[path] = Self.payload(received)
        return HTTPResponse(status: 200, fields: ["ETag": "\"one\""])
      default:
        state.parts[Int(query["partNumber"] ?? "") ?? 0] = Self.payload(received)
        return HTTPResponse(status: 200, fields: ["ETag": "\"part\""])
      }
    }
  }

  private static func get(_ object: [UInt8]?, _ request: HTTPRequest) -> HTTPResponse {
    guard let object else { return HTTPResponse(status: 404) }
    if let tag = request.fields["If-Match"], tag != "\"\(object.count)\"" { return HTTPResponse(status: 412) }
    guard let range = request.fields["Range"] else { return whole(object) }
    let ends = range.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) }
    guard ends[0] < object.count else { return HTTPResponse(status: 416) }
    let last = min(ends[1], object.count - 1)
    return HTTPResponse(
      status: 206,
      fields: [
        "Content-Length": "\(last - ends[0] + 1)", "Content-Range": "bytes \(ends[0])-\(last)/\(object.count)",
        "ETag": "\"\(object.count)\"",
      ], body: HTTPResponseBody(Array(object[ends[0]...last])))
  }

  private static func whole(_ object: [UInt8]) -> HTTPResponse {
    HTTPResponse(
      status: 200, fields: ["Content-Length": "\(object.count)", "ETag": "\"\(object.count)\""],
      body: HTTPResponseBody(object))
  }

  private static func xml(_ text: String) -> HTTPResponse {
    HTTPResponse(status: 200, body: HTTPResponseBody(Array(text.utf8)))
  }

  /// The body without aws-chunked's frames.
  private static func payload(_ received: InMemoryTransport.Received) -> [UInt8] {
    guard received.request.fields["Content-Encoding"] == "aws-chunked" else { return received.body }
    var rest = received.body[...]
    var payload: [UInt8] = []
    while let end = rest.firstIndex(of: 0x0D) {
      let head = String(decoding: rest[..<end], as: UTF8.self)
      guard let count = Int(head.prefix { $0 != ";" }, radix: 16), count > 0 else { break }
      payload += rest[(end + 2)..<(end + 2 + count)]
      rest = rest[(end + 4 + count)...]
    }
    return payload
  }
}
