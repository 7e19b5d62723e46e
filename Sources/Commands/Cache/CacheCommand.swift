import ArgumentParser
import WorkflowEngine
import WorkflowModel

struct CacheCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Shows what the call cache holds, why a call ran, and forgets what is old.",
    subcommands: [CacheListCommand.self, CacheExplainCommand.self, CachePruneCommand.self])
}

/// Which cache is meant.
struct CacheArguments: ParsableArguments {
  @Option(help: "Keeps the runs; their cache lies beside them.")
  var runsDir = "martlet-runs"

  @Option(name: .customLong("on"), help: "The cache in the bucket of this environment of martlet.yaml.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml.")
  var config: String?

  /// Hands out the cache's folder and the storages by which its results can be looked at.
  func withCache(_ body: @escaping @Sendable (CacheFolder, StorageTable) async throws -> Void) async throws {
    let settings = try Configuration.load(config, near: SourceReading.workingFolder + "/.")
    // What lies in S3 is looked at by the environment's way there; local results need none.
    let environment = try await Composition(quiet: true).environment(environment ?? "local", of: settings)
    let storages = StorageTable(environment.storages)
    let own = FileReference(CallCache.folder(ofRuns: SourceReading.absolute(runsDir)))
    let root = self.environment == nil ? own : environment.caches.first ?? own
    do {
      try await Signals.cancelling(saying: nil) {
        try await body(CacheFolder(root, storage: try storages.storage(of: root)), storages)
      }
    } catch {
      await environment.shutdown()
      throw error
    }
    await environment.shutdown()
  }
}
