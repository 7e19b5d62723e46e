import JSONText
import TaskFolder
import TaskManifest

/// Keeps what is kept of every task, whether it went well or not.
struct ResultKeeper: Sendable {
  let store: any ObjectStore
  let destination: ObjectAddress
  let folders: TaskFolders

  /// What the command said. Streams that were never made are passed over.
  func keepStreams() async throws {
    async let stdout: Void = keep(folders.stdout, as: "stdout")
    async let stderr: Void = keep(folders.stderr, as: "stderr")
    _ = try await (stdout, stderr)
  }

  private func keep(_ path: String, as name: String) async throws {
    guard try Disk.status(of: path) != nil else { return }
    _ = try await store.upload(path, to: destination.appending(name))
  }

  /// Written last: only this makes outputs real.
  func keep(_ result: TaskResult) async throws {
    try await store.write(Array(JSONWriter.compact(result.json).utf8), to: destination.appending("result.json"))
  }
}
