package import AWSClient

package struct DescribeParametersRequest: AWSShape {
  package var parameterFilters: [ParameterFilter]?

  package init(parameterFilters: [ParameterFilter]? = nil) {
    self.parameterFilters = parameterFilters
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    parameterFilters = try shape.optional("ParameterFilters")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["ParameterFilters"] = parameterFilters
  }
}

package struct DescribeParametersResponse: AWSShape {
  package var parameters: [ParameterMetadata]?

  package init(parameters: [ParameterMetadata]? = nil) {
    self.parameters = parameters
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    parameters = try shape.optional("Parameters")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Parameters"] = parameters
  }
}

package struct ParameterFilter: AWSShape {
  /// `Name`.
  package var key: String
  /// `Equals`.
  package var option: String?
  package var values: [String]?

  package init(key: String, option: String? = nil, values: [String]? = nil) {
    self.key = key
    self.option = option
    self.values = values
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    key = try shape.required("Key")
    option = try shape.optional("Option")
    values = try shape.optional("Values")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Key"] = key
    shape["Option"] = option
    shape["Values"] = values
  }
}

package struct ParameterMetadata: AWSShape {
  package var name: String?
  /// `String`, `StringList` or `SecureString`.
  package var type: String?

  package init(name: String? = nil, type: String? = nil) {
    self.name = name
    self.type = type
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    name = try shape.optional("Name")
    type = try shape.optional("Type")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Name"] = name
    shape["Type"] = type
  }
}

extension SSMClient {
  /// Parameters without their values.
  package func describeParameters(_ request: DescribeParametersRequest) async throws -> DescribeParametersResponse {
    try await call("DescribeParameters", subject: nil, request)
  }
}
