import AWSClient

/// A small file with what tells whether it has changed.
package struct WebContent: Hashable, Sendable {
  package let bytes: [UInt8]
  /// As the server wrote them, for the next time.
  package let eTag: String?
  package let lastModified: String?

  package init(bytes: [UInt8], eTag: String?, lastModified: String?) {
    self.bytes = bytes
    self.eTag = eTag
    self.lastModified = lastModified
  }
}

extension WebClient {
  /// The last bytes of a file; a server that knows no ranges sends all of it, which is passed over.
  func tail(_ address: WebAddress, count: Int) async throws -> [UInt8] {
    try await send("GET", address, ["Range": "bytes=-\(count)"]) { response in
      // An empty file has no last byte.
      if response.status == 416 { return [] }
      guard response.isSuccess else { throw WebFailure(response) }
      var bytes: [UInt8] = []
      for try await chunk in response.body {
        chunk.withUnsafeBytes { bytes.append(contentsOf: $0) }
        if bytes.count > 2 * count + 65_536 { bytes.removeFirst(bytes.count - count) }
      }
      return Array(bytes.suffix(count))
    }
  }

  /// The whole content of a file.
  ///
  /// - Parameter known: what was had earlier: when that is still what the server has, nothing is sent again.
  /// - Returns: nil when `known` is still right.
  func content(_ address: WebAddress, limit: Int, unless known: WebContent?) async throws -> WebContent? {
    var fields = HTTPFields()
    if let known {
      fields["If-None-Match"] = known.eTag
      if known.eTag == nil { fields["If-Modified-Since"] = known.lastModified }
    }
    return try await send("GET", address, fields) { response in
      if response.status == 304, known != nil { return nil }
      guard response.isSuccess else { throw WebFailure(response) }
      if let length = response.contentLength, length > Int64(limit) {
        throw HTTPTransportError.bodyTooLong(limit: limit)
      }
      return WebContent(
        bytes: try await response.body.collect(limit: limit), eTag: response.fields["etag"],
        lastModified: response.fields["last-modified"])
    }
  }
}
