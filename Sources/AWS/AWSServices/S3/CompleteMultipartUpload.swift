package import AWSClient

package struct CompleteMultipartUploadRequest: Hashable, Sendable {
  package var bucket: String
  package var key: String
  package var uploadId: String
  /// In the order of their numbers.
  package var parts: [CompletedPart]
  package var ifNoneMatch: String?
  /// That of the upload.
  package var checksum: ChecksumAlgorithm

  package init(
    bucket: String, key: String, uploadId: String, parts: [CompletedPart], ifNoneMatch: String? = nil,
    checksum: ChecksumAlgorithm = .crc64nvme
  ) {
    self.bucket = bucket
    self.key = key
    self.uploadId = uploadId
    self.parts = parts
    self.ifNoneMatch = ifNoneMatch
    self.checksum = checksum
  }
}

package struct CompleteMultipartUploadResponse: Hashable, Sendable {
  package let eTag: String?
  package let versionId: String?
}

extension S3Client {
  /// Puts the parts together; the object appears as a whole.
  package func completeMultipartUpload(
    _ request: CompleteMultipartUploadRequest
  ) async throws -> CompleteMultipartUploadResponse {
    let parts = request.parts.map { part in
      var children = [XMLElement("ETag", text: part.eTag)]
      if let value = part.checksum { children.append(XMLElement("Checksum" + request.checksum.rawValue, text: value)) }
      children.append(XMLElement("PartNumber", text: String(part.partNumber)))
      return XMLElement("Part", children)
    }
    var built = S3Request(
      operation: "CompleteMultipartUpload", method: "POST", bucket: request.bucket, key: request.key,
      query: [.init("uploadId", request.uploadId)],
      body: .bytes(XMLElement("CompleteMultipartUpload", parts).document(namespace: Self.namespace)))
    built.fields["Content-Type"] = "application/xml"
    built.fields["If-None-Match"] = request.ifNoneMatch
    if request.checksum.coversWholeObject { built.fields["x-amz-checksum-type"] = "FULL_OBJECT" }
    return try await sendGuarded(built) { fields, root in
      CompleteMultipartUploadResponse(eTag: root.text("ETag"), versionId: fields["x-amz-version-id"])
    }
  }
}
