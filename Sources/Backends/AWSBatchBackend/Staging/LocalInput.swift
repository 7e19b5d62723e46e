import AWSClient
import Digest
import TaskFolder
import WorkflowModel

/// A file or folder of this machine as it is now: what tells whether it has been uploaded already.
struct LocalInput: Hashable, Sendable {
  let path: String
  let size: Int64
  /// Nanoseconds since 1970.
  let modified: Int64
  let isFolder: Bool

  /// - Throws: ``ExecutionError`` when there is no such file or folder, or it may not be looked at.
  init(path: String) throws {
    guard let status = try Self.onDisk({ () throws(FileSystemError) in try Disk.status(of: path) }) else {
      throw ExecutionError(.fileNotFound, "cannot upload \(path): there is no such file")
    }
    self.init(path: path, status)
  }

  private init(path: String, _ status: FileStatus) {
    self.path = path
    isFolder = status.kind == .folder
    size = isFolder ? 0 : status.size
    modified = status.modified
  }

  private static func onDisk<Value>(_ body: () throws(FileSystemError) -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: error.isWriting)
    }
  }

  /// Names the content in S3: the same file unchanged has the same digest.
  var digest: String { String(SHA256.hexadecimal(of: "\(path)\n\(size)\n\(modified)").prefix(16)) }

  /// The last part of the path.
  var name: String { FileReference(path).name }

  /// The files below this folder, sorted by path, and the folders there that hold nothing.
  ///
  /// - Throws: ``ExecutionError`` when a folder cannot be read.
  func content() throws -> (files: [LocalInput], emptyFolders: [String]) {
    let content = try Self.onDisk { () throws(FileSystemError) in try Disk.content(of: path) }
    return (content.files.map { LocalInput(path: $0.path, $0.status) }, content.emptyFolders)
  }

  /// Names the content of a folder: changes when a file in it does.
  static func digest(of folder: LocalInput, files: [LocalInput], emptyFolders: [String]) -> String {
    let lines = files.map { "\($0.path)\n\($0.size)\n\($0.modified)" } + emptyFolders
    return String(SHA256.hexadecimal(of: ([folder.path] + lines).joined(separator: "\n")).prefix(16))
  }
}
