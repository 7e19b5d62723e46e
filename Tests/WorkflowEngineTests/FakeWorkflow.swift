import JSONText
import TestSupport
import WorkflowEngine
import WorkflowModel

/// A workflow that is a closure.
struct FakeWorkflow: Workflow {
  var name = "fake"
  var inputs: JSONObject = ["fake.n": 1]
  let body: @Sendable (any RunContext) async throws -> WorkflowOutputs

  init(_ body: @escaping @Sendable (any RunContext) async throws -> WorkflowOutputs) { self.body = body }

  func run(in context: any RunContext) async throws -> WorkflowOutputs { try await body(context) }

  /// Calls `a[0]`, `a[1]`, … together and gives back nothing.
  static func scatter(_ width: Int, _ change: @escaping @Sendable (inout TaskRequest) -> Void = { _ in }) -> Self {
    FakeWorkflow { context in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for shard in 0..<width {
          group.addTask {
            _ = try await context.run(CallPath([.init("a", shards: [shard])])) { _ in
              var request = TaskRequest(command: "true")
              change(&request)
              return request
            }
          }
        }
        try await group.waitForAll()
      }
      return WorkflowOutputs(values: [:], files: [])
    }
  }
}

/// Keeps what it is told.
actor Recorder: RunObserver {
  private(set) var events: [RunEvent] = []
  private let delay: @Sendable () async -> Void

  init(delay: @escaping @Sendable () async -> Void = {}) { self.delay = delay }

  func observe(_ event: RunEvent) async {
    await delay()
    events.append(event)
  }
}
