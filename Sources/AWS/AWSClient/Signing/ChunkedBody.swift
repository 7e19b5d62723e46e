/// A body in aws-chunked encoding: chunks with their lengths, signatures where they are asked for, and a trailer.
package struct ChunkedBody: Sendable {
  private let body: HTTPBody
  private let payload: StreamingPayload
  private let checksum: ChecksumAlgorithm?
  private let chunkSize: Int

  /// - Parameters:
  ///   - checksum: of the trailer; needed when the payload has one.
  ///   - chunkSize: of signed bodies at least 8 KiB; all chunks but the last have this size.
  package init(
    _ body: HTTPBody, payload: StreamingPayload, checksum: ChecksumAlgorithm?, chunkSize: Int = 256 * 1024
  ) {
    self.body = body
    self.payload = payload
    self.checksum = payload.hasTrailer ? checksum : nil
    self.chunkSize = chunkSize
  }

  /// The fields that announce this encoding; they are signed with the head.
  package func announce(in fields: inout HTTPFields) {
    fields["Content-Encoding"] = fields["Content-Encoding"].map { "aws-chunked,\($0)" } ?? "aws-chunked"
    fields["X-Amz-Decoded-Content-Length"] = String(body.length)
    if let checksum { fields["X-Amz-Trailer"] = checksum.fieldName }
  }

  /// The body as it goes over the wire.
  package func encoded(signer: ChunkSigner) -> HTTPBody {
    .stream(length: encodedLength) {
      ChunkedEncoder(
        source: HTTPBodyReader(body, chunkSize: chunkSize), chunkSize: chunkSize,
        signer: payload.isSigned ? signer : nil, checksum: checksum.map { Checksum($0) })
    }
  }

  /// How many bytes the encoding has.
  var encodedLength: Int64 {
    let full = body.length / Int64(chunkSize)
    let rest = body.length % Int64(chunkSize)
    var length = full * frameLength(Int64(chunkSize)) + frameLength(0) - 2
    if rest > 0 { length += frameLength(rest) }
    if let checksum {
      let digits = Checksum(checksum).base64.utf8.count
      length += Int64(checksum.fieldName.utf8.count + 1 + digits + 2)
      if payload.isSigned { length += Int64("x-amz-trailer-signature:".utf8.count + 64 + 2) }
    }
    return length + 2
  }

  private func frameLength(_ count: Int64) -> Int64 {
    let signature = payload.isSigned ? ";chunk-signature=".utf8.count + 64 : 0
    return Int64(String(count, radix: 16).utf8.count + signature + 2) + count + 2
  }
}

/// Turns plain chunks into aws-chunked frames.
private struct ChunkedEncoder: HTTPChunkSource {
  var source: HTTPBodyReader
  let chunkSize: Int
  var signer: ChunkSigner?
  var checksum: Checksum?
  var pending: [UInt8] = []
  var isAtEnd = false

  mutating func next() async throws -> [UInt8]? {
    if isAtEnd { return nil }
    while pending.count < chunkSize, let bytes = try await source.next() {
      checksum?.update(bytes)
      pending += bytes
    }
    guard !pending.isEmpty else {
      isAtEnd = true
      return end()
    }
    let chunk = pending.count <= chunkSize ? pending : Array(pending[..<chunkSize])
    pending.removeFirst(chunk.count)
    var frame = head(of: chunk)
    frame.reserveCapacity(frame.count + chunk.count + 2)
    frame += chunk
    frame += [0x0D, 0x0A]
    return frame
  }

  private mutating func head(of chunk: [UInt8]) -> [UInt8] {
    let signature = signer?.signature(of: chunk)
    return Array((String(chunk.count, radix: 16) + (signature.map { ";chunk-signature=\($0)" } ?? "") + "\r\n").utf8)
  }

  private mutating func end() -> [UInt8] {
    var frame = head(of: [])
    if let checksum {
      let name = checksum.algorithm.fieldName
      frame += Array("\(name):\(checksum.base64)\r\n".utf8)
      if let signature = signer?.signature(ofTrailer: name, checksum.base64) {
        frame += Array("x-amz-trailer-signature:\(signature)\r\n".utf8)
      }
    }
    return frame + [0x0D, 0x0A]
  }
}
