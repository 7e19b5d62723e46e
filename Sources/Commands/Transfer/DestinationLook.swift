import AWSServices
import Glibc
import S3Storage
import TaskFolder
import WorkflowModel

/// Looks whether the destination is a folder.
struct DestinationLook: Sendable {
  let ways: TransferWays

  /// In S3 a prefix that has keys counts as a folder only when several sources go there: a single one takes the name
  /// that was written, so that the same command always does the same.
  ///
  /// - Parameter sources: how many there are.
  /// - Throws: ``ExecutionError``, also when the folder that it was spelled as is a file.
  func isFolder(_ destination: TransferAddress, for sources: Int) async throws -> Bool {
    switch destination.place {
    case .file(let path):
      let status = try Disk.status(of: path)
      if let status, status.kind != .folder, sources > 1 || destination.isSpelledAsFolder {
        throw ExecutionError(
          .configuration, "\(destination.text) is a file, not a folder", help: "name a folder as the destination")
      }
      if destination.isSpelledAsFolder, status == nil, try Disk.status(of: FileReference(path).location) != nil {
        throw ExecutionError(
          .configuration, "\(destination.text) is a file, not a folder", help: "leave the slash at its end away")
      }
      return destination.isSpelledAsFolder || status?.kind == .folder
    case .object(let object):
      if destination.isSpelledAsFolder { return true }
      guard sources > 1 else { return false }
      do {
        let page = try await ways.s3().client.listObjectsV2(
          ListObjectsV2Request(bucket: object.bucket, prefix: object.key + "/", maxKeys: 1))
        return !page.contents.isEmpty
      } catch {
        throw ExecutionError.from(error, while: "cannot look at \(destination.text)")
      }
    case .web: return false
    }
  }

  /// Looks whether this machine's destination, or the folder that is to hold it, may be written to. Of S3 only a copy tells.
  ///
  /// - Throws: ``ExecutionError``.
  static func checkWritable(_ destination: TransferAddress, isFolder: Bool) throws {
    guard case .file(let path) = destination.place else { return }
    var folder = isFolder ? path : Disk.parent(of: path)
    var status = try Disk.status(of: folder)
    while status == nil, folder != "/" {
      folder = Disk.parent(of: folder)
      status = try Disk.status(of: folder)
    }
    let failure = status?.kind != .folder ? ENOTDIR : access(folder, W_OK | X_OK) == 0 ? 0 : errno
    guard failure != 0 else { return }
    throw ExecutionError(doing: "write to", path: folder, number: failure, writing: true)
  }
}
