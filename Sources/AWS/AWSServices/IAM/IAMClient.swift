package import AWSClient

/// AWS IAM, the service's model of 2010-05-08: the query protocol. There is one for all regions of a partition.
package struct IAMClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) {
    let partition = AWSPartition(region: configuration.region)
    var configuration = configuration
    configuration.region = partition.globalRegion
    if !configuration.endpoints.isCustom(.iam) { configuration.endpoints.byService["IAM"] = Self.address(partition) }
    client = ServiceClient(.iam, configuration)
  }

  /// Source: "AWS Identity and Access Management endpoints" of the AWS General Reference.
  private static func address(_ partition: AWSPartition) -> String {
    switch partition {
    case .aws: "https://iam.amazonaws.com"
    case .china: "https://iam.cn-north-1.amazonaws.com.cn"
    case .usGovernment: "https://iam.us-gov.amazonaws.com"
    }
  }

  /// - Returns: the element `<operation>Result`.
  func call(_ operation: String, subject: String?, _ parameters: [HTTPURL.QueryItem]) async throws -> XMLElement {
    let form: [HTTPURL.QueryItem] = [.init("Action", operation), .init("Version", "2010-05-08")] + parameters
    let request = AWSRequest(
      operation: operation, subject: subject, method: "POST",
      fields: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
      body: .bytes(Array(HTTPURL.encoded(form).utf8)))
    return try await client.send(request) { _, body in
      let root = try XMLElement.parse(body)
      guard let result = root.first(operation + "Result") else {
        throw AWSResponseError("`\(root.name)` has no `\(operation)Result`")
      }
      return result
    }
  }
}
