import AWSClient

package struct ListObjectVersionsRequest: Hashable, Sendable {
  package var bucket: String
  package var prefix: String?
  package var keyMarker: String?
  package var versionIdMarker: String?

  package init(bucket: String, prefix: String? = nil, keyMarker: String? = nil, versionIdMarker: String? = nil) {
    self.bucket = bucket
    self.prefix = prefix
    self.keyMarker = keyMarker
    self.versionIdMarker = versionIdMarker
  }
}

package struct ListObjectVersionsResponse: Hashable, Sendable {
  /// What an object is, or was; or that it was deleted, which has no size.
  package struct Version: Hashable, Sendable {
    package let key: String
    package let versionId: String
    package let size: Int64
    package let isDeleteMarker: Bool
  }

  package let versions: [Version]
  package let nextKeyMarker: String?
  package let nextVersionIdMarker: String?

  init(_ root: XMLElement) throws {
    versions = try ["Version", "DeleteMarker"].flatMap { name in
      try root.all(name).map { element in
        Version(
          key: PercentEncoding.decode(try element.required("Key"), plusIsSpace: true),
          versionId: try element.required("VersionId"), size: element.text("Size").flatMap { Int64($0) } ?? 0,
          isDeleteMarker: name == "DeleteMarker")
      }
    }
    let isTruncated = root.text("IsTruncated") == "true"
    nextKeyMarker =
      isTruncated ? root.text("NextKeyMarker").map { PercentEncoding.decode($0, plusIsSpace: true) } : nil
    nextVersionIdMarker = isTruncated ? root.text("NextVersionIdMarker") : nil
  }
}

extension S3Client {
  /// One page of all versions of the objects below a prefix, and of the marks of deleted ones.
  package func listObjectVersions(_ request: ListObjectVersionsRequest) async throws -> ListObjectVersionsResponse {
    let optional: [(String, String?)] = [
      ("prefix", request.prefix), ("key-marker", request.keyMarker), ("version-id-marker", request.versionIdMarker),
    ]
    let built = S3Request(
      operation: "ListObjectVersions", method: "GET", bucket: request.bucket,
      query: [.init("versions"), .init("encoding-type", "url")]
        + optional.compactMap { name, value in value.map { .init(name, $0) } })
    return try await sendGuarded(built) { _, root in try ListObjectVersionsResponse(root) }
  }

  /// All pages, each asked for when the last one has been used.
  package func listObjectVersionsPages(_ request: ListObjectVersionsRequest) -> AWSPages<ListObjectVersionsResponse> {
    // A page's token is the key and the version of its last entry.
    AWSPages { token in
      var request = request
      if let token {
        let parts = token.split(separator: "\0", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        request.keyMarker = parts[0]
        request.versionIdMarker = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
      }
      let page = try await listObjectVersions(request)
      return (page, page.nextKeyMarker.map { $0 + "\0" + (page.nextVersionIdMarker ?? "") })
    }
  }
}
