package import AWSClient

package struct CreateSecretRequest: AWSShape {
  package var name: String
  /// Of this request alone: repeated, it is done once.
  package var clientRequestToken: String
  package var secretString: String
  package var description: String?

  package init(name: String, clientRequestToken: String, secretString: String, description: String? = nil) {
    self.name = name
    self.clientRequestToken = clientRequestToken
    self.secretString = secretString
    self.description = description
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    name = try shape.required("Name")
    clientRequestToken = try shape.required("ClientRequestToken")
    secretString = try shape.required("SecretString")
    description = try shape.optional("Description")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Name"] = name
    shape["ClientRequestToken"] = clientRequestToken
    shape["SecretString"] = secretString
    shape["Description"] = description
  }
}

package struct CreateSecretResponse: AWSShape {
  package var arn: String?

  package init(arn: String? = nil) {
    self.arn = arn
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    arn = try shape.optional("ARN")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["ARN"] = arn
  }
}

extension SecretsManagerClient {
  /// Makes a secret.
  package func createSecret(_ request: CreateSecretRequest) async throws -> CreateSecretResponse {
    try await call("CreateSecret", subject: request.name, request)
  }
}
