package import AWSClient

package struct ListPartsRequest: Hashable, Sendable {
  package var bucket: String
  package var key: String
  package var uploadId: String
  package var partNumberMarker: String?
  /// That of the upload.
  package var checksum: ChecksumAlgorithm

  package init(
    bucket: String, key: String, uploadId: String, partNumberMarker: String? = nil,
    checksum: ChecksumAlgorithm = .crc64nvme
  ) {
    self.bucket = bucket
    self.key = key
    self.uploadId = uploadId
    self.partNumberMarker = partNumberMarker
    self.checksum = checksum
  }
}

package struct ListPartsResponse: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    package let partNumber: Int
    package let size: Int64
    /// With its quotes.
    package let eTag: String
    /// In Base64, where the service kept it.
    package let checksum: String?
  }

  package let parts: [Part]
  package let nextPartNumberMarker: String?
}

extension S3Client {
  /// One page of the parts of an upload that is not complete, in the order of their numbers.
  /// - Throws: ``AWSError``, with `isNotFound` when there is no such upload any more.
  package func listParts(_ request: ListPartsRequest) async throws -> ListPartsResponse {
    let built = S3Request(
      operation: "ListParts", method: "GET", bucket: request.bucket, key: request.key,
      query: [.init("uploadId", request.uploadId)]
        + (request.partNumberMarker.map { [.init("part-number-marker", $0)] } ?? []))
    return try await sendGuarded(built) { _, root in
      let parts = try root.all("Part").map { element in
        guard let number = Int(try element.required("PartNumber")), let size = Int64(try element.required("Size"))
        else { throw AWSResponseError("`PartNumber` or `Size` is no number") }
        return ListPartsResponse.Part(
          partNumber: number, size: size, eTag: try element.required("ETag"),
          checksum: element.text("Checksum" + request.checksum.rawValue))
      }
      return ListPartsResponse(
        parts: parts,
        nextPartNumberMarker: root.text("IsTruncated") == "true" ? root.text("NextPartNumberMarker") : nil)
    }
  }

  /// All pages, each asked for when the last one has been used.
  package func listPartsPages(_ request: ListPartsRequest) -> AWSPages<ListPartsResponse> {
    AWSPages { marker in
      var request = request
      request.partNumberMarker = marker ?? request.partNumberMarker
      let page = try await listParts(request)
      return (page, page.nextPartNumberMarker)
    }
  }
}
