package import AWSClient

package struct BatchGetImageRequest: AWSShape {
  package var repositoryName: String
  /// The account; nil for the credentials' own.
  package var registryId: String?
  package var imageIds: [ImageIdentifier]
  package var acceptedMediaTypes: [String]?

  package init(
    repositoryName: String, registryId: String? = nil, imageIds: [ImageIdentifier], acceptedMediaTypes: [String]? = nil
  ) {
    self.repositoryName = repositoryName
    self.registryId = registryId
    self.imageIds = imageIds
    self.acceptedMediaTypes = acceptedMediaTypes
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    repositoryName = try shape.required("repositoryName")
    registryId = try shape.optional("registryId")
    imageIds = try shape.required("imageIds")
    acceptedMediaTypes = try shape.optional("acceptedMediaTypes")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["repositoryName"] = repositoryName
    shape["registryId"] = registryId
    shape["imageIds"] = imageIds
    shape["acceptedMediaTypes"] = acceptedMediaTypes
  }
}

package struct BatchGetImageResponse: AWSShape {
  package var images: [ECRImage]?
  package var failures: [ImageFailure]?

  package init(images: [ECRImage]? = nil, failures: [ImageFailure]? = nil) {
    self.images = images
    self.failures = failures
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    images = try shape.optional("images")
    failures = try shape.optional("failures")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["images"] = images
    shape["failures"] = failures
  }
}

package struct ImageIdentifier: AWSShape {
  package var imageDigest: String?
  package var imageTag: String?

  package init(imageDigest: String? = nil, imageTag: String? = nil) {
    self.imageDigest = imageDigest
    self.imageTag = imageTag
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    imageDigest = try shape.optional("imageDigest")
    imageTag = try shape.optional("imageTag")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["imageDigest"] = imageDigest
    shape["imageTag"] = imageTag
  }
}

package struct ECRImage: AWSShape {
  /// JSON.
  package var imageManifest: String?
  package var imageManifestMediaType: String?

  package init(imageManifest: String? = nil, imageManifestMediaType: String? = nil) {
    self.imageManifest = imageManifest
    self.imageManifestMediaType = imageManifestMediaType
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    imageManifest = try shape.optional("imageManifest")
    imageManifestMediaType = try shape.optional("imageManifestMediaType")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["imageManifest"] = imageManifest
    shape["imageManifestMediaType"] = imageManifestMediaType
  }
}

package struct ImageFailure: AWSShape {
  /// `ImageNotFound`, for one.
  package var failureCode: String?
  package var failureReason: String?

  package init(failureCode: String? = nil, failureReason: String? = nil) {
    self.failureCode = failureCode
    self.failureReason = failureReason
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    failureCode = try shape.optional("failureCode")
    failureReason = try shape.optional("failureReason")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["failureCode"] = failureCode
    shape["failureReason"] = failureReason
  }
}

extension ECRClient {
  /// The manifests of images; of those that there are not, what is wrong with them.
  package func batchGetImage(_ request: BatchGetImageRequest) async throws -> BatchGetImageResponse {
    try await call("BatchGetImage", subject: request.repositoryName, request)
  }
}
