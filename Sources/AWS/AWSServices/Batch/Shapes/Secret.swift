package import AWSClient

/// A variable whose value is kept in Secrets Manager or SSM.
package struct Secret: AWSShape {
  package var name: String
  package var valueFrom: String

  package init(name: String, valueFrom: String) {
    self.name = name
    self.valueFrom = valueFrom
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    name = try shape.required("name")
    valueFrom = try shape.required("valueFrom")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["name"] = name
    shape["valueFrom"] = valueFrom
  }
}
