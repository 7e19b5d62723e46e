package import AWSClient

/// A filter.
package struct KeyValuesPair: AWSShape {
  package var name: String?
  package var values: [String]?

  package init(name: String? = nil, values: [String]? = nil) {
    self.name = name
    self.values = values
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    name = try shape.optional("name")
    values = try shape.optional("values")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["name"] = name
    shape["values"] = values
  }
}
