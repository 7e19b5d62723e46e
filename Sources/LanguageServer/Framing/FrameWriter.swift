package import JSONText

/// Puts the header before a message.
package enum FrameWriter {
  package static func frame(_ message: JSONValue) -> [UInt8] {
    let body = Array(JSONWriter.compact(message).utf8)
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
