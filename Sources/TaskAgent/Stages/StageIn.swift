import Digest
import TaskFolder
import TaskManifest

/// Brings a task's inputs to where the command expects them.
struct StageIn: Sendable {
  let store: any ObjectStore
  let inputs: [ManifestInput]
  /// The disk that has to hold them.
  let folder: String
  /// Of the host; nil for none.
  var cache: InputCache?
  /// How many objects are prepared at once; the store bounds how many are brought.
  var width = 32
  var freeSpace: @Sendable (_ folder: String) -> Int64? = { FreeSpace.bytes(at: $0) }

  private struct Download: Sendable {
    let object: ObjectAddress
    /// Bytes; nil when nobody has looked.
    let size: Int64?
    let etag: String?
    let path: String

    /// Nil when it is not known well enough to be found again.
    var version: InputCache.Version? {
      guard let size, let etag else { return nil }
      return InputCache.Version(object: object, size: size, etag: StoredObject.withoutQuotes(etag))
    }
  }

  /// - Throws: ``TaskResult/Failure`` when something is missing, has changed or does not fit, `CancellationError`, or
  ///   what the disk and the store throw.
  func callAsFunction() async throws -> StagedInputs {
    var staged = StagedInputs()
    var downloads: [Download] = []
    var folders: [(path: String, folder: StagedInputs.Folder)] = []
    for input in inputs {
      try Task.checkCancellation()
      switch input.source {
      case .text(let text):
        try Disk.makeFolder(Disk.parent(of: input.path))
        try Disk.write(Array(text.utf8), to: input.path)
      case .object(let url, let size, let etag):
        downloads.append(Download(object: try address(url), size: size, etag: etag, path: input.path))
      case .prefix(let url, let listing):
        let below = try await self.downloads(below: url, into: input.path)
        try check(below, of: url, into: input.path, listing)
        downloads += below
        folders.append((input.path, StagedInputs.Folder(url: Self.trimmed(url), count: below.count)))
      }
    }
    try checkSpace(for: downloads)
    let cached = try await cache?.admit(downloads.compactMap(\.version)) ?? []
    for file in try await bring(downloads, cached) { staged.add(file) }
    for (path, folder) in folders {
      if let real = try Disk.realPath(of: path) { staged.add(folder, realPath: real) }
    }
    return staged
  }

  private static func trimmed(_ url: String) -> String {
    var url = url
    while url.hasSuffix("/") { url.removeLast() }
    return url
  }

  private func address(_ url: String) throws -> ObjectAddress {
    guard let address = ObjectAddress(url) else {
      throw failure(.staging, "the input \(url) is not s3://BUCKET/KEY: this agent cannot bring it")
    }
    return address
  }

  private func downloads(below url: String, into folder: String) async throws -> [Download] {
    let address = try address(Self.trimmed(url))
    let prefix = address.key.isEmpty ? address : address.appending("")
    try Disk.makeFolder(folder)
    let objects = try await store.list(ObjectAddress(bucket: prefix.bucket, key: prefix.key.withSlash))
    guard !objects.isEmpty else { throw failure(.staging, "the input folder \(url) does not exist or is empty") }
    var downloads: [Download] = []
    for object in objects {
      let name = object.address.key.dropFirst(prefix.key.withSlash.count)
      if name.isEmpty { continue }
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      if name.hasSuffix("/"), object.size == 0, !parts.dropLast().contains(where: Self.isNoName) {
        try Disk.makeFolder(folder + "/" + name.dropLast())
        continue
      }
      guard !parts.contains(where: Self.isNoName) else {
        throw failure(.staging, "\(object.address) cannot be brought: its key is no path of files and folders")
      }
      downloads.append(
        Download(object: object.address, size: object.size, etag: object.etag, path: folder + "/" + name))
    }
    return downloads
  }

  private func check(_ below: [Download], of url: String, into folder: String, _ listing: String?) throws {
    guard let listing else { return }
    let files = below.map { (String($0.path.dropFirst(folder.count + 1)), $0.size ?? 0, $0.etag) }
    guard ListingDigest(files).hexadecimal != listing else { return }
    throw failure(.staging, "the input folder \(url) has changed since the task was written")
  }

  private static func isNoName(_ part: Substring) -> Bool { part.isEmpty || part == "." || part == ".." }

  private func checkSpace(for downloads: [Download]) throws {
    let needed = downloads.reduce(Int64(0)) { sum, download in
      let (total, overflow) = sum.addingReportingOverflow(max(0, download.size ?? 0))
      return overflow ? .max : total
    }
    guard needed > 0, let free = freeSpace(folder), needed > free else { return }
    throw failure(
      .diskFull, "the inputs need \(needed) bytes and the disk of \(folder) has \(free) left: ask for a larger disk")
  }

  private func bring(_ downloads: [Download], _ cached: Set<InputCache.Version>) async throws -> [StagedFile] {
    try await withThrowingTaskGroup(of: StagedFile.self) { group in
      var waiting = downloads.makeIterator()
      var files: [StagedFile] = []
      for _ in 0..<width {
        if let download = waiting.next() { group.addTask { try await bring(download, cached) } }
      }
      while let file = try await group.next() {
        files.append(file)
        if let download = waiting.next() { group.addTask { try await bring(download, cached) } }
      }
      return files
    }
  }

  private func bring(_ download: Download, _ cached: Set<InputCache.Version>) async throws -> StagedFile {
    try Disk.makeFolder(Disk.parent(of: download.path))
    var object: StoredObject?
    if let version = download.version, cached.contains(version) {
      object = try await cache?.bring(version, to: download.path)
    }
    let source =
      if let object { object } else {
        try await store.download(download.object, size: download.size, etag: download.etag, to: download.path)
      }
    guard let status = try Disk.status(of: download.path) else {
      throw FileSystemError("look at", download.path, number: 2, isWriting: false)
    }
    guard status.size == download.size ?? status.size else {
      throw failure(
        .staging,
        "\(download.object) has \(status.size) bytes and had \(download.size ?? 0) when the task was written: "
          + "it has changed since")
    }
    return StagedFile(source: source, status: status)
  }

  private func failure(_ cause: TaskResult.Failure.Cause, _ message: String) -> TaskResult.Failure {
    TaskResult.Failure(.stageIn, cause, message)
  }
}

extension String {
  /// A prefix that ends where a folder does; the whole bucket's stays empty.
  fileprivate var withSlash: String { isEmpty || hasSuffix("/") ? self : self + "/" }
}
