import Glibc
import TaskFolder
import WorkflowModel

/// Small files that people write: inputs, configuration.
enum TextFile {
  /// - Parameter name: the path as the user wrote it.
  /// - Throws: ``ExecutionError`` that says what is wrong with the path.
  static func read(_ path: String, shownAs name: String) throws -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw ExecutionError(.fileNotFound, "there is no file \(name)", help: "check the path")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw ExecutionError(.notReadable, "\(name) is a folder, not a file")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ExecutionError(.notReadable, "\(name) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    return try bytes(of: descriptor, name)
  }

  private static func bytes(of descriptor: Int32, _ name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw ExecutionError(.notReadable, "\(name) cannot be read: \(String(cString: strerror(errno)))")
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
