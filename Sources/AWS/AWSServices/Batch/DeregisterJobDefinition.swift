package import AWSClient

package struct DeregisterJobDefinitionRequest: AWSShape {
  package var jobDefinition: String

  package init(jobDefinition: String) {
    self.jobDefinition = jobDefinition
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    jobDefinition = try shape.required("jobDefinition")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["jobDefinition"] = jobDefinition
  }
}

package struct DeregisterJobDefinitionResponse: AWSShape {
  package init() {}

  package init(from shape: ShapeReader) throws(AWSResponseError) {}

  package func write(to shape: inout ShapeWriter) {}
}

extension BatchClient {
  /// Makes a revision inactive; jobs that use it go on.
  package func deregisterJobDefinition(_ request: DeregisterJobDefinitionRequest) async throws
    -> DeregisterJobDefinitionResponse
  {
    try await call("DeregisterJobDefinition", "/v1/deregisterjobdefinition", subject: request.jobDefinition, request)
  }
}
