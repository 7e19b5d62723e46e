import TaskFolder
package import WorkflowModel

/// The files of this machine, by absolute path.
package struct FileStorage: Storage {
  package let schemes: [String?] = [nil]

  package init() {}

  package func read(_ file: FileReference, limit: Int) async throws -> [UInt8] {
    try onDisk { () throws(FileSystemError) in try Disk.read(file.location, limit: limit) }
  }

  package func readTail(_ file: FileReference, count: Int) async throws -> [UInt8] {
    try onDisk { () throws(FileSystemError) in try Disk.readTail(file.location, count: count) }
  }

  package func write(_ bytes: [UInt8], to file: FileReference) async throws {
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(Disk.parent(of: file.location))
      try Disk.write(bytes, to: file.location)
    }
  }

  package func look(at file: FileReference) async throws -> StorageEntry? {
    try onDisk { () throws(FileSystemError) in try entry(file) }
  }

  /// Read from the first byte to the last.
  package func identity(of file: FileReference) async throws -> ContentIdentity? {
    try await FileReading.identity(of: file.location)
  }

  /// Links to files and folders are followed; a folder that holds itself is entered once.
  package func list(_ folder: FileReference) async throws -> [StorageEntry] { try await content(of: folder).files }

  package func content(of folder: FileReference) async throws -> FolderListing {
    try onDisk { () throws(FileSystemError) in
      let content = try Disk.content(of: folder.location)
      return FolderListing(
        files: content.files.map { StorageEntry(FileReference($0.path), $0.status) },
        emptyFolders: content.emptyFolders.map { FileReference($0) })
    }
  }

  package func download(_ file: FileReference, to path: String) async throws {
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(Disk.parent(of: path))
      try Disk.copy(file.location, to: path)
    }
  }

  package func upload(_ path: String, to file: FileReference) async throws {
    try await download(FileReference(path), to: file.location)
  }

  package func copy(_ file: FileReference, to target: FileReference) async throws {
    try await download(file, to: target.location)
  }

  package func delete(_ file: FileReference) async throws {
    try onDisk { () throws(FileSystemError) in try Disk.removeTree(file.location) }
  }

  private func entry(_ file: FileReference) throws(FileSystemError) -> StorageEntry? {
    try Disk.status(of: file.location).map { StorageEntry(file, $0) }
  }

  private func onDisk<Value>(_ body: () throws(FileSystemError) -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: error.isWriting)
    }
  }
}

extension StorageEntry {
  fileprivate init(_ file: FileReference, _ status: FileStatus) {
    let isFolder = status.kind == .folder
    self.init(
      reference: file, isFolder: isFolder, size: isFolder ? 0 : status.size,
      version: isFolder ? nil : status.version)
  }
}
