import Glibc
import SourceText
import TaskFolder
import WorkflowModel

/// Files that the program writes where it is told to.
enum OutputsFile {
  /// Looks before a run whether its outputs will have a place.
  ///
  /// - Throws: ``ExecutionError`` (`notWritable`) when the folder is not there or cannot be written to, or the path is
  ///   that of a folder.
  static func check(_ path: String, shownAs shown: String) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw ExecutionError(
        .notWritable, "the outputs cannot be written to \(shown): it is a folder",
        help: "name a file: --outputs out.json")
    }
    let place = isWrittenThrough(path) ? path : FileReference(path).parent.location
    guard access(place, W_OK) == 0 || errno == ENOENT && place == path else {
      let reason = String(cString: strerror(errno))
      throw ExecutionError(
        .notWritable, "the outputs cannot be written to \(shown): \(place): \(reason)",
        help: "make the folder, or name another")
    }
  }

  /// Replaces the file as a whole; a device, a pipe or what a link leads to (`/dev/null`, `/dev/stdout`) stays and is
  /// written to. A text with addresses that hold secrets is for its owner only.
  ///
  /// - Parameter name: what is written, for messages: `the outputs`.
  static func write(_ text: String, to path: String, as name: String = "the outputs") throws {
    let mode: UInt32 = WebText.redacted(text) == text ? 0o666 : 0o600
    do throws(FileSystemError) {
      if isWrittenThrough(path) {
        try writeThrough(Array(text.utf8), to: path, mode: mode)
      } else {
        try Disk.write(Array(text.utf8), to: path, mode: mode)
      }
    } catch {
      throw ExecutionError(.notWritable, "\(name) cannot be written to \(path)", cause: error)
    }
  }

  /// Whether something stands at the path that a file must not take the place of.
  private static func isWrittenThrough(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// Whether a file is there that a new one would take the place of.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func writeThrough(_ bytes: [UInt8], to path: String, mode: UInt32) throws(FileSystemError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw FileSystemError("write", path) }
    defer { close(file) }
    var status = stat()
    if mode & 0o077 == 0, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG { fchmod(file, mode) }
    try Disk.append(bytes, to: file, path)
  }
}
