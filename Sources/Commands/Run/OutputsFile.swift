import TaskFolder
import WorkflowModel

/// The file that `--outputs` names.
enum OutputsFile {
  /// Replaces the file as a whole.
  static func write(_ text: String, to path: String) throws {
    do throws(FileSystemError) {
      try Disk.write(Array(text.utf8), to: path)
    } catch {
      throw ExecutionError(.notWritable, "the outputs cannot be written to \(path)", cause: error)
    }
  }
}
