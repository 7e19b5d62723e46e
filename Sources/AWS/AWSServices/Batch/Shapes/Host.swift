package import AWSClient

/// A folder of the instance.
package struct Host: AWSShape {
  package var sourcePath: String?

  package init(sourcePath: String? = nil) {
    self.sourcePath = sourcePath
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    sourcePath = try shape.optional("sourcePath")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["sourcePath"] = sourcePath
  }
}
