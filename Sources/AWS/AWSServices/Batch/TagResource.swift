package import AWSClient

package struct TagResourceRequest: AWSShape {
  package var resourceArn: String
  package var tags: [String: String]

  package init(resourceArn: String, tags: [String: String]) {
    self.resourceArn = resourceArn
    self.tags = tags
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    resourceArn = try shape.required("resourceArn")
    tags = try shape.required("tags")
  }

  /// The resource is named in the path.
  package func write(to shape: inout ShapeWriter) {
    shape["tags"] = tags
  }
}

package struct TagResourceResponse: AWSShape {
  package init() {}

  package init(from shape: ShapeReader) throws(AWSResponseError) {}

  package func write(to shape: inout ShapeWriter) {}
}

extension BatchClient {
  /// Adds tags to a resource; of the same name the new one counts.
  package func tagResource(_ request: TagResourceRequest) async throws -> TagResourceResponse {
    try await call(
      "TagResource", "/v1/tags/" + PercentEncoding.encode(request.resourceArn), subject: request.resourceArn, request)
  }
}
