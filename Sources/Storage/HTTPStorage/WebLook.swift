package import AWSClient

/// What a server says of a file without sending it.
package struct WebLook: Hashable, Sendable {
  /// In bytes; nil when the server does not say.
  package internal(set) var size: Int64?
  /// The ETag without its quotes, or the time of the last change as the server writes it.
  package let version: String?
  package let lastModified: UnixTime?

  /// - Parameter fields: of an answer with status 200.
  init(whole fields: HTTPFields) {
    size = fields["content-length"].flatMap { Int64($0) }
    version = Self.version(fields)
    lastModified = fields["last-modified"].flatMap { UnixTime(httpDate: $0) }
  }

  /// - Parameter fields: of an answer with status 206 or 416.
  init(part fields: HTTPFields) {
    size = fields["content-range"].flatMap { $0.split(separator: "/").last }.flatMap { Int64($0) }
    version = Self.version(fields)
    lastModified = fields["last-modified"].flatMap { UnixTime(httpDate: $0) }
  }

  /// The ETag without its quotes, or the time of the last change.
  private static func version(_ fields: HTTPFields) -> String? {
    guard let tag = fields["etag"] else { return fields["last-modified"] }
    return String((tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]).filter { $0 != "\"" })
  }
}

extension WebClient {
  /// - Returns: nil when there is no such file.
  func look(at address: WebAddress) async throws -> WebLook? {
    let head = try await send("HEAD", address) { response -> WebAnswer in
      switch response.status {
      case 200..<300: return .look(WebLook(whole: response.fields))
      case 404, 410: return .absence
      case 429: throw WebFailure(response)
      // Not everyone answers HEAD: an address that is signed for GET refuses it.
      default: return .refusal
      }
    }
    if case .absence = head { return nil }
    if case .look(let look) = head, look.size != nil { return look }
    return try await lookByReading(address)
  }

  /// Asks for the first byte; where the answer tells no size, the bytes are counted.
  private func lookByReading(_ address: WebAddress) async throws -> WebLook? {
    try await send("GET", address, ["Range": "bytes=0-0"]) { response in
      switch response.status {
      case 206: return WebLook(part: response.fields)
      // An empty file has no first byte.
      case 416: return WebLook(part: response.fields)
      case 404, 410: return nil
      case 200..<300:
        var look = WebLook(whole: response.fields)
        if look.size != nil { return look }
        var size: Int64 = 0
        for try await chunk in response.body { size += Int64(chunk.count) }
        look.size = size
        return look
      default: throw WebFailure(response)
      }
    }
  }
}

private enum WebAnswer: Sendable {
  case look(WebLook)
  case absence
  case refusal
}
