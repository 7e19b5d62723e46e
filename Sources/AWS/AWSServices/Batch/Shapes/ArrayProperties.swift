package import AWSClient

/// How many children an array job has.
package struct ArrayProperties: AWSShape {
  package var size: Int?

  package init(size: Int? = nil) {
    self.size = size
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    size = try shape.optional("size")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["size"] = size
  }
}
