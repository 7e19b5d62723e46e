import Glibc
import JSONText
import Synchronization
import TaskAgent
import TaskFolder
import TaskManifest
import Testing

/// A task that runs here: its folder, its store and its agent.
final class AgentBench: Sendable {
  let folder: String
  let store = FakeObjectStore()
  private let stops: AsyncStream<Int32>
  private let stopping: AsyncStream<Int32>.Continuation

  static let destination = "s3://runs/task"

  init() throws {
    folder = try Disk.makeScratchFolder(in: "/tmp", named: "martlet-agent-tests")
    (stops, stopping) = AsyncStream.makeStream()
  }

  deinit { try? Disk.removeTree(folder) }

  /// What TERM does.
  func stop() { stopping.yield(SIGTERM) }

  func manifest(
    _ command: String, inputs: [ManifestInput] = [], outputs: [ManifestOutput] = [],
    _ change: (inout TaskManifest) -> Void = { _ in }
  ) -> TaskManifest {
    var manifest = TaskManifest(
      task: "test", command: command, shell: ["/bin/sh"], taskFolder: folder + "/task", inputs: inputs,
      outputs: outputs, grace: 20, destination: Self.destination, region: "us-east-1")
    change(&manifest)
    return manifest
  }

  /// Runs the agent on a manifest.
  ///
  /// - Returns: its exit status, and the result that it wrote.
  func run(_ manifest: TaskManifest, stdout: String = "/dev/null") async throws -> (status: Int32, result: TaskResult?)
  {
    store["s3://runs/task/manifest.json"] = JSONWriter.compact(manifest.json)
    let status = await run(["run", "s3://runs/task/manifest.json", "--region", "us-east-1"], stdout: stdout)
    let text = store["s3://runs/task/result.json"]
    return (status, try text.map { try TaskResult(json: JSONParser.parse($0)) })
  }

  func run(
    _ arguments: [String], stdout: String = "/dev/null", variables: [String: String] = [:]
  ) async -> Int32 {
    let live = open(stdout, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    defer { close(live) }
    let agent = Agent(
      environment: variables.merging(["PATH": "/usr/bin:/bin"]) { $1 }, stops: stops,
      streams: AgentStreams(output: live, error: live),
      makeStore: { [store] _, _ in store })
    return await agent.run(arguments)
  }

  var inputs: String { folder + "/task/inputs" }
  var work: String { folder + "/task/work" }

  func text(_ path: String) throws -> String { String(decoding: try Disk.read(folder + "/" + path), as: UTF8.self) }
}
