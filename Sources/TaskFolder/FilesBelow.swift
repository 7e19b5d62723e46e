import Glibc

/// What lies below a folder, however deep.
package struct FolderContent: Sendable {
  /// Sorted by path.
  package fileprivate(set) var files: [(path: String, status: FileStatus)] = []
  /// The folders that hold neither files nor folders, the folder itself among them if it is one.
  package fileprivate(set) var emptyFolders: [String] = []
  /// What is neither: links that lead nowhere, pipes, sockets, devices.
  package fileprivate(set) var others: [String] = []
}

extension Disk {
  /// All files and empty folders below a folder; links are followed, a folder that holds itself is entered once. Names that
  /// are not UTF-8 cannot be told: they are an error (`EILSEQ`).
  package static func content(of folder: String) throws(FileSystemError) -> FolderContent {
    guard let status = try status(of: folder) else {
      throw FileSystemError("list", folder, number: ENOENT, isWriting: false)
    }
    var content = FolderContent()
    try add(folder, status, within: [], to: &content)
    content.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return content
  }

  /// The files of ``content(of:)``.
  package static func filesBelow(_ folder: String) throws(FileSystemError) -> [(path: String, status: FileStatus)] {
    try content(of: folder).files
  }

  private static func add(
    _ folder: String, _ status: FileStatus, within: [FileStatus], to content: inout FolderContent
  ) throws(FileSystemError) {
    guard !within.contains(where: { $0.device == status.device && $0.inode == status.inode }) else { return }
    var isEmpty = true
    for name in try names(in: Array(folder.utf8CString)) {
      let text = String(validating: name.dropLast().lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard let text else {
        throw FileSystemError("list", folder + "/" + readable(name), number: EILSEQ, isWriting: false)
      }
      let path = folder + "/" + text
      guard let below = try Self.status(of: path) else {
        content.others.append(path)
        continue
      }
      switch below.kind {
      case .file: content.files.append((path, below))
      case .folder: try add(path, below, within: within + [status], to: &content)
      case .link, .other:
        content.others.append(path)
        continue
      }
      isEmpty = false
    }
    if isEmpty { content.emptyFolders.append(folder) }
  }
}
