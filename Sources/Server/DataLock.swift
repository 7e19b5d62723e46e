import Glibc
import ServerModel
import WorkflowModel

/// The right to serve from a folder of data: one process has it at a time, and loses it when it ends, however it ends.
final class DataLock: Sendable {
  private let file: Int32

  /// - Throws: ``ExecutionError`` (`conflict`) when another server has it.
  init(_ settings: ServerSettings) throws {
    let path = settings.dataFolder + "/lock"
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw ExecutionError(doing: "write", path: path, number: errno, writing: true) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(file)
      throw ExecutionError(
        .conflict, "another server uses \(settings.dataFolder)", help: "end it, or name another folder with --data")
    }
  }

  deinit { close(file) }
}
