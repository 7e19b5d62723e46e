package import AWSClient

package struct DeleteSecretRequest: AWSShape {
  /// Name or ARN.
  package var secretId: String
  /// 7 to 30; 30 unless said.
  package var recoveryWindowInDays: Int?
  package var forceDeleteWithoutRecovery: Bool?

  package init(secretId: String, recoveryWindowInDays: Int? = nil, forceDeleteWithoutRecovery: Bool? = nil) {
    self.secretId = secretId
    self.recoveryWindowInDays = recoveryWindowInDays
    self.forceDeleteWithoutRecovery = forceDeleteWithoutRecovery
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    secretId = try shape.required("SecretId")
    recoveryWindowInDays = try shape.optional("RecoveryWindowInDays")
    forceDeleteWithoutRecovery = try shape.optional("ForceDeleteWithoutRecovery")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["SecretId"] = secretId
    shape["RecoveryWindowInDays"] = recoveryWindowInDays
    shape["ForceDeleteWithoutRecovery"] = forceDeleteWithoutRecovery
  }
}

package struct DeleteSecretResponse: AWSShape {
  package var arn: String?
  /// Seconds since 1970.
  package var deletionDate: Double?

  package init(arn: String? = nil, deletionDate: Double? = nil) {
    self.arn = arn
    self.deletionDate = deletionDate
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    arn = try shape.optional("ARN")
    deletionDate = try shape.optional("DeletionDate")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["ARN"] = arn
    shape["DeletionDate"] = deletionDate
  }
}

extension SecretsManagerClient {
  /// Removes a secret, now or when its recovery window has passed.
  package func deleteSecret(_ request: DeleteSecretRequest) async throws -> DeleteSecretResponse {
    try await call("DeleteSecret", subject: request.secretId, request)
  }
}
