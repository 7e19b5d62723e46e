package import AWSClient

/// Where the output goes.
package struct LogConfiguration: AWSShape {
  package var logDriver: String
  package var options: [String: String]?
  package var secretOptions: [Secret]?

  package init(logDriver: String, options: [String: String]? = nil, secretOptions: [Secret]? = nil) {
    self.logDriver = logDriver
    self.options = options
    self.secretOptions = secretOptions
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    logDriver = try shape.required("logDriver")
    options = try shape.optional("options")
    secretOptions = try shape.optional("secretOptions")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["logDriver"] = logDriver
    shape["options"] = options
    shape["secretOptions"] = secretOptions
  }
}
