import TaskFolder
import WorkflowModel

/// Runs file operations; what the system refuses becomes an ``ExecutionError``.
func onDisk<Value>(_ body: () throws(FileSystemError) -> Value) throws -> Value {
  do {
    return try body()
  } catch {
    throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: error.isWriting)
  }
}
