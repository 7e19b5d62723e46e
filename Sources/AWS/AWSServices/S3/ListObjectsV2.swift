package import AWSClient

package struct ListObjectsV2Request: Hashable, Sendable {
  package var bucket: String
  package var prefix: String?
  /// `/` lists one level.
  package var delimiter: String?
  package var continuationToken: String?
  package var startAfter: String?
  /// At most 1,000.
  package var maxKeys: Int?

  package init(
    bucket: String, prefix: String? = nil, delimiter: String? = nil, continuationToken: String? = nil,
    startAfter: String? = nil, maxKeys: Int? = nil
  ) {
    self.bucket = bucket
    self.prefix = prefix
    self.delimiter = delimiter
    self.continuationToken = continuationToken
    self.startAfter = startAfter
    self.maxKeys = maxKeys
  }
}

package struct ListObjectsV2Response: Hashable, Sendable {
  package struct Object: Hashable, Sendable {
    package let key: String
    package let size: Int64
    /// With its quotes.
    package let eTag: String?
    package let lastModified: UnixTime?
    package let storageClass: String?
  }

  package let contents: [Object]
  /// What lies below the delimiter, each with the delimiter at its end.
  package let commonPrefixes: [String]
  package let nextContinuationToken: String?

  init(_ root: XMLElement) throws {
    contents = try root.all("Contents").map { element in
      guard let size = Int64(try element.required("Size")) else {
        throw AWSResponseError("`Size` is no number")
      }
      return Object(
        key: PercentEncoding.decode(try element.required("Key"), plusIsSpace: true), size: size,
        eTag: element.text("ETag"), lastModified: element.text("LastModified").flatMap { UnixTime(iso8601: $0) },
        storageClass: element.text("StorageClass"))
    }
    commonPrefixes = root.all("CommonPrefixes").compactMap { element in
      element.text("Prefix").map { PercentEncoding.decode($0, plusIsSpace: true) }
    }
    nextContinuationToken = root.text("IsTruncated") == "true" ? root.text("NextContinuationToken") : nil
  }
}

extension S3Client {
  /// One page of the objects below a prefix, sorted by the bytes of their keys.
  package func listObjectsV2(_ request: ListObjectsV2Request) async throws -> ListObjectsV2Response {
    // Keys may hold characters that XML cannot carry, so they are asked for percent-encoded.
    let optional: [(String, String?)] = [
      ("prefix", request.prefix), ("delimiter", request.delimiter),
      ("continuation-token", request.continuationToken), ("start-after", request.startAfter),
      ("max-keys", request.maxKeys.map { String($0) }),
    ]
    let built = S3Request(
      operation: "ListObjectsV2", method: "GET", bucket: request.bucket,
      query: [.init("list-type", "2"), .init("encoding-type", "url")]
        + optional.compactMap { name, value in value.map { .init(name, $0) } })
    return try await sendGuarded(built) { _, root in try ListObjectsV2Response(root) }
  }

  /// All pages, each asked for when the last one has been used.
  package func listObjectsV2Pages(_ request: ListObjectsV2Request) -> AWSPages<ListObjectsV2Response> {
    AWSPages { token in
      var request = request
      request.continuationToken = token ?? request.continuationToken
      let page = try await listObjectsV2(request)
      return (page, page.nextContinuationToken)
    }
  }
}
