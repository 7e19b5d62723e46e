import Concurrency
import Digest
import TaskFolder
import WorkflowModel

/// Brings remote inputs to this machine, each once a run.
///
/// Every address has a folder of its own, `inputs-cache/<digest of the address>/<name>`, since addresses may nest
/// (`http://host/data` and `http://host/data/index.txt`) and hold signatures.
struct InputCache: Sendable {
  /// How many inputs of one call, and files of one folder, are brought at a time.
  private static let width = 8

  private let folder: String
  private let storages: StorageTable
  /// By the place on this machine. They belong to no call: others may wait for the same.
  private let transfers = SharedWork<String, Void>()

  init(folder: String, storages: StorageTable) {
    self.folder = folder
    self.storages = storages
  }

  /// The request with every remote input replaced by its copy on this machine.
  ///
  /// When the calling task is cancelled, this throws at once; what nobody else waits for is no longer brought.
  ///
  /// - Throws: ``ExecutionError`` of the storage when an input cannot be had.
  func bring(_ request: TaskRequest) async throws -> TaskRequest {
    let sources = try await request.inputs.map(\.source).concurrentMap(width: Self.width) { try await self.bring($0) }
    var request = request
    for (index, source) in sources.enumerated() { request.inputs[index].source = source }
    return request
  }

  /// Ends all transfers; returns when they have ended.
  func close() async { await transfers.close() }

  private func bring(_ source: TaskInput.Source) async throws -> TaskInput.Source {
    switch source {
    case .file(let file) where !file.isLocal:
      let path = place(of: file, address: file.location)
      try await transfers.value(for: path) { [storages] in
        try onDisk { () throws(FileSystemError) in try Disk.makeFolder(Disk.parent(of: path)) }
        try await storages.storage(of: file).download(file, to: path)
      }
      return .file(FileReference(path))
    case .folder(let folder) where !folder.isLocal:
      let path = place(of: folder, address: folder.location + "/")
      try await transfers.value(for: path) { [storages] in try await Self.bringFolder(folder, to: path, storages) }
      return .folder(FileReference(path))
    case .file, .folder, .content: return source
    }
  }

  /// - Parameter address: ends with a slash for a folder, since in S3 a file may have the same name.
  private func place(of file: FileReference, address: String) -> String {
    folder + "/" + ContentDigest.short(of: Array(address.utf8)) + "/" + Self.fitting(file.name)
  }

  /// A name that every file system takes: its end, of at most 200 bytes.
  private static func fitting(_ name: String) -> String {
    switch name {
    case "", ".", "..": "_"
    default: String(name.unicodeScalars.suffix(50))
    }
  }

  private static func bringFolder(_ folder: FileReference, to path: String, _ storages: StorageTable) async throws {
    let storage = try storages.storage(of: folder)
    let content = try await storage.content(of: folder)
    let (files, emptyFolders) = (content.files.map(\.reference), content.emptyFolders.filter { $0 != folder })
    let names = try CachedNames(of: files + emptyFolders, in: folder).names
    try onDisk { () throws(FileSystemError) in
      try Disk.makeFolder(path)
      for name in names[files.count...] { try Disk.makeFolder(path + "/" + name) }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, (file, name)) in zip(files, names).enumerated() {
        if number >= width { try await group.next() }
        group.addTask {
          let target = path + "/" + name
          try onDisk { () throws(FileSystemError) in try Disk.makeFolder(Disk.parent(of: target)) }
          try await storage.download(file, to: target)
        }
      }
      try await group.waitForAll()
    }
  }
}
