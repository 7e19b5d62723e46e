package import AWSClient

/// A limit of `setrlimit`.
package struct Ulimit: AWSShape {
  package var hardLimit: Int
  package var name: String
  package var softLimit: Int

  package init(hardLimit: Int, name: String, softLimit: Int) {
    self.hardLimit = hardLimit
    self.name = name
    self.softLimit = softLimit
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    hardLimit = try shape.required("hardLimit")
    name = try shape.required("name")
    softLimit = try shape.required("softLimit")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["hardLimit"] = hardLimit
    shape["name"] = name
    shape["softLimit"] = softLimit
  }
}
