package import AWSClient

package struct ListBucketsResponse: Hashable, Sendable {
  package struct Bucket: Hashable, Sendable {
    package let name: String
    package let creationDate: UnixTime?
  }

  package let buckets: [Bucket]
}

extension S3Client {
  /// The buckets of the credentials' account.
  package func listBuckets() async throws -> ListBucketsResponse {
    let request = AWSRequest(operation: "ListBuckets", method: "GET")
    return try await client(configuration.region).send(request) { _, body in
      let buckets = try XMLElement.parse(body).first("Buckets")?.all("Bucket") ?? []
      return ListBucketsResponse(
        buckets: try buckets.map {
          .init(
            name: try $0.required("Name"), creationDate: $0.text("CreationDate").flatMap { UnixTime(iso8601: $0) })
        })
    }
  }
}
