import AWSClient
import AWSServices
import Glibc
import HTTPStorage
import S3Storage
import Synchronization
import TaskFolder
import WorkflowModel

/// Copies one file from anywhere to anywhere; the target appears whole or not at all.
struct Copier: Sendable {
  enum Outcome: Hashable, Sendable {
    case copied(Int64)
    case skipped
  }

  let ways: TransferWays
  let standing: StandingFiles
  private let folders = MadeFolders()
  /// Whether what is there already is copied again.
  let isForced: Bool
  /// Whether what an interrupted copy of a large file has moved is kept and gone on with.
  let keepsParts: Bool

  init(ways: TransferWays, standing: StandingFiles, isForced: Bool, keepsParts: Bool) {
    self.ways = ways
    self.standing = standing
    self.isForced = isForced
    self.keepsParts = keepsParts
  }

  /// - Parameter moved: told the bytes of each part when it has been moved.
  /// - Throws: ``ExecutionError``, `CancellationError`.
  func copy(_ item: TransferItem, moved: @escaping @Sendable (Int64) -> Void) async throws -> Outcome {
    do {
      if !isForced, try await isThere(item) { return .skipped }
      switch (item.source.place, item.target) {
      case (.object(let object), .file(let path)): return try await download(object, item.source, to: path, moved)
      case (.file(let path), .object(let object)): return try await upload(path, item.source, to: object, moved)
      case (.object(let source), .object(let target)): return try await copy(source, item.source, to: target, moved)
      case (.web(let url), .file(let path)): return try await fetch(url, item.source, to: path, moved)
      case (.web(let url), .object(let object)): return try await carry(url, to: object, moved)
      default:
        throw ExecutionError(
          .unsupported, "cannot copy \(item.source.place.text) to \(item.target.text)", help: "use cp or curl")
      }
    } catch let error as AWSError where error.status == 412 {
      throw ExecutionError(
        .service, "\(item.source.place.text) changed while it was copied", help: "copy it again", cause: error)
    } catch {
      throw ExecutionError.from(error, while: "cannot copy \(item.source.place.text) to \(item.target.text)")
    }
  }

  // MARK: What is there already

  private func isThere(_ item: TransferItem) async throws -> Bool {
    switch SkipRule.decide(item, standing: try standing.standing(at: item.target)) {
    case .copy: return false
    case .skip: return true
    case .compareChecksums(let otherwise):
      guard case .object(let target) = item.target, let kept = try await checksum(of: target) else { return otherwise }
      switch item.source.place {
      case .file(let path): return try await S3Transfer.checksum(kept.algorithm, ofFileAt: path) == kept.base64
      case .object(let source): return try await checksum(of: source) == kept
      case .web: return false
      }
    }
  }

  private func checksum(of object: ObjectAddress) async throws -> ObjectChecksum? {
    var request = HeadObjectRequest(bucket: object.bucket, key: object.key)
    request.asksForChecksum = true
    return try await ways.s3().client.headObject(request).checksum
  }

  // MARK: The ways

  private func download(
    _ object: ObjectAddress, _ file: FoundFile, to path: String, _ moved: @escaping @Sendable (Int64) -> Void
  ) async throws -> Outcome {
    guard !path.hasSuffix("/") else {
      try Disk.makeFolder(String(path.dropLast()))
      return .copied(0)
    }
    try folders.make(Disk.parent(of: path))
    // Else it was found when it was looked for.
    if isForced { try Self.refuseFolder(at: path) }
    let size = file.size ?? 0
    let transfer = try await ways.s3().transfer(of: size).telling(moved)
    if keepsParts, let tag = file.eTag {
      _ = try await transfer.resumeDownload(
        bucket: object.bucket, key: object.key, to: path, size: size, eTag: tag, modified: file.modified)
    } else {
      _ = try await transfer.download(
        bucket: object.bucket, key: object.key, to: path, size: size, eTag: file.eTag, modified: file.modified)
    }
    return .copied(size)
  }

  private func upload(
    _ path: String, _ file: FoundFile, to object: ObjectAddress, _ moved: @escaping @Sendable (Int64) -> Void
  ) async throws -> Outcome {
    let size = file.size ?? 0
    let transfer = try await ways.s3().transfer(of: size).telling(moved)
    if keepsParts, transfer.goesInParts(size), let memory = try UploadNotebook.ofUser?.memory(of: path, to: object) {
      _ = try await transfer.upload(path, bucket: object.bucket, key: object.key, remembering: memory)
    } else {
      _ = try await transfer.upload(path, bucket: object.bucket, key: object.key)
    }
    return .copied(size)
  }

  /// Inside S3: no byte comes here. Content type and metadata go along; of an object in parts they have to be said.
  private func copy(
    _ source: ObjectAddress, _ file: FoundFile, to target: ObjectAddress, _ moved: @escaping @Sendable (Int64) -> Void
  ) async throws -> Outcome {
    let size = file.size ?? 0
    let ways = try await ways.s3()
    _ = try await ways.transfer(of: size).telling(moved).copyWithProperties(
      CopySource(bucket: source.bucket, key: source.key, ifMatch: file.eTag), size: size, bucket: target.bucket,
      key: target.key)
    return .copied(size)
  }

  private func fetch(
    _ url: String, _ file: FoundFile, to path: String, _ moved: @Sendable (Int64) -> Void
  ) async throws -> Outcome {
    try Self.refuseFolder(at: path)
    try await ways.webStorage().download(FileReference(url), to: path)
    let size = try Disk.status(of: path)?.size ?? 0
    moved(size)
    Self.setTime(of: path, file.modified)
    return .copied(size)
  }

  /// By way of this machine's temporary folder, since nothing says that the server can repeat a part.
  private func carry(
    _ url: String, to object: ObjectAddress, _ moved: @escaping @Sendable (Int64) -> Void
  ) async throws -> Outcome {
    let folder = ProcessEnvironment.given("TMPDIR") ?? "/tmp"
    let path = Disk.partName(for: folder + "/web")
    defer { unlink(path) }
    try await ways.webStorage().download(FileReference(url), to: path)
    let size = try Disk.status(of: path)?.size ?? 0
    _ = try await ways.s3().transfer(of: size).telling(moved).upload(path, bucket: object.bucket, key: object.key)
    return .copied(size)
  }

  private static func refuseFolder(at path: String) throws {
    guard try Disk.status(of: path)?.kind == .folder else { return }
    throw StandingFiles.isFolder(path)
  }

  /// The time tells the next copy that the file is there; a file system that keeps none costs another copy.
  private static func setTime(of path: String, _ time: UnixTime?) {
    guard let time else { return }
    let whole = time.seconds.rounded(.down)
    let own = timespec(tv_sec: Int(whole), tv_nsec: Int((time.seconds - whole) * 1e9))
    _ = utimensat(AT_FDCWD, path, [own, own], 0)
  }
}

/// Makes folders, each once.
private final class MadeFolders: Sendable {
  /// By the bytes of their paths.
  private let known = Mutex<Set<[UInt8]>>([])

  func make(_ path: String) throws(FileSystemError) {
    let name = Array(path.utf8)
    guard !known.withLock({ $0.contains(name) }) else { return }
    try Disk.makeFolder(path)
    known.withLock { _ = $0.insert(name) }
  }
}
