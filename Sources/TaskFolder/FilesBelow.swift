import Glibc

extension Disk {
  /// All files below a folder, however deep, sorted by path; links are followed, a folder that holds itself is entered
  /// once. Names that are not UTF-8 cannot be told: they are an error (`EILSEQ`).
  package static func filesBelow(_ folder: String) throws(FileSystemError) -> [(path: String, status: FileStatus)] {
    var found: [(path: String, status: FileStatus)] = []
    guard let status = try status(of: folder) else {
      throw FileSystemError("list", folder, number: ENOENT, isWriting: false)
    }
    try addFiles(below: folder, status, within: [], to: &found)
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func addFiles(
    below folder: String, _ status: FileStatus, within: [FileStatus],
    to found: inout [(path: String, status: FileStatus)]
  ) throws(FileSystemError) {
    guard !within.contains(where: { $0.device == status.device && $0.inode == status.inode }) else { return }
    for name in try names(in: Array(folder.utf8CString)) {
      let text = String(validating: name.dropLast().lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard let text else {
        throw FileSystemError("list", folder + "/" + readable(name), number: EILSEQ, isWriting: false)
      }
      let path = folder + "/" + text
      guard let below = try Self.status(of: path) else { continue }
      switch below.kind {
      case .file: found.append((path, below))
      case .folder: try addFiles(below: path, below, within: within + [status], to: &found)
      case .link, .other: break
      }
    }
  }
}
