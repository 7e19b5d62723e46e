import AWSBatchBackend
import Digest
import JSONText
import WorkflowEngine
import WorkflowModel

/// martlet's own programs, for a job that is to run martlet itself: kept in the environment's bucket under their digests,
/// so that each is brought there once.
struct OwnPrograms: Sendable {
  /// Where they are kept; nil for an environment on this machine.
  private let bucket: FileReference?
  /// Nil: jobs of the environment come by the agent otherwise.
  private let agent: String?

  /// - Throws: ``ExecutionError`` (`configuration`).
  init(of environment: RunEnvironment) throws {
    bucket = environment.mirror?.folder
    guard let settings = environment.settings[environment.name]?.object, BackendKind.of(settings) == .batch else {
      agent = nil
      return
    }
    let batch = try BatchEnvironment(settings: settings, name: environment.name)
    agent = batch.agent == .download ? batch.agentPaths[.ofThisMachine] ?? Composition.agentPath : nil
  }

  /// - Parameter name: `program` for the one that runs, `agent`.
  /// - Returns: nil for the agent where jobs are not given it.
  func place(of name: String, _ storages: StorageTable) async throws -> FileReference? {
    switch name {
    case "program": return try await kept(Composition.programPath, as: "martlet", in: name, storages)
    case "agent":
      guard let agent else { return nil }
      return try await kept(agent, as: "martlet-agent", in: name, storages)
    default: throw ExecutionError(.unsupported, "martlet has no program `\(name)`")
    }
  }

  /// martlet, and the agent where jobs are given it.
  func places(_ storages: StorageTable) async throws -> [FileReference] {
    var places: [FileReference] = []
    for name in ["program", "agent"] {
      if let place = try await place(of: name, storages) { places.append(place) }
    }
    return places
  }

  private func kept(
    _ path: String, as file: String, in folder: String, _ storages: StorageTable
  ) async throws -> FileReference {
    guard let bucket else { return FileReference(path) }
    let digest = ContentDigest.hexadecimal(of: try TextFile.read(path, shownAs: path))
    let target = bucket.appending("\(folder)/\(digest)/\(file)")
    let storage = try storages.storage(of: target)
    if try await storage.look(at: target) == nil { try await storage.upload(path, to: target) }
    return target
  }
}
