import Glibc
import JSONText
package import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Reads the whole lines of a journal from a place on, a few mebibytes at a time.
package final class JournalReader {
  private let file: Int32
  private let path: String

  private static let chunk = 4 << 20
  /// How many bytes before a place tell whether the file is still the one that was read up to there.
  private static let seamLength = 256

  /// - Throws: ``FileSystemError`` when it cannot be read.
  package init(_ path: String) throws(FileSystemError) {
    file = open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    guard file >= 0 else { throw FileSystemError("read", path, isWriting: false) }
  }

  deinit { close(file) }

  /// Hands over line after line, without their line feeds, until `body` says that it has enough or the last line feed
  /// has been reached: what follows it is still being written, or was torn by a crash.
  ///
  /// - Returns: where the next line begins.
  package func lines(
    from offset: Int64, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(FileSystemError) -> Int64 {
    var offset = offset
    var size = Self.chunk
    while true {
      let bytes = try read(size, at: offset)
      let (used, goesOn) = bytes.withUnsafeBufferPointer { Self.lines(in: $0, body) }
      offset += Int64(used)
      if !goesOn || bytes.count < size { return offset }
      // One line is longer than what was read.
      if used == 0 { size *= 2 }
    }
  }

  private static func lines(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> (used: Int, goesOn: Bool) {
    guard let start = bytes.baseAddress else { return (0, true) }
    var place = 0
    while place < bytes.count, let end = memchr(start + place, 0x0A, bytes.count - place) {
      let length = UnsafeRawPointer(end) - UnsafeRawPointer(start + place)
      let goesOn = body(UnsafeBufferPointer(start: start + place, count: length))
      place += length + 1
      if !goesOn { return (place, false) }
    }
    return (place, true)
  }

  /// A fingerprint of what stands before a place.
  func seam(at offset: Int64) throws(FileSystemError) -> Int64 {
    let start = max(0, offset - Int64(Self.seamLength))
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in try read(Int(offset - start), at: start) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64(bitPattern: hash)
  }

  private func read(_ count: Int, at offset: Int64) throws(FileSystemError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let start = buffer.baseAddress {
        let more = pread(file, start + filled, count - filled, off_t(offset) + off_t(filled))
        if more < 0, errno == EINTR { continue }
        if more < 0 { failure = errno }
        guard more > 0 else { return }
        filled += more
      }
    }
    guard failure == 0 else { throw FileSystemError("read", path, number: failure, isWriting: false) }
    return bytes
  }
}
