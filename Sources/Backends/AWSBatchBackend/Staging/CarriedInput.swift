import Digest
import Glibc
import S3Storage
import TaskFolder
import WorkflowModel

/// A file that the agent has no way to, as it is now: this machine carries it to S3.
struct CarriedInput: Sendable {
  let file: FileReference
  let size: Int64
  private let version: String?
  private let storage: any Storage

  /// - Parameter entry: what the storage says of the file.
  init(_ entry: StorageEntry, of storage: any Storage) {
    file = entry.reference
    size = entry.size
    version = entry.version
    self.storage = storage
  }

  /// Names the content in S3: the same version of the same file has the same digest.
  var digest: String {
    ContentDigest.short(of: Array("\(file.location)\n\(size)\n\(version ?? "")".utf8))
  }

  /// Downloads the file and uploads it; nothing of it stays on this machine.
  ///
  /// - Throws: ``ExecutionError``.
  func carry(to target: S3Location, _ s3: S3Storage) async throws {
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = Disk.partName(for: temporary + "/" + digest)
    defer { unlink(path) }
    try await storage.download(file, to: path)
    guard try Disk.status(of: path)?.size == size else {
      throw ExecutionError(.notReadable, "the input \(file.redacted) changed while it was downloaded")
    }
    try await s3.upload(path, to: target.reference)
  }
}
