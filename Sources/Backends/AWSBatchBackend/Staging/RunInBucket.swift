import JSONText
package import S3Storage
import TaskManifest
package import WorkflowModel

/// What a run has in its environment's bucket, for those who look at it afterwards.
package struct RunInBucket: Sendable {
  /// What a job was given.
  package struct Task: Hashable, Sendable {
    package let command: String
    package let inputs: [Input]
  }

  package struct Input: Hashable, Sendable {
    /// Where it was taken from.
    package let source: String
    /// Where the command saw it.
    package let path: String
  }

  private let layout: RunLayout

  /// - Parameter key: the run's name outside this machine.
  package init(_ environment: BatchEnvironment, key: String) {
    layout = RunLayout(prefix: environment.bucket, run: key)
  }

  /// Holds everything of the run.
  package var folder: FileReference { layout.prefix.appending(layout.run).reference }

  package func folder(of call: CallPath, _ attempt: Int) -> FileReference { layout.attempt(call, attempt).reference }

  /// What an attempt's job was given; nil when its manifest is gone.
  package func task(of call: CallPath, _ attempt: Int, _ storage: S3Storage) async throws -> Task? {
    let folder = layout.attempt(call, attempt)
    let own = folder.appending(RunLayout.manifestName).reference
    if let entry = try await storage.look(at: own) {
      return try Self.task(TaskManifest(json: JSONParser.parse(try await storage.read(own, limit: Int(entry.size)))))
    }
    // A child of an array has its manifest in a pack with those of its siblings.
    let arrays = layout.arrays.reference
    guard try await storage.look(at: arrays) != nil else { return nil }
    let mine = layout.arrays.appending(call.name + "-").url
    let packs = try await storage.list(arrays).filter { $0.reference.location.hasPrefix(mine) }
    for pack in packs where pack.reference.location.hasSuffix(RunLayout.packEnding) {
      let bytes = try await storage.read(pack.reference, limit: Int(pack.size))
      for manifest in try ManifestPack.manifests(in: bytes) {
        let manifest = try TaskManifest(json: JSONParser.parse(manifest))
        if manifest.destination == folder.url { return Self.task(manifest) }
      }
    }
    return nil
  }

  private static func task(_ manifest: TaskManifest) -> Task {
    Task(
      command: manifest.command,
      inputs: manifest.inputs.map { input in
        switch input.source {
        case .object(let url, _, _), .prefix(let url, _): Input(source: FileReference(url).redacted, path: input.path)
        case .text: Input(source: "a text of the workflow", path: input.path)
        }
      })
  }
}
