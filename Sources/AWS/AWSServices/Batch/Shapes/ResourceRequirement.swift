package import AWSClient

/// An amount of `VCPU`, `MEMORY` (MiB) or `GPU`.
package struct ResourceRequirement: AWSShape {
  package var value: String
  package var type: String

  package init(value: String, type: String) {
    self.value = value
    self.type = type
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    value = try shape.required("value")
    type = try shape.required("type")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["value"] = value
    shape["type"] = type
  }
}
