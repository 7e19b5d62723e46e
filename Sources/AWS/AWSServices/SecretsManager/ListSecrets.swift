package import AWSClient

package struct ListSecretsRequest: AWSShape {
  package var filters: [SecretFilter]?
  package var nextToken: String?

  package init(filters: [SecretFilter]? = nil, nextToken: String? = nil) {
    self.filters = filters
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    filters = try shape.optional("Filters")
    nextToken = try shape.optional("NextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Filters"] = filters
    shape["NextToken"] = nextToken
  }
}

package struct ListSecretsResponse: AWSShape {
  package var secretList: [DescribeSecretResponse]?
  package var nextToken: String?

  package init(secretList: [DescribeSecretResponse]? = nil, nextToken: String? = nil) {
    self.secretList = secretList
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    secretList = try shape.optional("SecretList")
    nextToken = try shape.optional("NextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["SecretList"] = secretList
    shape["NextToken"] = nextToken
  }
}

package struct SecretFilter: AWSShape {
  /// `name`: the values are beginnings of names.
  package var key: String
  package var values: [String]

  package init(key: String, values: [String]) {
    self.key = key
    self.values = values
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    key = try shape.required("Key")
    values = try shape.required("Values")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Key"] = key
    shape["Values"] = values
  }
}

extension SecretsManagerClient {
  /// A page of the secrets, without their values.
  package func listSecrets(_ request: ListSecretsRequest) async throws -> ListSecretsResponse {
    try await call("ListSecrets", subject: nil, request)
  }

  /// All pages, each asked for when the last one has been used.
  package func listSecretsPages(_ request: ListSecretsRequest) -> AWSPages<ListSecretsResponse> {
    AWSPages { token in
      var request = request
      request.nextToken = token ?? request.nextToken
      let page = try await listSecrets(request)
      return (page, page.nextToken)
    }
  }
}
