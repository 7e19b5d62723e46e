import HTTPTypes
import Hummingbird
import JSONText
import NIOCore

extension Response {
  static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
    text(JSONWriter.compact(value), as: "application/json", status: status)
  }

  static func text(_ text: String, as type: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
