package import AWSClient

package struct DescribeSecretRequest: AWSShape {
  /// Name or ARN.
  package var secretId: String

  package init(secretId: String) {
    self.secretId = secretId
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    secretId = try shape.required("SecretId")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["SecretId"] = secretId
  }
}

package struct DescribeSecretResponse: AWSShape {
  package var arn: String?
  package var name: String?
  /// Seconds since 1970.
  package var createdDate: Double?
  /// Seconds since 1970.
  package var lastChangedDate: Double?
  /// Seconds since 1970; it cannot be read since then.
  package var deletedDate: Double?

  package init(
    arn: String? = nil, name: String? = nil, createdDate: Double? = nil, lastChangedDate: Double? = nil,
    deletedDate: Double? = nil
  ) {
    self.arn = arn
    self.name = name
    self.createdDate = createdDate
    self.lastChangedDate = lastChangedDate
    self.deletedDate = deletedDate
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    arn = try shape.optional("ARN")
    name = try shape.optional("Name")
    createdDate = try shape.optional("CreatedDate")
    lastChangedDate = try shape.optional("LastChangedDate")
    deletedDate = try shape.optional("DeletedDate")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["ARN"] = arn
    shape["Name"] = name
    shape["CreatedDate"] = createdDate
    shape["LastChangedDate"] = lastChangedDate
    shape["DeletedDate"] = deletedDate
  }
}

extension SecretsManagerClient {
  /// Everything about a secret but its value.
  package func describeSecret(_ request: DescribeSecretRequest) async throws -> DescribeSecretResponse {
    try await call("DescribeSecret", subject: request.secretId, request)
  }
}
