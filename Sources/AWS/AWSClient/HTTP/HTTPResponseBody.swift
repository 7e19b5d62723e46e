import NIOCore

/// A body as it arrives: chunks that are asked for one at a time, so that a slow reader slows the sender down.
///
/// A body is read once, by one task.
package struct HTTPResponseBody: AsyncSequence, Sendable {
  private let pull: @Sendable () async throws -> HTTPChunk?

  /// - Parameter pull: gives the next chunk, nil at the end.
  package init(pull: @escaping @Sendable () async throws -> HTTPChunk?) { self.pull = pull }

  /// A body that is there already.
  package init(_ bytes: [UInt8]) {
    let rest = ChunkList([bytes])
    self.init { await rest.next().map { HTTPChunk($0) } }
  }

  package func makeAsyncIterator() -> Iterator { Iterator(pull: pull) }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let pull: @Sendable () async throws -> HTTPChunk?

    package mutating func next() async throws -> HTTPChunk? { try await pull() }
  }

  /// The whole body in memory.
  /// - Throws: ``HTTPTransportError/bodyTooLong(limit:)`` when there are more than `limit` bytes.
  package func collect(limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await chunk in self {
      guard bytes.count + chunk.count <= limit else { throw HTTPTransportError.bodyTooLong(limit: limit) }
      chunk.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}

/// Some bytes of a body, without a copy of what the socket gave.
package struct HTTPChunk: Sendable {
  private let buffer: ByteBuffer

  init(_ buffer: ByteBuffer) { self.buffer = buffer }

  package init(_ bytes: [UInt8]) { buffer = ByteBuffer(bytes: bytes) }

  package var count: Int { buffer.readableBytes }

  package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try buffer.withUnsafeReadableBytes(body)
  }
}

/// Chunks that lie in memory.
actor ChunkList {
  private var chunks: [[UInt8]]

  init(_ chunks: [[UInt8]]) { self.chunks = chunks.filter { !$0.isEmpty }.reversed() }

  func next() -> [UInt8]? { chunks.popLast() }
}
