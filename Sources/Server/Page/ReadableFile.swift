import Glibc
import ServerModel
import TaskFolder
import WorkflowModel

/// A file that is sent piece by piece.
protocol ReadableFile: Sendable {
  /// In bytes, when it was looked at.
  var size: Int64 { get }

  /// At most `count` bytes from a place on; none at its end.
  func read(from start: Int64, count: Int) async throws -> [UInt8]
}

/// A file of this machine, open: what its name is given to later changes nothing.
final class OpenFile: ReadableFile {
  private let file: Int32
  let size: Int64

  /// Opens a regular file that lies below a folder when every link is followed; nil for any other.
  init?(_ path: String, below folder: String) {
    // A pipe that a task made must not hold anybody up.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let place = Disk.target(of: "/proc/self/fd/\(file)"), let real = (try? Disk.realPath(of: folder)) ?? nil,
      place.hasPrefix(real + "/")
    else {
      close(file)
      return nil
    }
    self.file = file
    size = Int64(status.st_size)
  }

  deinit { close(file) }

  func read(from start: Int64, count: Int) throws -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while true {
        let read = pread(file, buffer.baseAddress, count, off_t(start))
        if read < 0, errno == EINTR { continue }
        if read < 0 { failure = errno }
        filled = max(0, read)
        return
      }
    }
    guard failure == 0 else { throw ExecutionError(.notReadable, "cannot read the file: error \(failure)") }
    return bytes
  }
}

/// A file that the host reads.
struct RemoteFile: ReadableFile {
  let reference: FileReference
  let size: Int64
  let reader: any RunReader

  func read(from start: Int64, count: Int) async throws -> [UInt8] {
    try await reader.read(reference, from: start, count: count)
  }
}
