package import AWSClient

/// An environment variable.
package struct KeyValuePair: AWSShape {
  package var name: String?
  package var value: String?

  package init(name: String? = nil, value: String? = nil) {
    self.name = name
    self.value = value
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    name = try shape.optional("name")
    value = try shape.optional("value")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["name"] = name
    shape["value"] = value
  }
}
