package struct GetCallerIdentityResponse: Hashable, Sendable {
  package let account: String
  package let arn: String
  package let userId: String
  /// The service's clock.
  package let date: UnixTime?
}

extension STSClient {
  /// Whose keys these are.
  package func getCallerIdentity() async throws -> GetCallerIdentityResponse {
    let (result, date) = try await answer("GetCallerIdentity", [])
    return GetCallerIdentityResponse(
      account: try result.required("Account"), arn: try result.required("Arn"), userId: try result.required("UserId"),
      date: date)
  }
}
