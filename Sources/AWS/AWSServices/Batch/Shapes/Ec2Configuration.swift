package import AWSClient

/// The machine image of the instances.
package struct Ec2Configuration: AWSShape {
  package var imageType: String
  package var imageIdOverride: String?
  package var batchImageStatus: String?
  package var imageKubernetesVersion: String?

  package init(
    imageType: String, imageIdOverride: String? = nil, batchImageStatus: String? = nil,
    imageKubernetesVersion: String? = nil
  ) {
    self.imageType = imageType
    self.imageIdOverride = imageIdOverride
    self.batchImageStatus = batchImageStatus
    self.imageKubernetesVersion = imageKubernetesVersion
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    imageType = try shape.required("imageType")
    imageIdOverride = try shape.optional("imageIdOverride")
    batchImageStatus = try shape.optional("batchImageStatus")
    imageKubernetesVersion = try shape.optional("imageKubernetesVersion")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["imageType"] = imageType
    shape["imageIdOverride"] = imageIdOverride
    shape["batchImageStatus"] = batchImageStatus
    shape["imageKubernetesVersion"] = imageKubernetesVersion
  }
}
