import AWSClient
import JSONText

extension ServiceClient {
  /// Sends an operation by AWS's JSON protocol, in which the target names the operation and the body holds its members.
  ///
  /// - Parameters:
  ///   - target: the service's `targetPrefix`: `Logs_20140328`.
  ///   - version: of the protocol, the service's `jsonVersion`.
  ///   - subject: what it is about, for messages.
  func call<Response: AWSShape>(
    _ operation: String, of target: String, version: String = "1.1", subject: String?, _ request: some AWSShape
  ) async throws -> Response {
    let request = AWSRequest(
      operation: operation, subject: subject, method: "POST",
      fields: ["Content-Type": "application/x-amz-json-" + version, "X-Amz-Target": target + "." + operation],
      body: .bytes(Array(JSONWriter.compact(request.json).utf8)))
    return try await send(request) { _, body in try Response(body: body) }
  }
}
