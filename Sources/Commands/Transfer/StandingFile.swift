package import AWSClient
import AWSServices
import TaskFolder
import WorkflowModel

/// What is at a target before anything is copied there.
package struct StandingFile: Hashable, Sendable {
  package let size: Int64
  package let modified: UnixTime?
  /// S3's, with its quotes.
  package let eTag: String?

  package init(size: Int64, modified: UnixTime?, eTag: String? = nil) {
    self.size = size
    self.modified = modified
    self.eTag = eTag
  }
}

/// Decides whether a target is the source already. It touches neither disk nor network.
package enum SkipRule {
  package enum Decision: Hashable, Sendable {
    case copy
    case skip
    /// Of the same size: the checksums tell, where the object has one of the whole; the times do else.
    case compareChecksums(otherwise: Bool)
  }

  /// - An object on this machine: the size is the same, and so is the time to the second; a copy gets the object's.
  /// - A file in S3: the size is the same, and so is the checksum of the whole; where S3 has none, the object is younger.
  /// - An object in S3: the size is the same, and so is the ETag, or the checksum of the whole.
  /// - A file of the web on this machine: as an object; in S3 it is always copied.
  package static func decide(_ item: TransferItem, standing: StandingFile?) -> Decision {
    guard let standing, standing.size == item.source.size else { return .copy }
    switch (item.source.place, item.target) {
    case (.object, .file), (.web, .file):
      guard let time = item.source.modified, let own = standing.modified else { return .copy }
      return time.seconds.rounded(.down) == own.seconds.rounded(.down) ? .skip : .copy
    case (.file, .object):
      guard let time = item.source.modified, let own = standing.modified else {
        return .compareChecksums(otherwise: false)
      }
      return .compareChecksums(otherwise: time < own)
    case (.object, .object):
      if let tag = item.source.eTag, tag == standing.eTag { return .skip }
      return .compareChecksums(otherwise: false)
    default: return .copy
    }
  }
}

/// Looks what is there, as seldom as it can: targets in S3 are looked for together.
struct StandingFiles: Sendable {
  /// By the bytes of their addresses: S3 keeps apart what is the same text to Swift.
  private var objects: [[UInt8]: ObjectSummary] = [:]
  /// Folders of this machine that held nothing, by their bytes: their files need not be looked for.
  private var bare: Set<[UInt8]> = []

  /// - Throws: ``AWSError``.
  init(at targets: [TransferPlace], _ ways: TransferWays) async throws {
    var keys: [String: [String]] = [:]
    var folders: [[UInt8]: String] = [:]
    for target in targets {
      switch target {
      case .object(let object): keys[object.bucket, default: []].append(object.key)
      case .file(let path):
        let folder = Disk.parent(of: path)
        folders[Array(folder.utf8)] = folder
      case .web: break
      }
    }
    // One that cannot be listed may be written to all the same.
    for (name, folder) in folders where (try? Disk.holdsNothing(folder)) == true { bare.insert(name) }
    for (bucket, keys) in keys {
      let found = try await ways.s3().client.lookUp(keys, in: bucket)
      for case let object? in found { objects[Self.name(ObjectAddress(bucket: bucket, key: object.key))] = object }
    }
  }

  /// - Throws: ``ExecutionError`` (`notWritable`) when it is a folder of this machine.
  func standing(at target: TransferPlace) throws -> StandingFile? {
    switch target {
    case .file(let path):
      guard !bare.contains(Array(Disk.parent(of: path).utf8)), let status = try Disk.status(of: path) else {
        return nil
      }
      if status.kind == .folder, !path.hasSuffix("/") { throw Self.isFolder(path) }
      guard status.kind == .file else { return nil }
      return StandingFile(size: status.size, modified: UnixTime(seconds: Double(status.modified) / 1e9))
    case .object(let address):
      guard let found = objects[Self.name(address)] else { return nil }
      return StandingFile(size: found.size, modified: found.lastModified, eTag: found.eTag)
    case .web: return nil
    }
  }

  static func isFolder(_ path: String) -> ExecutionError {
    ExecutionError(.notWritable, "\(path) is a folder", help: "remove it, or choose another destination")
  }

  private static func name(_ object: ObjectAddress) -> [UInt8] { Array(object.url.utf8) }
}
