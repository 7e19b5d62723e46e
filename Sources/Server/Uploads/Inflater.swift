import CZlib

/// Takes raw DEFLATE (RFC 1951) apart, piece by piece.
final class Inflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var isAtEnd = false

  private static let pieceSize = 65_536

  /// Nil when there is no memory for it.
  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Hands what more input tells to `take`, at most 64 KiB at a time.
  ///
  /// - Returns: how many bytes of the input come after the end of the stream; nil when it is damaged.
  func feed(_ input: [UInt8], _ take: (ArraySlice<UInt8>) throws -> Void) rethrows -> Int? {
    var input = input
    return try input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      defer { stream.pointee.next_in = nil }
      var output = [UInt8](repeating: 0, count: Self.pieceSize)
      while !isAtEnd {
        let status = output.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          return inflate(stream, Z_NO_FLUSH)
        }
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
        isAtEnd = status == Z_STREAM_END
        let count = Self.pieceSize - Int(stream.pointee.avail_out)
        if count > 0 { try take(output[..<count]) }
        if count < Self.pieceSize, stream.pointee.avail_in == 0 { break }
      }
      return Int(stream.pointee.avail_in)
    }
  }
}
