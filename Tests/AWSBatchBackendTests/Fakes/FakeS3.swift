import AWSClient
import Digest
import Synchronization

/// S3 in memory, as far as martlet uses it, spoken to by HTTP in path style.
final class FakeS3: Sendable {
  struct Object: Hashable, Sendable {
    let bytes: [UInt8]
    var etag: String { "\"" + String(Hexadecimal.encode(Digest.SHA256.digest(of: bytes)).prefix(32)) + "\"" }
  }

  private struct State {
    var buckets: [String: [String: Object]] = [:]
    var forbidden: Set<String> = []
    var puts: [String] = []
    var requests = 0
    /// Small, so that whoever reads only the first page of a listing is found out.
    var pageSize = 2
  }

  private let state = Mutex(State())

  init(buckets: [String]) { state.withLock { for bucket in buckets { $0.buckets[bucket] = [:] } } }

  /// Nobody may touch the bucket from now on.
  func forbid(_ bucket: String) { state.withLock { _ = $0.forbidden.insert(bucket) } }

  subscript(_ bucket: String, _ key: String) -> [UInt8]? {
    get { state.withLock { $0.buckets[bucket]?[key]?.bytes } }
    set { state.withLock { $0.buckets[bucket]?[key] = newValue.map { Object(bytes: $0) } } }
  }

  func keys(_ bucket: String) -> [String] { state.withLock { $0.buckets[bucket]?.keys.sorted() ?? [] } }

  /// The keys of all uploads so far, in order.
  var puts: [String] { state.withLock { $0.puts } }

  /// How many requests have come.
  var requests: Int { state.withLock { $0.requests } }

  /// Keys on a page of a listing.
  var pageSize: Int {
    get { state.withLock { $0.pageSize } }
    set { state.withLock { $0.pageSize = newValue } }
  }

  func answer(_ received: InMemoryTransport.Received) -> HTTPResponse {
    let request = received.request
    let path = request.url.path.dropFirst()
    let bucket = PercentEncoding.decode(String(path.prefix { $0 != "/" }))
    let key = PercentEncoding.decode(String(path.dropFirst(path.prefix { $0 != "/" }.count + 1)))
    return state.withLock { state in
      if state.forbidden.contains(bucket) { return refusal(403, "AccessDenied", "Access Denied") }
      guard let objects = state.buckets[bucket] else {
        return refusal(404, "NoSuchBucket", "The specified bucket does not exist")
      }
      state.requests += 1
      if key.isEmpty, request.method == "POST" { return deleted(received, in: &state.buckets[bucket, default: [:]]) }
      if key.isEmpty { return answerBucket(request, bucket, objects, state.pageSize) }
      switch request.method {
      case "PUT" where request.fields["x-amz-copy-source"] != nil:
        return copied(request, to: bucket, key, &state.buckets)
      case "PUT":
        if let refusal = refused(request.fields, objects[key]) { return refusal }
        let object = Object(bytes: body(of: received))
        state.buckets[bucket]?[key] = object
        state.puts.append(key)
        return HTTPResponse(status: 200, fields: ["ETag": object.etag])
      case "DELETE":
        state.buckets[bucket]?[key] = nil
        return HTTPResponse(status: 204)
      default: return get(request, objects[key])
      }
    }
  }

  /// - Parameter object: what is there.
  private func refused(_ fields: HTTPFields, _ object: Object?) -> HTTPResponse? {
    if fields["If-None-Match"] == "*", object != nil {
      return refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
    }
    guard let wanted = fields["If-Match"] else { return nil }
    guard let object else { return refusal(404, "NoSuchKey", "The specified key does not exist.") }
    return object.etag == wanted
      ? nil : refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
  }

  private func copied(
    _ request: HTTPRequest, to bucket: String, _ key: String, _ buckets: inout [String: [String: Object]]
  ) -> HTTPResponse {
    let source = PercentEncoding.decode(request.fields["x-amz-copy-source"] ?? "")
    let from = String(source.prefix { $0 != "/" })
    guard let object = buckets[from]?[String(source.dropFirst(from.count + 1))] else {
      return refusal(404, "NoSuchKey", "The specified key does not exist.")
    }
    buckets[bucket, default: [:]][key] = object
    return HTTPResponse(status: 200, body: HTTPResponseBody(Array("<R><ETag>\(object.etag)</ETag></R>".utf8)))
  }

  private func deleted(_ received: InMemoryTransport.Received, in objects: inout [String: Object]) -> HTTPResponse {
    let named = (try? XMLElement.parse(received.body))?.all("Object").compactMap { $0.text("Key") } ?? []
    for key in named { objects[key] = nil }
    return HTTPResponse(status: 200, body: HTTPResponseBody(Array("<DeleteResult></DeleteResult>".utf8)))
  }

  private func answerBucket(_ request: HTTPRequest, _ bucket: String, _ objects: [String: Object], _ pageSize: Int)
    -> HTTPResponse
  {
    guard request.method == "GET" else {
      return HTTPResponse(status: 200, fields: ["x-amz-bucket-region": "us-east-1"])
    }
    let query = Dictionary(request.url.query.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let prefix = query["prefix"] ?? ""
    let start = query["continuation-token"] ?? query["start-after"] ?? ""
    let count = query["max-keys"].flatMap { Int($0) } ?? pageSize
    let keys = objects.keys.filter { $0.hasPrefix(prefix) && start.utf8.lexicographicallyPrecedes($0.utf8) }.sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    var xml = "<?xml version=\"1.0\"?><ListBucketResult><Name>\(bucket)</Name>"
    let page = keys.prefix(min(count, pageSize))
    for key in page {
      guard let object = objects[key] else { continue }
      xml += "<Contents><Key>\(escaped(key, query["encoding-type"] != nil))</Key><Size>\(object.bytes.count)</Size>"
      xml += "<ETag>\(object.etag.replacing("\"", with: "&quot;"))</ETag></Contents>"
    }
    xml += "<KeyCount>\(page.count)</KeyCount><IsTruncated>\(page.count < keys.count)</IsTruncated>"
    if page.count < keys.count, let last = page.last { xml += "<NextContinuationToken>\(last)</NextContinuationToken>" }
    return HTTPResponse(status: 200, body: HTTPResponseBody(Array((xml + "</ListBucketResult>").utf8)))
  }

  private func escaped(_ key: String, _ asURL: Bool) -> String {
    asURL ? PercentEncoding.encode(key) : key.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  private func get(_ request: HTTPRequest, _ object: Object?) -> HTTPResponse {
    guard let object else {
      return request.method == "HEAD"
        ? HTTPResponse(status: 404) : refusal(404, "NoSuchKey", "The specified key does not exist.")
    }
    var fields = HTTPFields([("ETag", object.etag), ("Content-Length", String(object.bytes.count))])
    if request.method == "HEAD" { return HTTPResponse(status: 200, fields: fields) }
    guard let range = request.fields["Range"], range.hasPrefix("bytes=") else {
      return HTTPResponse(status: 200, fields: fields, body: HTTPResponseBody(object.bytes))
    }
    let bounds = range.dropFirst(6).split(separator: "-").compactMap { Int($0) }
    guard let first = bounds.first, first < object.bytes.count else {
      return refusal(416, "InvalidRange", "The requested range is not satisfiable")
    }
    let last = min(bounds.count > 1 ? bounds[1] : Int.max, object.bytes.count - 1)
    fields["Content-Length"] = String(last - first + 1)
    fields["Content-Range"] = "bytes \(first)-\(last)/\(object.bytes.count)"
    return HTTPResponse(status: 206, fields: fields, body: HTTPResponseBody(Array(object.bytes[first...last])))
  }

  private func refusal(_ status: Int, _ code: String, _ message: String) -> HTTPResponse {
    let xml = "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
    return HTTPResponse(status: status, body: HTTPResponseBody(Array(xml.utf8)))
  }

  /// The body without the framing of `aws-chunked`.
  private func body(of received: InMemoryTransport.Received) -> [UInt8] {
    guard received.request.fields["x-amz-decoded-content-length"] != nil else { return received.body }
    var rest = received.body[...]
    var bytes: [UInt8] = []
    while let end = rest.firstIndex(of: 0x0D) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      guard let count = Int(line.prefix { $0 != ";" }, radix: 16), count > 0 else { break }
      let start = end + 2
      bytes += rest[start..<(start + count)]
      rest = rest[(start + count + 2)...]
    }
    return bytes
  }
}
