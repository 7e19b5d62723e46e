package import AWSClient

package struct GetDownloadUrlForLayerRequest: AWSShape {
  package var repositoryName: String
  package var registryId: String?
  package var layerDigest: String

  package init(repositoryName: String, registryId: String? = nil, layerDigest: String) {
    self.repositoryName = repositoryName
    self.registryId = registryId
    self.layerDigest = layerDigest
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    repositoryName = try shape.required("repositoryName")
    registryId = try shape.optional("registryId")
    layerDigest = try shape.required("layerDigest")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["repositoryName"] = repositoryName
    shape["registryId"] = registryId
    shape["layerDigest"] = layerDigest
  }
}

package struct GetDownloadUrlForLayerResponse: AWSShape {
  /// Presigned: not to be logged.
  package var downloadUrl: String?

  package init(downloadUrl: String? = nil) {
    self.downloadUrl = downloadUrl
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    downloadUrl = try shape.optional("downloadUrl")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["downloadUrl"] = downloadUrl
  }
}

extension ECRClient {
  /// Where a blob of an image can be fetched from, for an hour.
  package func getDownloadUrlForLayer(_ request: GetDownloadUrlForLayerRequest) async throws
    -> GetDownloadUrlForLayerResponse
  {
    try await call("GetDownloadUrlForLayer", subject: request.repositoryName, request)
  }
}
