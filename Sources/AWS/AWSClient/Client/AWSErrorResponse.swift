import JSONText

/// What a service said when it refused. Thrown inside an attempt; callers see ``AWSError``.
package struct AWSErrorResponse: Error, Hashable, Sendable {
  package let status: Int
  package let code: String?
  package let message: String
  package let requestID: String?
  /// The service's clock.
  package let date: UnixTime?
  package let retryAfter: Duration?
  /// Where the bucket is, when S3 says so.
  package let bucketRegion: String?

  /// Reads JSON's and XML's ways to say what is wrong; a body that is neither is quoted.
  package init(status: Int, fields: HTTPFields, body: [UInt8]) {
    let said = Self.read(body)
    self.status = status
    code = Self.short(fields["x-amzn-errortype"] ?? said.code) ?? Self.code(ofStatus: status)
    message = said.message ?? Self.quoted(body)
    requestID = fields["x-amzn-requestid"] ?? fields["x-amz-request-id"] ?? said.requestID
    date = fields["date"].flatMap { UnixTime(httpDate: $0) }
    retryAfter = fields["retry-after"].flatMap { Double($0) }.map { .seconds(min(max($0, 0), 3600)) }
    bucketRegion = fields["x-amz-bucket-region"] ?? said.region
  }

  private struct Said {
    var code: String?
    var message: String?
    var requestID: String?
    var region: String?
  }

  private static func read(_ body: [UInt8]) -> Said {
    switch body.first(where: { $0 > 0x20 }) {
    case UInt8(ascii: "{"):
      guard let json = try? JSONParser.parse(body) else { return Said() }
      return Said(
        code: json["__type"]?.string ?? json["code"]?.string ?? json["Code"]?.string,
        message: json["message"]?.string ?? json["Message"]?.string)
    case UInt8(ascii: "<"):
      guard let root = try? XMLElement.parse(body) else { return Said() }
      let error = root.name == "Error" ? root : root.first("Error") ?? root.first("Errors")?.first("Error") ?? root
      return Said(
        code: error.text("Code"), message: error.text("Message"),
        requestID: root.text("RequestId") ?? error.text("RequestId"), region: error.text("Region"))
    default: return Said()
    }
  }

  /// `com.amazonaws.batch#ClientException:http://…` is `ClientException`.
  private static func short(_ code: String?) -> String? {
    code?.prefix { $0 != ":" }.split(separator: "#").last.map { String($0) }
  }

  private static func code(ofStatus status: Int) -> String? {
    switch status {
    case 301, 307: "PermanentRedirect"
    case 304: "NotModified"
    case 403: "AccessDenied"
    case 404: "NotFound"
    case 412: "PreconditionFailed"
    default: nil
    }
  }

  private static func quoted(_ body: [UInt8]) -> String {
    String(String(decoding: body.prefix(200), as: UTF8.self).map { $0.isNewline ? " " : $0 })
  }
}
