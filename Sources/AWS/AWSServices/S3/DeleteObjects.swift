import AWSClient

package struct DeleteObjectsRequest: Hashable, Sendable {
  package struct ObjectIdentifier: Hashable, Sendable {
    package var key: String
    /// Nil for the object as it is: a versioned bucket then keeps it, and marks it as deleted.
    package var versionId: String?

    package init(key: String, versionId: String? = nil) {
      self.key = key
      self.versionId = versionId
    }
  }

  package var bucket: String
  /// At most 1,000.
  package var objects: [ObjectIdentifier]

  package init(bucket: String, objects: [ObjectIdentifier]) {
    self.bucket = bucket
    self.objects = objects
  }

  package init(bucket: String, keys: [String]) {
    self.init(bucket: bucket, objects: keys.map { ObjectIdentifier(key: $0) })
  }
}

package struct DeleteObjectsResponse: Hashable, Sendable {
  /// An object that is still there.
  package struct Failure: Hashable, Sendable {
    package let key: String
    package let code: String
    package let message: String
  }

  package let errors: [Failure]
}

extension S3Client {
  /// Deletes many objects with one request. What could not be deleted is in the answer.
  package func deleteObjects(_ request: DeleteObjectsRequest) async throws -> DeleteObjectsResponse {
    let objects = request.objects.map { object in
      XMLElement(
        "Object",
        [XMLElement("Key", text: object.key)] + (object.versionId.map { [XMLElement("VersionId", text: $0)] } ?? []))
    }
    let root = XMLElement("Delete", objects + [XMLElement("Quiet", text: "true")])
    let body = root.document(namespace: Self.namespace)
    var built = S3Request(
      operation: "DeleteObjects", method: "POST", bucket: request.bucket, query: [.init("delete")],
      body: .bytes(body), protection: .checksum(.crc32))
    built.fields["Content-Type"] = "application/xml"
    built.fields["x-amz-sdk-checksum-algorithm"] = ChecksumAlgorithm.crc32.rawValue
    return try await sendGuarded(built) { _, root in
      DeleteObjectsResponse(
        errors: root.all("Error").map { error in
          DeleteObjectsResponse.Failure(
            key: error.text("Key") ?? "", code: error.text("Code") ?? "", message: error.text("Message") ?? "")
        })
    }
  }
}
