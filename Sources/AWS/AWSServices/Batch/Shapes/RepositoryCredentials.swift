package import AWSClient

/// The secret that opens a private registry.
package struct RepositoryCredentials: AWSShape {
  package var credentialsParameter: String

  package init(credentialsParameter: String) {
    self.credentialsParameter = credentialsParameter
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    credentialsParameter = try shape.required("credentialsParameter")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["credentialsParameter"] = credentialsParameter
  }
}
