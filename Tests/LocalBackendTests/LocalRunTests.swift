import FileStorage
import JSONText
import LocalBackend
import TaskFolder
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

/// Whole workflows on this machine.
@Suite struct LocalRunTests {
  private struct Chain: Workflow {
    let width: Int
    let name = "chain"
    let inputs = JSONObject()

    func run(in context: any RunContext) async throws -> WorkflowOutputs {
      let parts = try await withThrowingTaskGroup(of: FileReference.self) { group in
        for shard in 0..<width {
          group.addTask {
            let success = try await context.run(CallPath([.init("part", shards: [shard])])) { _ in
              var request = TaskRequest(command: "echo \(shard) >part.txt")
              request.outputs = [.path("part.txt")]
              return request
            }
            return success.files.entries[0].reference
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let gathered = try await context.run(CallPath([.init("gather")])) { _ in
        var request = TaskRequest(command: "cat " + parts.map(\.location).joined(separator: " "))
        request.inputs = parts.map { TaskInput(.file($0), at: $0.location) }
        return request
      }
      return WorkflowOutputs(
        values: ["chain.all": .string(gathered.files.stdout.location)], files: [gathered.files.stdout])
    }
  }

  @Test func aScatterIsGathered() async throws {
    let scratch = try ScratchFolder()
    let local = LocalBackend()
    let engine = Engine(EngineSettings(runsFolder: scratch.path), storages: [FileStorage()]) { _ in local }
    let result = try await engine.run(Chain(width: 20))
    let path = try #require(result.outputs["chain.all"]?.string)
    let lines = String(decoding: try Disk.read(path), as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
    #expect(lines.sorted() == Array(0..<20))
    #expect(try Disk.status(of: result.directory.path + "/calls/part/7/attempt-1/command")?.kind == .file)
  }
}
