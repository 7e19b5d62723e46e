import JSONText
import RunReport
import ServerModel
import Synchronization
import TaskFolder
import Testing
import WorkflowEngine
import WorkflowModel

@testable import Server

@Suite struct WorkflowRunnerTests {
  private struct Played {
    let host = PlayedHost()
    let store: WorkflowStore
    let settings: ServerSettings
    let runner: WorkflowRunner

    init(_ folder: String, maxRunning: Int) throws {
      var settings = ServerSettings(dataFolder: folder)
      settings.maxRunning = maxRunning
      self.settings = settings
      store = WorkflowStore(database: try ServerDatabase(in: folder))
      runner = WorkflowRunner(settings, host, store, ServerLoad()) { _ in }
    }

    func submit(_ count: Int, onHold: Bool = false) async throws -> [String] {
      var new = NewWorkflow(owner: "ann", source: .text(Array("workflow w {}".utf8)))
      new.isOnHold = onHold
      return try await runner.submit(Array(repeating: new, count: count)).map(\.id)
    }

    func status(_ id: String) async throws -> WorkflowStatus? { try await store.workflow(id)?.status }

    func wait(_ what: () async throws -> Bool) async throws {
      for _ in 0..<2_000 {
        if try await what() { return }
        try await Task.sleep(for: .milliseconds(5))
      }
      Issue.record("it did not come to pass")
    }
  }

  private func with(_ maxRunning: Int = 10, _ body: (Played) async throws -> Void) async throws {
    let folder = try Disk.makeScratchFolder(named: "martlet-runner")
    defer { try? Disk.removeTree(folder) }
    try await body(try Played(folder, maxRunning: maxRunning))
  }

  @Test func soManyRunAtATimeInTheirOrder() async throws {
    try await with(2) { played in
      let ids = try await played.submit(3)
      try await played.wait { played.host.isWaiting(ids[0]) && played.host.isWaiting(ids[1]) }
      #expect(try await played.status(ids[2]) == .submitted)
      played.host.finish(ids[0])
      try await played.wait { played.host.isWaiting(ids[2]) }
      #expect(try await played.status(ids[0]) == .succeeded)
      played.host.finish(ids[1], ExecutionError(.taskFailed, "it failed"))
      try await played.wait { try await played.status(ids[1]) == .failed }
      #expect(try await played.store.workflow(ids[1])?.message == "it failed")
    }
  }

  @Test func whatIsAbortedEndsAsThat() async throws {
    try await with { played in
      let id = try await played.submit(1)[0]
      try await played.wait { played.host.isWaiting(id) }
      let workflow = try #require(try await played.store.workflow(id))
      #expect(try await played.runner.abort(workflow) == .aborting)
      try await played.wait { try await played.status(id) == .aborted }
      await #expect(throws: ServerError.self) { try await played.runner.abort(workflow) }
    }
  }

  @Test func whatIsOnHoldWaits() async throws {
    try await with { played in
      let id = try await played.submit(1, onHold: true)[0]
      #expect(try await played.status(id) == .onHold)
      let workflow = try #require(try await played.store.workflow(id))
      try await played.runner.release(workflow)
      try await played.wait { played.host.isWaiting(id) }
      await #expect(throws: ServerError.self) { try await played.runner.release(workflow) }
      played.host.finish(id)
      try await played.wait { try await played.status(id) == .succeeded }
    }
  }

  @Test func theNextServerGoesOnWithWhatWasLeft() async throws {
    try await with { played in
      let ids = try await played.submit(2)
      try await played.wait { ids.allSatisfy { played.host.isWaiting($0) } }
      _ = try await played.store.move(ids[1], from: [.running], to: .aborting, at: 1)
      let host = PlayedHost()
      let next = WorkflowRunner(played.settings, host, played.store, ServerLoad()) { _ in }
      await next.fill()
      try await played.wait { host.isWaiting(ids[0]) }
      try await played.wait { try await played.status(ids[1]) == .aborted }
      #expect(host.ended.withLock { $0 } == [ids[1]])
      host.finish(ids[0])
      try await played.wait { try await played.status(ids[0]) == .succeeded }
      for id in ids { played.host.finish(id) }
    }
  }

  @Test func anIdentifierIsFreeAgainWhenItsBatchWasRefused() async throws {
    try await with { played in
      let taken = try await played.submit(1, onHold: true)[0]
      let id = WorkflowID.new()
      var (first, second) = (
        NewWorkflow(owner: "ann", source: .text([])), NewWorkflow(owner: "ann", source: .text([]))
      )
      (first.id, second.id, first.isOnHold) = (id, taken, true)
      let batch = [first, second]
      await #expect(throws: ServerError.self) { try await played.runner.submit(batch) }
      let accepted = try await played.runner.submit([first])
      #expect(accepted.map(\.id) == [id])
    }
  }

  @Test func optionsThatCannotBeFollowedAreRefusedAndLeaveNothing() async throws {
    try await with { played in
      var new = NewWorkflow(owner: "ann", source: .text([]))
      new.options = ["bad": 1]
      await #expect(throws: ExecutionError.self) { try await played.runner.submit([new]) }
      let counts = try await played.store.counts()
      #expect(counts.isEmpty)
      let folder = try Disk.status(of: played.settings.submittedFolder)
      #expect(folder == nil)
    }
  }
}
