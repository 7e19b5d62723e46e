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
    let folder = FileReference(path).parent.location
    guard access(folder, W_OK | X_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      throw ExecutionError(
        .notWritable, "the outputs cannot be written to \(shown): \(folder): \(reason)",
        help: "make the folder, or name another")
    }
  }

  /// Replaces the file as a whole. A text with addresses that hold secrets is for its owner only.
  ///
  /// - Parameter name: what is written, for messages: `the outputs`.
  static func write(_ text: String, to path: String, as name: String = "the outputs") throws {
    do throws(FileSystemError) {
      try Disk.write(Array(text.utf8), to: path, mode: WebText.redacted(text) == text ? 0o666 : 0o600)
    } catch {
      throw ExecutionError(.notWritable, "\(name) cannot be written to \(path)", cause: error)
    }
  }
}
