import FileStorage
import JSONText
import TaskFolder
import TestSupport
import Testing
import WorkflowModel

@testable import WorkflowEngine

/// Runs with a copy of themselves elsewhere, and those that go on with them.
@Suite struct MirrorTests {
  private static let call = CallPath([.init("only")])
  private let storage = FakeStorage()
  private let folder = FileReference("fake://bucket/runs")

  private let workflow = FakeWorkflow { context in
    _ = try await context.run(call) { _ in TaskRequest(command: "true") }
    return WorkflowOutputs(values: ["fake.n": 1], files: [])
  }

  private var place: MirrorPlace { place(term: .milliseconds(200)) }

  /// - Parameter term: of leases, which a busy machine can take longer than to renew.
  private func place(term: Duration) -> MirrorPlace {
    var place = MirrorPlace(storage, folder: folder)
    place.pace.longest = .milliseconds(20)
    place.pace.urgent = .milliseconds(5)
    place.pace.tick = .milliseconds(5)
    place.pace.renewal = .milliseconds(20)
    place.pace.pause = .milliseconds(20)
    place.pace.term = term
    return place
  }

  private func engine(
    _ runs: String, _ backend: FakeBackend, mirrors: Bool = true, term: Duration = .milliseconds(200)
  ) -> Engine {
    var settings = EngineSettings(runsFolder: runs)
    settings.publishesOutputs = false
    settings.mirror = mirrors ? place(term: term) : nil
    settings.prepare = { directory in try directory.write(["of": "run"], to: directory.path + "/run.json") }
    return Engine(settings, storages: [FileStorage()]) { _ in backend }
  }

  private func newest(_ runs: String) throws -> RunDirectory {
    let path = try #require(try Disk.realPath(of: runs + "/_latest"))
    return RunDirectory(RunPlace(name: FileReference(path).name, folder: path))
  }

  private func copy(_ run: RunDirectory) throws -> FileReference {
    folder.appending(try #require(try RunPlace(of: run.path)).key)
  }

  private func copiedJournal(_ copy: FileReference) async throws -> [UInt8] {
    let segments = JournalSegments(storage: storage, folder: copy.appending("journal"))
    return try await segments.bytes(of: try await segments.all())
  }

  private func failing() -> FakeBackend { FakeBackend { _ in .end(FakeTask(status: 1)) } }

  @Test func theCopyHasAllOfTheRunAtItsEnd() async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch.path + "/runs", FakeBackend()).run(workflow)
    let run = try newest(scratch.path + "/runs")
    let copy = try copy(run)
    #expect(try await copiedJournal(copy) == Disk.read(run.journal))
    for name in ["inputs.json", "run.json", "outputs.json"] {
      #expect(
        storage.text(at: copy.appending(name).location) == (try scratch.text(of: "runs/\(run.place.name)/\(name)")))
    }
    let lease = HeadLease(Array(try #require(storage.text(at: copy.appending("lease.json").location)).utf8))
    #expect(lease?.isHeld == false)
  }

  @Test func aRunGoesOnWhereItsFolderIsNot() async throws {
    let scratch = try ScratchFolder()
    _ = try? await engine(scratch.path + "/runs", failing()).run(workflow)
    let here = try newest(scratch.path + "/runs")
    let there = try await MirrorPlace.restore(copy(here), from: storage, into: scratch.path + "/other")
    #expect(there.place.name == here.place.name)
    #expect(try Disk.read(there.journal) == Disk.read(here.journal))
    let again = FakeBackend()
    _ = try await engine(scratch.path + "/other", again).resume(workflow, in: there)
    #expect(again.ran.map(\.number) == [1])
    #expect(try await copiedJournal(copy(here)) == Disk.read(there.journal))
    // The first machine hears of it.
    let error = await #expect(throws: ExecutionError.self) {
      try await engine(scratch.path + "/runs", FakeBackend()).resume(workflow, in: here)
    }
    #expect(error?.message.contains("has succeeded") == true)
    #expect(try Disk.read(here.journal) == Disk.read(there.journal))
  }

  @Test func whatALostHeadWroteAfterwardsDoesNotCount() async throws {
    let scratch = try ScratchFolder()
    _ = try? await engine(scratch.path + "/runs", failing()).run(workflow)
    let here = try newest(scratch.path + "/runs")
    let there = try await MirrorPlace.restore(copy(here), from: storage, into: scratch.path + "/other")
    _ = try? await engine(scratch.path + "/other", failing()).resume(workflow, in: there)
    let (journal, _) = try Journal.continuing(here.journal)
    try journal.append(RunEvent(time: 1, .note(.info, String(repeating: "not copied ", count: 50))))
    let again = FakeBackend()
    _ = try await engine(scratch.path + "/runs", again).resume(workflow, in: here)
    #expect(again.ran.map(\.number) == [2])
    #expect(try scratch.text(of: "runs/\(here.place.name)/journal.before.jsonl").contains("not copied"))
    #expect(try await copiedJournal(copy(here)) == Disk.read(here.journal))
  }

  @Test func aRunThatSomebodyRenewsIsNotTaken() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend { _ in .hang }
    try await withThrowingTaskGroup(of: Void.self) { group in
      let first = engine(scratch.path + "/runs", backend, term: .seconds(3))
      group.addTask { [workflow] in _ = try? await first.run(workflow) }
      while backend.ran.isEmpty { await Task.yield() }
      let here = try newest(scratch.path + "/runs")
      let copy = try copy(here)
      while try await storage.look(at: copy.appending("journal")) == nil { try await Task.sleep(for: .milliseconds(5)) }
      let there = try await MirrorPlace.restore(copy, from: storage, into: scratch.path + "/other")
      let error = await #expect(throws: ExecutionError.self) {
        try await engine(scratch.path + "/other", FakeBackend(), term: .seconds(3)).resume(workflow, in: there)
      }
      #expect(error?.code == .conflict)
      #expect(error?.message.contains("under way") == true)
      group.cancelAll()
    }
  }

  @Test func aHeadWhoseRunWasTakenLeavesIt() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend { _ in .hang }
    let first = engine(scratch.path + "/runs", backend)
    let error = await #expect(throws: ExecutionError.self) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { [workflow] in _ = try await first.run(workflow) }
        while backend.ran.isEmpty { await Task.yield() }
        let lease = try copy(newest(scratch.path + "/runs")).appending("lease.json")
        while try await storage.look(at: lease) == nil { try await Task.sleep(for: .milliseconds(5)) }
        let other = HeadLease(head: "other", lock: nil, process: "process 2 on elsewhere", time: 0)
        try await storage.write(other.bytes, to: lease)
        try await group.next()
      }
    }
    #expect(error?.message.contains("another martlet has taken this run") == true)
    #expect(backend.abandonedCount == 1)
  }

  @Test func aHeadThatSleptLooksBeforeItStartsAnything() async throws {
    let scratch = try ScratchFolder()
    let folder = folder
    let storage = storage
    // It renews its lease once, and the lease is over at once.
    var place = place(term: .zero)
    place.pace.renewal = .seconds(3600)
    let two = FakeWorkflow { context in
      _ = try await context.run(CallPath([.init("first")])) { _ in TaskRequest(command: "true") }
      let lease = folder.appending(try #require(try RunPlace(of: newest(scratch.path + "/runs").path)).key)
        .appending("lease.json")
      // Its own has to be there first, and known to it.
      while try await storage.look(at: lease) == nil { try await Task.sleep(for: .milliseconds(5)) }
      try await Task.sleep(for: .milliseconds(200))
      let other = HeadLease(head: "other", lock: nil, process: "process 2 on elsewhere", time: 0)
      try await storage.write(other.bytes, to: lease)
      _ = try await context.run(CallPath([.init("second")])) { _ in TaskRequest(command: "true") }
      return WorkflowOutputs(values: [:], files: [])
    }
    var settings = EngineSettings(runsFolder: scratch.path + "/runs")
    settings.publishesOutputs = false
    settings.mirror = place
    let backend = FakeBackend()
    let error = await #expect(throws: ExecutionError.self) {
      try await Engine(settings, storages: [FileStorage()]) { _ in backend }.run(two)
    }
    #expect(error?.code == .conflict)
    #expect(backend.ran.map(\.call.description) == ["first"])
  }

  @Test func aHeadThatCannotCopyGoesOnAndSaysSoOnce() async throws {
    let scratch = try ScratchFolder()
    let broken = BrokenStorage()
    var settings = EngineSettings(runsFolder: scratch.path + "/runs")
    settings.publishesOutputs = false
    var place = MirrorPlace(broken, folder: folder)
    place.pace = self.place.pace
    settings.mirror = place
    let recorder = Recorder()
    let backend = FakeBackend { _ in
      while broken.refusals < 6 { try await Task.sleep(for: .milliseconds(2)) }
      return .end(FakeTask())
    }
    _ = try await Engine(settings, storages: [FileStorage()], observers: [recorder]) { _ in backend }.run(workflow)
    let notes = await recorder.events.compactMap { event in
      if case .note(_, let text) = event.kind { text } else { nil }
    }
    #expect(notes.count == 1)
    #expect(notes.first?.contains("is behind, and the run goes on without it: no room") == true)
  }

  // MARK: Runs that are handed over

  @Test func aRunIsHandedOverAndBegunElsewhere() async throws {
    let scratch = try ScratchFolder()
    let backend = FakeBackend()
    var there = workflow
    there.inputs = ["fake.n": "fake://bucket/n"]
    let here = try await engine(scratch.path + "/runs", backend).handOver(workflow) { [there] _ in there }
    #expect(backend.ran.isEmpty && RunLease.isHeld(here) == false)
    #expect(try Journal.events(at: here.journal).map(\.kind) == [.runStarted(here.place, workflow: "fake")])
    let other = try await MirrorPlace.restore(copy(here), from: storage, into: scratch.path + "/other")
    #expect(try scratch.text(of: "other/\(other.place.name)/inputs.json").contains("fake://bucket/n"))
    _ = try await engine(scratch.path + "/other", backend).resume(workflow, in: other)
    #expect(backend.ran.count == 1)
    // What was begun here is brought up to date, and can be looked at as any run.
    try await MirrorPlace.refresh(here, from: copy(here), storage)
    #expect(try Disk.read(here.journal) == Disk.read(other.journal))
    #expect(RunHistory(try Journal.events(at: here.journal)).end == .succeeded)
  }

  @Test func aRunThatCannotBeHandedOverHasFailed() async throws {
    let scratch = try ScratchFolder()
    await #expect(throws: ExecutionError.self) {
      try await engine(scratch.path + "/runs", FakeBackend()).handOver(workflow) { _ in
        throw ExecutionError(.network, "no way there")
      }
    }
    let run = try newest(scratch.path + "/runs")
    #expect(RunHistory(try Journal.events(at: run.journal)).end == .failed("no way there"))
  }

  @Test func aRunThatAProcessHereHasIsNotBroughtUpToDate() async throws {
    let scratch = try ScratchFolder()
    let here = try await engine(scratch.path + "/runs", FakeBackend()).handOver(workflow) { _ in workflow }
    let other = try await MirrorPlace.restore(copy(here), from: storage, into: scratch.path + "/other")
    _ = try await engine(scratch.path + "/other", FakeBackend()).resume(workflow, in: other)
    let lease = try RunLease.take(here)
    let before = try Disk.read(here.journal)
    try await MirrorPlace.refresh(here, from: copy(here), storage)
    #expect(try Disk.read(here.journal) == before)
    withExtendedLifetime(lease) {}
  }

  @Test func whoKnowsThatAHeadHasEndedNeedNotWaitForItsTerm() async throws {
    let scratch = try ScratchFolder()
    let here = try await engine(scratch.path + "/runs", FakeBackend()).handOver(workflow) { _ in workflow }
    let place = place(term: .seconds(1000))
    let layout = MirrorLayout(folder: try copy(here))
    var dead = LeaseKeeper(place, layout, lock: "job 1", clock: .system)
    try await dead.take { _ in }
    let run = RunDirectory(RunPlace(name: here.place.name, folder: here.path, key: try copy(here).name))
    let taken = try await TakenRun(run, mirror: place, lock: "job 1")
    try taken.closeAsCancelled()
    await taken.giveBack()
    #expect(try await copiedJournal(copy(here)) == Disk.read(here.journal))
    #expect(RunHistory(try Journal.events(at: here.journal)).end == .cancelled)
    #expect(try await MirrorPlace.holder(of: copy(here), storage) == nil)
  }
}
