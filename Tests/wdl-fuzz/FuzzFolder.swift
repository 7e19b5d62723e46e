import TaskFolder

/// The documents of folders.
enum FuzzFolder {
  /// In the order of their paths; no file twice, none larger than 100 kB.
  static func documents(of folders: [String]) throws -> [(name: String, bytes: [UInt8])] {
    var documents: [(name: String, bytes: [UInt8])] = []
    for folder in folders {
      for (path, status) in try Disk.filesBelow(folder) where path.hasSuffix(".wdl") && status.size < 100_000 {
        documents.append((path, try Disk.read(path)))
      }
    }
    return documents
  }
}
