import AWSClient
import AWSServices
import Digest
import JSONText
import TaskFolder

/// What this user's copies have begun to upload and not ended: one small file each, under the user's cache.
struct UploadNotebook: Sendable {
  private let folder: String

  /// Nil where there is no place for it: then uploads begin anew.
  static var ofUser: UploadNotebook? { UserCache.folder.map { UploadNotebook(folder: $0 + "/uploads") } }

  /// - Parameter path: of the file as it is now: another one, or one that has changed, is another upload.
  func memory(of path: String, to target: ObjectAddress) throws(FileSystemError) -> UploadMemory? {
    guard let status = try Disk.status(of: path) else { return nil }
    let identity = [path, target.url, "\(status.size)", "\(status.modified)", "\(status.device)", "\(status.inode)"]
    let note = folder + "/" + ContentDigest.hexadecimal(of: Array(identity.joined(separator: "\n").utf8))
    let folder = folder
    return UploadMemory(earlier: Self.read(note)) { upload in
      // Without a note the next attempt begins anew, which is no reason to end this one.
      try? Self.keep(upload, as: note, in: folder)
    }
  }

  private static func read(_ note: String) -> UnfinishedUpload? {
    guard let bytes = try? Disk.read(note, limit: 65_536), let json = try? JSONParser.parse(bytes),
      let upload = json["uploadId"]?.string, let size = json["partSize"]?.int, size > 0,
      let checksum = json["checksum"]?.string.flatMap({ ChecksumAlgorithm(rawValue: $0) })
    else { return nil }
    return UnfinishedUpload(uploadId: upload, partSize: size, checksum: checksum)
  }

  private static func keep(
    _ upload: UnfinishedUpload?, as note: String, in folder: String
  ) throws(FileSystemError) {
    guard let upload else { return try Disk.removeTree(note) }
    let json = JSONObject([
      ("uploadId", .string(upload.uploadId)), ("partSize", .number(JSONNumber(text: "\(upload.partSize)"))),
      ("checksum", .string(upload.checksum.rawValue)),
    ])
    try Disk.makeFolder(folder)
    try Disk.write(Array(JSONWriter.indented(.object(json)).utf8), to: note, mode: 0o600)
  }
}
