import Synchronization

@testable import AWSClient
@testable import AWSServices

/// As much of S3 as the transfers need, in memory.
final class FakeS3: Sendable {
  struct State {
    var objects: [String: [UInt8]] = [:]
    var parts: [Int: [UInt8]] = [:]
    var log: [String] = []
    /// Operations (`PUT part 2`) that fail once with this status.
    var failures: [String: Int] = [:]
    /// After how many bytes the next answers to GET break off.
    var breaks: [Int] = []
    /// The checksum that is told of objects, by field.
    var checksum: (field: String, value: String)?
    /// How many of the next answers to GET have a wrong first byte.
    var corruptions = 0
    /// Uploads with this checksum are refused.
    var refused: ChecksumAlgorithm?
    /// What happens before an upload is created.
    var beforeCreation: (@Sendable () async throws -> Void)?
    /// The answer to the completion of an upload is lost, and the upload is not known any more.
    var losesCompletion = false
    var isCompleted = false
    /// When objects were made, as HTTP writes it.
    var modified: String?
    /// Fields of each request.
    var fields: [HTTPFields] = []
  }

  let state = Mutex(State())

  var log: [String] { state.withLock { $0.log } }

  func client(_ region: String = "us-east-1", endpoint: String? = "http://s3.test") -> S3Client {
    S3Client(
      AWSConfiguration(
        region: region, credentials: StaticCredentials(accessKeyID: "a", secretAccessKey: "s"),
        endpoints: AWSEndpoints(everywhere: endpoint),
        transport: InMemoryTransport { received in
          if received.request.method == "POST", received.request.url.query.contains(where: { $0.name == "uploads" }) {
            try await self.state.withLock { $0.beforeCreation }?()
          }
          return self.answer(received)
        },
        retry: RetryPolicy(maximumAttempts: 3, baseDelay: .zero)))
  }

  private func answer(_ received: InMemoryTransport.Received) -> HTTPResponse {
    let request = received.request
    let query = Dictionary(request.url.query.map { ($0.name, $0.value) }) { first, _ in first }
    let path = request.url.path
    let name =
      request.method + (query["uploads"] != nil ? " create" : "")
      + (request.fields["Range"].map { " range " + $0.dropFirst("bytes=".count).prefix { $0 != "-" } } ?? "")
      + (query["partNumber"].map { " part \($0)" } ?? (query["uploadId"] != nil ? " upload" : ""))
    return state.withLock { state in
      state.log.append(name)
      state.fields.append(request.fields)
      if request.method != "GET", let refused = state.refused, Self.names(refused, in: request.fields) {
        return Self.xml("<Error><Code>InvalidArgument</Code></Error>", status: 400)
      }
      if let status = state.failures.removeValue(forKey: name) { return HTTPResponse(status: status) }
      if request.fields["Range"] != nil { return Self.get(state.objects[path], request, &state) }
      switch name {
      case "GET upload": return Self.parts(state.parts, of: query["uploadId"])
      case "GET": return Self.get(state.objects[path], request, &state)
      case "HEAD":
        guard let object = state.objects[path] else { return HTTPResponse(status: 404) }
        var fields = Self.fields(of: object, state)
        if state.isCompleted { fields["ETag"] = "\"whole-\(state.parts.count)\"" }
        fields["Last-Modified"] = state.modified
        return HTTPResponse(status: 200, fields: fields)
      case "POST create": return Self.xml("<R><UploadId>u</UploadId></R>")
      case "POST upload":
        if state.isCompleted { return Self.xml("<Error><Code>NoSuchUpload</Code></Error>", status: 404) }
        if state.losesCompletion {
          state.isCompleted = true
          let whole = state.parts.sorted { $0.key < $1.key }.flatMap(\.value)
          if state.modified != nil { state.objects[path] = whole }
          return HTTPResponse(status: 500)
        }
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

  private static func names(_ algorithm: ChecksumAlgorithm, in fields: HTTPFields) -> Bool {
    [fields["x-amz-sdk-checksum-algorithm"], fields["x-amz-checksum-algorithm"]].contains(algorithm.rawValue)
  }

  private static func fields(of object: [UInt8], _ state: State) -> HTTPFields {
    var fields: HTTPFields = ["Content-Length": "\(object.count)", "ETag": "\"\(object.count)\""]
    if let (field, value) = state.checksum { fields[field] = value }
    return fields
  }

  /// The body, or as much of it as comes before the connection breaks.
  private static func body(_ bytes: [UInt8], _ state: inout State) -> HTTPResponseBody {
    var bytes = bytes
    if state.corruptions > 0, !bytes.isEmpty {
      state.corruptions -= 1
      bytes[0] ^= 0xFF
    }
    guard !state.breaks.isEmpty else { return HTTPResponseBody(bytes) }
    let chunks = ChunkList([Array(bytes.prefix(state.breaks.removeFirst()))])
    return HTTPResponseBody {
      guard let chunk = await chunks.next() else { throw HTTPTransportError.connectionLost(reason: "in the middle") }
      return HTTPChunk(chunk)
    }
  }

  /// The parts with their checksums; those of one upload only are known.
  private static func parts(_ parts: [Int: [UInt8]], of upload: String?) -> HTTPResponse {
    guard upload == "u" else { return HTTPResponse(status: 404) }
    let rows = parts.sorted { $0.key < $1.key }.map { number, bytes in
      "<Part><PartNumber>\(number)</PartNumber><ETag>\"part\"</ETag><Size>\(bytes.count)</Size>"
        + "<ChecksumCRC64NVME>\(Checksum.base64(.crc64nvme, of: bytes))</ChecksumCRC64NVME></Part>"
    }
    return xml("<R>\(rows.joined())<IsTruncated>false</IsTruncated></R>")
  }

  private static func get(_ object: [UInt8]?, _ request: HTTPRequest, _ state: inout State) -> HTTPResponse {
    guard let object else { return HTTPResponse(status: 404) }
    if let tag = request.fields["If-Match"], tag != "\"\(object.count)\"" { return HTTPResponse(status: 412) }
    guard let range = request.fields["Range"] else { return whole(object, &state) }
    let ends = range.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) }
    guard ends[0] < object.count else { return HTTPResponse(status: 416) }
    let last = min(ends[1], object.count - 1)
    return HTTPResponse(
      status: 206,
      fields: [
        "Content-Length": "\(last - ends[0] + 1)", "Content-Range": "bytes \(ends[0])-\(last)/\(object.count)",
        "ETag": "\"\(object.count)\"",
      ], body: body(Array(object[ends[0]...last]), &state))
  }

  private static func whole(_ object: [UInt8], _ state: inout State) -> HTTPResponse {
    HTTPResponse(status: 200, fields: fields(of: object, state), body: body(object, &state))
  }

  private static func xml(_ text: String, status: Int = 200) -> HTTPResponse {
    HTTPResponse(status: status, body: HTTPResponseBody(Array(text.utf8)))
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

/// Chunks that lie in memory.
private actor ChunkList {
  private var chunks: [[UInt8]]

  init(_ chunks: [[UInt8]]) { self.chunks = chunks.reversed() }

  func next() -> [UInt8]? { chunks.popLast() }
}
