import Digest
import Glibc
import WorkflowModel

/// Reads whole files for what they hold.
enum FileReading {
  private static let pieceSize = 1 << 20
  /// After so many pieces others may have the thread.
  private static let burst = 64

  /// - Throws: ``ExecutionError`` when the file cannot be read; `CancellationError`.
  static func identity(of path: String) async throws -> ContentIdentity {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw ExecutionError(doing: "read", path: path, number: errno, writing: false) }
    defer { close(file) }
    posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL)
    var checksum = CRC64()
    var size: Int64 = 0
    while true {
      try Task.checkCancellation()
      let count = try read(file, path, into: &checksum)
      size += count.bytes
      if count.isEnd { return ContentIdentity(crc64: checksum.value, size: size) }
      await Task.yield()
    }
  }

  private static func read(
    _ file: Int32, _ path: String, into checksum: inout CRC64
  ) throws -> (bytes: Int64, isEnd: Bool) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 64)
    defer { buffer.deallocate() }
    var bytes: Int64 = 0
    for _ in 0..<burst {
      let count = Glibc.read(file, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ExecutionError(doing: "read", path: path, number: errno, writing: false) }
      if count == 0 { return (bytes, true) }
      checksum.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      bytes += Int64(count)
    }
    return (bytes, false)
  }
}
