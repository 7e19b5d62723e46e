package import AWSClient

/// Amazon EC2, the service's model of 2016-11-15: the query protocol in EC2's own spelling.
package struct EC2Client: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.ec2, configuration) }

  /// - Returns: the response's root element.
  func call(_ operation: String, _ parameters: [HTTPURL.QueryItem]) async throws -> XMLElement {
    let form: [HTTPURL.QueryItem] = [.init("Action", operation), .init("Version", "2016-11-15")] + parameters
    let request = AWSRequest(
      operation: operation, method: "POST",
      fields: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
      body: .bytes(Array(HTTPURL.encoded(form).utf8)))
    return try await client.send(request) { _, body in try XMLElement.parse(body) }
  }
}
