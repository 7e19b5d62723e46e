/// AWS Security Token Service. It sits here, below the other services, because the credential chain needs it.
///
/// Source: the service's model of 2011-06-15; the query protocol.
package struct STSClient: Sendable {
  private let client: ServiceClient

  package init(_ configuration: AWSConfiguration) { client = ServiceClient(.sts, configuration) }

  /// - Returns: the element `<operation>Result`.
  func call(_ operation: String, _ parameters: [(String, String?)], isSigned: Bool = true) async throws -> XMLElement {
    try await answer(operation, parameters, isSigned: isSigned).result
  }

  /// - Returns: the element `<operation>Result`, and the service's clock where it says.
  func answer(
    _ operation: String, _ parameters: [(String, String?)], isSigned: Bool = true
  ) async throws -> (result: XMLElement, date: UnixTime?) {
    let form =
      [HTTPURL.QueryItem("Action", operation), .init("Version", "2011-06-15")]
      + parameters.compactMap { name, value in value.map { HTTPURL.QueryItem(name, $0) } }
    let request = AWSRequest(
      operation: operation, method: "POST",
      fields: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
      body: .bytes(Array(HTTPURL.encoded(form).utf8)), isSigned: isSigned)
    return try await client.send(request) { fields, body in
      let root = try XMLElement.parse(body)
      guard let result = root.first(operation + "Result") else {
        throw AWSResponseError("`\(root.name)` has no `\(operation)Result`")
      }
      return (result, fields["date"].flatMap { UnixTime(httpDate: $0) })
    }
  }

  /// The element `Credentials` of a result.
  static func credentials(in result: XMLElement) throws -> AWSCredentials {
    guard let element = result.first("Credentials") else {
      throw AWSResponseError("`\(result.name)` has no `Credentials`")
    }
    return AWSCredentials(
      accessKeyID: try element.required("AccessKeyId"), secretAccessKey: try element.required("SecretAccessKey"),
      sessionToken: try element.required("SessionToken"),
      expiration: element.text("Expiration").flatMap { UnixTime(iso8601: $0) })
  }
}
