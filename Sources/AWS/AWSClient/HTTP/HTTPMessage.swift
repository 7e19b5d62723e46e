/// One request: everything the transport needs to send it, as often as it likes.
package struct HTTPRequest: Sendable {
  package var method: String
  package var url: HTTPURL
  /// Without `Host`, `Content-Length` and `Connection`: the transport writes these.
  package var fields: HTTPFields
  package var body: HTTPBody

  package init(method: String, url: HTTPURL, fields: HTTPFields = HTTPFields(), body: HTTPBody = .none) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
  }
}

/// What a request carries. Every kind can be read again, so that a request can be repeated.
package enum HTTPBody: Sendable {
  case none
  case bytes([UInt8])
  /// `length` bytes of an open file from `offset` on; the descriptor stays open until the request has ended.
  case file(descriptor: Int32, offset: Int64, length: Int64)
  /// `length` bytes, made anew each time `chunks` is called: its answer gives one chunk a call, then nil.
  case stream(length: Int64, chunks: @Sendable () -> any HTTPChunkSource)

  package var length: Int64 {
    switch self {
    case .none: 0
    case .bytes(let bytes): Int64(bytes.count)
    case .file(_, _, let length), .stream(let length, _): length
    }
  }
}

/// The chunks of a body, one after the other.
package protocol HTTPChunkSource: Sendable {
  /// The next bytes; nil at the end.
  mutating func next() async throws -> [UInt8]?
}

/// The head of a response and the way to its body.
package struct HTTPResponse: Sendable {
  package let status: Int
  package let fields: HTTPFields
  package let body: HTTPResponseBody

  package init(status: Int, fields: HTTPFields = HTTPFields(), body: HTTPResponseBody = HTTPResponseBody([])) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  package var isSuccess: Bool { (200..<300).contains(status) }

  /// The body's length as the server announced it; nil when it did not.
  package var contentLength: Int64? { fields["content-length"].flatMap { Int64($0) } }
}
