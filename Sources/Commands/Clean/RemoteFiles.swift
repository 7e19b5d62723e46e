import AWSBatchBackend
import JSONText
import RunIndex
import S3Storage
import WorkflowEngine
import WorkflowModel

/// What a run has in the buckets of its environments.
struct RemoteFiles {
  private let key: String
  private let access: EnvironmentAccess
  /// Its folders there, with their environments.
  private(set) var folders: [(environment: String, folder: FileReference)] = []

  /// - Parameter access: of the run.
  /// - Parameter isDetached: whether it has, or had, a job as its head.
  /// - Throws: ``ExecutionError`` (`configuration`) when the settings of an environment are not to be had.
  init(of run: RunSummary, isDetached: Bool, access: EnvironmentAccess) async throws {
    try await self.init(key: run.key, environments: Array(run.environments), isDetached: isDetached, access: access)
  }

  /// - Parameters:
  ///   - key: names the run in the buckets.
  ///   - environments: those that it used.
  init(key: String, environments: [String], isDetached: Bool, access: EnvironmentAccess) async throws {
    self.key = key
    self.access = access
    // Without a name of its own a run has no folder of its own.
    guard !key.isEmpty, key != ".", key != "..", !key.contains("/") else { return }
    for environment in environments {
      guard let batch = try await access.batchIfAny(environment) else { continue }
      folders.append((environment, RunInBucket(batch, key: key).folder))
      if isDetached { folders.append((environment, RunInBucket(batch, key: key + "-head").folder)) }
    }
  }

  /// Removes them.
  ///
  /// - Throws: ``ExecutionError`` of the storage.
  func remove() async throws {
    for (environment, folder) in folders {
      try await S3Storage(try await access.aws(of: environment)).deleteFolder(folder)
    }
  }

  /// Removes what attempts wrote beside their streams, but not what is needed.
  ///
  /// - Parameter outputs: the run's outputs.
  /// - Returns: bytes.
  func removeIntermediate(keeping outputs: JSONValue, dryRun: Bool) async throws -> Int64 {
    let kept = Set(KeptPaths.references(in: outputs).filter { $0.scheme == "s3" }.map(\.location))
    var bytes: Int64 = 0
    for (environment, folder) in folders {
      let storage = S3Storage(try await access.aws(of: environment))
      guard try await storage.look(at: folder) != nil else { continue }
      let doomed = try await storage.list(folder).filter { entry in
        let below = entry.reference.location.dropFirst(folder.location.count)
        let isIntermediate = below.hasPrefix("/inputs/") || String(below).range(of: "/work/") != nil
        return isIntermediate && !Self.isKept(entry.reference, kept, below: folder)
      }
      bytes += doomed.map(\.size).reduce(0, +)
      if !dryRun { try await storage.delete(all: doomed.map(\.reference)) }
    }
    return bytes
  }

  private static func isKept(_ file: FileReference, _ kept: Set<String>, below folder: FileReference) -> Bool {
    var place = file
    while place.location.count > folder.location.count {
      if kept.contains(place.location) { return true }
      place = place.parent
    }
    return false
  }
}
