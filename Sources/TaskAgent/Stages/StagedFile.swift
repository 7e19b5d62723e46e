import TaskFolder

/// An input as it lay on the disk when the command started, and where it came from.
struct StagedFile: Hashable, Sendable {
  let source: StoredObject
  /// Size, time and identity of the file right after it was brought.
  let status: FileStatus
}

/// The inputs that were brought: what tells an output that is an input in disguise.
struct StagedInputs: Sendable {
  /// A file on a disk, whatever its names.
  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64

    init(_ status: FileStatus) {
      device = status.device
      inode = status.inode
    }
  }

  /// Everything below a prefix, brought into one folder.
  struct Folder: Hashable, Sendable {
    /// Where it came from, without a slash at the end.
    let url: String
    /// How many files it has.
    let count: Int
  }

  private var files: [Identity: StagedFile] = [:]
  /// By real path.
  private var folders: [String: Folder] = [:]

  mutating func add(_ file: StagedFile) { files[Identity(file.status)] = file }

  mutating func add(_ folder: Folder, realPath: String) { folders[realPath] = folder }

  /// Where a file came from, when it is an input under whatever name and the command has not changed it.
  func source(of status: FileStatus) -> StoredObject? {
    guard let file = files[Identity(status)], file.status == status else { return nil }
    return file.source
  }

  func folder(realPath: String) -> Folder? { folders[realPath] }
}
