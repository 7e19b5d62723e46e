package import AWSClient

/// Of jobs on Fargate.
package struct FargatePlatformConfiguration: AWSShape {
  package var platformVersion: String?

  package init(platformVersion: String? = nil) {
    self.platformVersion = platformVersion
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    platformVersion = try shape.optional("platformVersion")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["platformVersion"] = platformVersion
  }
}
