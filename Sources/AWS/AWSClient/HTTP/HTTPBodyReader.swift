/// Reads any kind of body, chunk by chunk.
package struct HTTPBodyReader: HTTPChunkSource {
  private enum Rest: Sendable {
    case bytes([UInt8])
    case file(descriptor: Int32, offset: Int64, length: Int64)
    case stream(any HTTPChunkSource)
  }

  private var rest: Rest
  private let chunkSize: Int

  /// - Parameter chunkSize: of files, in bytes.
  package init(_ body: HTTPBody, chunkSize: Int = 256 * 1024) {
    self.chunkSize = chunkSize
    rest =
      switch body {
      case .none: .bytes([])
      case .bytes(let bytes): .bytes(bytes)
      case .file(let descriptor, let offset, let length):
        .file(descriptor: descriptor, offset: offset, length: length)
      case .stream(_, let chunks): .stream(chunks())
      }
  }

  /// - Throws: ``HTTPTransportError/bodyUnreadable(reason:)`` when a file cannot be read or ends too early.
  package mutating func next() async throws -> [UInt8]? {
    switch rest {
    case .bytes(let bytes):
      rest = .bytes([])
      return bytes.isEmpty ? nil : bytes
    case .file(let descriptor, let offset, let length):
      guard length > 0 else { return nil }
      let bytes = try LocalFile.bytes(of: descriptor, offset: offset, count: Int(min(Int64(chunkSize), length)))
      rest = .file(descriptor: descriptor, offset: offset + Int64(bytes.count), length: length - Int64(bytes.count))
      return bytes
    case .stream(var source):
      let chunk = try await source.next()
      rest = .stream(source)
      return chunk
    }
  }
}
