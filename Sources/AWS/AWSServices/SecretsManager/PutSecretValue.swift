package import AWSClient

package struct PutSecretValueRequest: AWSShape {
  /// Name or ARN.
  package var secretId: String
  /// Of this request alone: repeated, it is done once.
  package var clientRequestToken: String
  package var secretString: String

  package init(secretId: String, clientRequestToken: String, secretString: String) {
    self.secretId = secretId
    self.clientRequestToken = clientRequestToken
    self.secretString = secretString
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    secretId = try shape.required("SecretId")
    clientRequestToken = try shape.required("ClientRequestToken")
    secretString = try shape.required("SecretString")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["SecretId"] = secretId
    shape["ClientRequestToken"] = clientRequestToken
    shape["SecretString"] = secretString
  }
}

package struct PutSecretValueResponse: AWSShape {
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
  /// Gives a secret another value.
  package func putSecretValue(_ request: PutSecretValueRequest) async throws -> PutSecretValueResponse {
    try await call("PutSecretValue", subject: request.secretId, request)
  }
}
