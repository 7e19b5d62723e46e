import SourceText
import TaskFolder
import WorkflowModel

/// Files that the program writes where it is told to.
enum OutputsFile {
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
