import AWSClient
import AWSServices
import HTTPStorage
import S3Storage
import TaskFolder
import WorkflowModel

/// Finds the files that the user's sources stand for.
struct SourceExpansion: Sendable {
  let ways: TransferWays
  let isRecursive: Bool
  /// Whether `*`, `?` and `[…]` in keys stand for something.
  let hasPatterns: Bool

  /// - Throws: ``ExecutionError`` that says what is missing, or that a folder needs `--recursive`.
  func find(_ address: TransferAddress) async throws -> FoundSource {
    switch address.place {
    case .file(let path): try files(address, path)
    case .web: try await page(address)
    case .object(let object):
      if hasPatterns, let pattern = KeyPattern(object.key) {
        try await matches(address, object.bucket, pattern)
      } else {
        try await objects(address, object)
      }
    }
  }

  private func needsRecursion(_ address: TransferAddress) -> ExecutionError {
    ExecutionError(.configuration, "\(address.text) is a folder", help: "copy what is in it by -r")
  }

  private func missing(_ address: TransferAddress, _ help: String) -> ExecutionError {
    ExecutionError(.fileNotFound, "there is no \(address.text)", help: help)
  }

  // MARK: This machine

  private func files(_ address: TransferAddress, _ path: String) throws -> FoundSource {
    guard let status = try onDisk({ () throws(FileSystemError) in try Disk.status(of: path) }) else {
      let isPattern = path.contains { "*?[".contains($0) }
      throw missing(
        address,
        isPattern ? "the shell replaces patterns of this machine's files: leave the quotes away" : "check the path")
    }
    guard status.kind == .folder else {
      return FoundSource(address, .file, [Self.file(path, status, named: FileReference(path).name)])
    }
    guard isRecursive else { throw needsRecursion(address) }
    let folder = FileReference(path).location
    let content = try onDisk { () throws(FileSystemError) in try Disk.content(of: folder) }
    let found = content.files.filter { !Self.isUnfinished($0.path) }.map { file in
      Self.file(
        file.path, file.status, named: String(decoding: file.path.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self))
    }
    return FoundSource(address, .folder, found, passedOver: content.others)
  }

  private static func file(_ path: String, _ status: FileStatus, named name: String) -> FoundFile {
    FoundFile(
      .file(path), size: status.size, path: name, modified: UnixTime(seconds: Double(status.modified) / 1e9))
  }

  /// What an interrupted download has left belongs to nobody else.
  private static func isUnfinished(_ path: String) -> Bool {
    let name = FileReference(path).name
    return name.hasPrefix(".martlet-") && name.hasSuffix(".part")
  }

  // MARK: The web

  private func page(_ address: TransferAddress) async throws -> FoundSource {
    guard case .web(let url) = address.place else { return FoundSource(address, .file, []) }
    let reference = FileReference(url)
    guard let look = try await ways.webStorage().properties(of: reference) else {
      throw missing(address, "check the URL")
    }
    let name = PercentEncoding.decode(reference.name)
    return FoundSource(
      address, .file,
      [FoundFile(.web(url), size: look.size, path: name.isEmpty ? "index.html" : name, modified: look.lastModified)])
  }

  // MARK: S3

  private func objects(_ address: TransferAddress, _ object: ObjectAddress) async throws -> FoundSource {
    let client = try await ways.s3().client
    return try await doing("look at \(address.text)") {
      let isFolder = address.isSpelledAsFolder
      let file = isFolder ? nil : try await client.summary(of: object.key, in: object.bucket)
      let prefix = isFolder ? object.key : object.key + "/"
      if let file, !isRecursive {
        return FoundSource(address, .file, [Self.file(file, object.bucket, below: 0, named: Self.name(object.key))])
      }
      var found: [FoundFile] = []
      var isThere = false
      let request = ListObjectsV2Request(
        bucket: object.bucket, prefix: prefix.isEmpty ? nil : prefix, maxKeys: isRecursive ? nil : 1)
      for try await page in client.listObjectsV2Pages(request) {
        isThere = isThere || !page.contents.isEmpty
        guard isRecursive else { break }
        found += page.contents.filter { $0.key.utf8.count > prefix.utf8.count }
          .map { Self.file($0, object.bucket, below: prefix.utf8.count) }
      }
      if let file {
        guard !isThere else { throw Self.ambiguous(address) }
        return FoundSource(address, .file, [Self.file(file, object.bucket, below: 0, named: Self.name(object.key))])
      }
      guard isThere else { throw missing(address, "`martlet ls` shows what is there") }
      guard isRecursive else { throw needsRecursion(address) }
      return FoundSource(address, .folder, found)
    }
  }

  private static func ambiguous(_ address: TransferAddress) -> ExecutionError {
    ExecutionError(
      .configuration, "\(address.text) is an object, and a folder, too",
      help: "end it with a slash for the folder; leave -r away for the object")
  }

  private func matches(_ address: TransferAddress, _ bucket: String, _ pattern: KeyPattern) async throws -> FoundSource
  {
    let client = try await ways.s3().client
    return try await doing("look for \(address.text)") {
      var found: [FoundFile] = []
      let isOneLevel = pattern.isOneLevel && !isRecursive
      let request = ListObjectsV2Request(
        bucket: bucket, prefix: pattern.prefix.isEmpty ? nil : pattern.prefix, delimiter: isOneLevel ? "/" : nil)
      for try await page in client.listObjectsV2Pages(request) {
        let objects = page.contents.filter { object in
          isRecursive ? pattern.matchesOrHolds(object.key) : !object.key.hasSuffix("/") && pattern.matches(object.key)
        }
        found += objects.map { Self.file($0, bucket, below: pattern.folder.utf8.count) }
      }
      guard !found.isEmpty else {
        throw ExecutionError(
          .fileNotFound, "nothing matches \(address.text)",
          help: isRecursive
            ? "`martlet ls` shows what is there" : "`martlet ls` shows what is there; folders are taken with -r")
      }
      return FoundSource(address, .pattern, found)
    }
  }

  private static func file(
    _ object: ObjectSummary, _ bucket: String, below count: Int, named name: String? = nil
  ) -> FoundFile {
    FoundFile(
      .object(ObjectAddress(bucket: bucket, key: object.key)), size: object.size,
      path: name ?? String(decoding: object.key.utf8.dropFirst(count), as: UTF8.self), eTag: object.eTag,
      modified: object.lastModified)
  }

  private static func name(_ key: String) -> String {
    key.split(separator: "/", omittingEmptySubsequences: false).last.map { String($0) } ?? key
  }

  private func doing<Value>(_ action: String, _ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch { throw ExecutionError.from(error, while: "cannot " + action) }
  }
}
