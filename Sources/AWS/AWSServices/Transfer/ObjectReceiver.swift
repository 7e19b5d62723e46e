import AWSClient
import Synchronization

/// Takes the bytes of one request for an object, or for a part of it, into an open file. When the connection breaks, the
/// next attempt asks for what is missing, of the same object.
final class ObjectReceiver: Sendable {
  private struct State {
    var done: Int64 = 0
    var checksum: Checksum?
    /// Of the first answer, which tells of everything that was asked for.
    var response: GetObjectResponse?
  }

  private let request: GetObjectRequest
  private let file: OpenFile
  /// Where in the file the first byte goes.
  private let offset: Int64
  /// Computed of what comes; nil to take the one that the answer names.
  private let algorithm: ChecksumAlgorithm?
  private let state = Mutex(State())

  init(_ request: GetObjectRequest, into file: OpenFile, at offset: Int64 = 0, algorithm: ChecksumAlgorithm? = nil) {
    self.request = request
    self.file = file
    self.offset = offset
    self.algorithm = algorithm
  }

  /// - Returns: the answer, and the checksum of the bytes where one is computed.
  /// - Throws: ``AWSError``, of kind `file` when the disk is full.
  func receive(with client: S3Client) async throws -> (response: GetObjectResponse, checksum: Checksum?) {
    try await client.send(to: request.bucket, { S3Client.build(self.missing) }) { response in
      try await self.take(response)
    }
  }

  /// What asks for the bytes that are not there yet.
  private var missing: GetObjectRequest {
    state.withLock { state in
      guard state.done > 0, let known = state.response, let length = known.contentLength, state.done < length,
        let tag = known.eTag
      else {
        state = State()
        return request
      }
      var rest = request
      let start = request.range?.lowerBound ?? 0
      rest.range = (start + state.done)...(start + length - 1)
      rest.ifMatch = tag
      rest.asksForChecksum = false
      return rest
    }
  }

  private func take(_ response: HTTPResponse) async throws -> (response: GetObjectResponse, checksum: Checksum?) {
    let told = GetObjectResponse(response.fields)
    // The whole in place of a part would be written over its neighbours.
    guard request.range == nil || response.status == 206 else {
      throw AWSResponseError("a part of the object was asked for, and the answer is another: HTTP \(response.status)")
    }
    let first = begin(told, status: response.status, range: response.fields["content-range"])
    try await response.body.drain { try self.write($0) }
    let (done, checksum) = state.withLock { ($0.done, $0.checksum) }
    if let expected = first.contentLength, done != expected {
      throw HTTPTransportError.connectionLost(reason: "\(done) of \(expected) bytes came")
    }
    return (first, checksum)
  }

  /// Gets ready for the body of an answer: the rest, or everything from the beginning.
  private func begin(_ told: GetObjectResponse, status: Int, range: String?) -> GetObjectResponse {
    state.withLock { state in
      let start = (request.range?.lowerBound ?? 0) + state.done
      if let first = state.response, status == 206, range?.hasPrefix("bytes \(start)-") == true { return first }
      let kind = algorithm ?? told.checksum?.algorithm
      state = State(checksum: kind.map { Checksum($0) }, response: told)
      return told
    }
  }

  private func write(_ chunk: HTTPChunk) throws {
    try chunk.withUnsafeBytes { bytes in
      let place = state.withLock { $0.done }
      try LocalFile.write(bytes, to: file.descriptor, offset: offset + place, path: file.path)
      state.withLock { state in
        state.checksum?.update(bytes)
        state.done += Int64(bytes.count)
      }
    }
  }
}
