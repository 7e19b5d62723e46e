package import AWSClient

/// The disk of a job on Fargate, 21 to 200 GiB.
package struct EphemeralStorage: AWSShape {
  package var sizeInGiB: Int

  package init(sizeInGiB: Int) {
    self.sizeInGiB = sizeInGiB
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    sizeInGiB = try shape.required("sizeInGiB")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["sizeInGiB"] = sizeInGiB
  }
}
