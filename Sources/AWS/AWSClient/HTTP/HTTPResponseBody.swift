import NIOCore

/// A body as it arrives: chunks that are asked for one at a time, so that a slow reader slows the sender down.
///
/// A body is read once, by one task.
package struct HTTPResponseBody: AsyncSequence, Sendable {
  /// Takes one chunk after the other where they arrive, which keeps the sender waiting as long.
  package typealias Sink = @Sendable (HTTPChunk) throws -> Void

  private enum Source: Sendable {
    case whole([HTTPChunk])
    case arriving(
      pull: @Sendable () async throws -> HTTPChunk?, pour: (@Sendable (@escaping Sink) async throws -> Void)?)
  }

  private let source: Source

  /// - Parameters:
  ///   - pull: gives the next chunk, nil at the end.
  ///   - pour: hands all chunks over where they arrive; nil where there is no such shortcut.
  package init(
    pull: @escaping @Sendable () async throws -> HTTPChunk?,
    pour: (@Sendable (@escaping Sink) async throws -> Void)? = nil
  ) {
    source = .arriving(pull: pull, pour: pour)
  }

  /// A body that is there already.
  init(chunks: [HTTPChunk]) { source = .whole(chunks) }

  /// A body that is there already.
  package init(_ bytes: [UInt8]) { self.init(chunks: bytes.isEmpty ? [] : [HTTPChunk(bytes)]) }

  /// Reads the body to its end. For what is done quickly with each chunk and keeps none of it: writing it down.
  ///
  /// - Throws: what `sink` throws, which ends the reading, and what the transport throws.
  package func drain(_ sink: @escaping Sink) async throws {
    if case .arriving(_, let pour?) = source { return try await pour(sink) }
    for try await chunk in self { try sink(chunk) }
  }

  package func makeAsyncIterator() -> Iterator {
    switch source {
    case .whole(let chunks): Iterator(rest: chunks[...], pull: nil)
    case .arriving(let pull, _): Iterator(rest: [], pull: pull)
    }
  }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate var rest: ArraySlice<HTTPChunk>
    fileprivate let pull: (@Sendable () async throws -> HTTPChunk?)?

    package mutating func next() async throws -> HTTPChunk? {
      if let pull { try await pull() } else { rest.popFirst() }
    }
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
