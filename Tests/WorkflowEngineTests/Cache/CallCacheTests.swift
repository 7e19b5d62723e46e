import FileStorage
import JSONText
import TaskFolder
import TestSupport
import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite struct CallCacheTests {
  /// One call that reads a file and makes another.
  private func workflow(_ input: String, change: @escaping @Sendable (inout TaskRequest) -> Void = { _ in })
    -> FakeWorkflow
  {
    FakeWorkflow { context in
      let call = CallPath([.init("copy")])
      let folder = try await context.placement(of: TaskSite(call: call)).inputFolder
      let success = try await context.run(call) { _ in
        var request = TaskRequest(command: "cp \(folder)/0/in.txt out.txt")
        request.inputs = [TaskInput(.file(FileReference(input)), at: folder + "/0/in.txt")]
        request.outputs = [.path("out.txt")]
        change(&request)
        return request
      }
      let files = success.files.entries.map(\.reference)
      return WorkflowOutputs(values: ["fake.out": .string(files.first?.location ?? "")], files: Set(files))
    }
  }

  private func engine(
    _ scratch: borrowing ScratchFolder, _ backend: FakeBackend, _ change: (inout CacheSettings) -> Void = { _ in }
  ) -> Engine {
    var settings = EngineSettings(runsFolder: scratch.path + "/runs")
    settings.publishesOutputs = false
    change(&settings.cache)
    return Engine(settings, storages: [FileStorage()]) { _ in backend }
  }

  private func backend() -> FakeBackend { FakeBackend { _ in .end(FakeTask(files: ["out.txt": "made"])) } }

  private func input(_ scratch: borrowing ScratchFolder, _ text: String = "text", in folder: String = "a") throws
    -> String
  {
    try Disk.makeFolder(scratch.path + "/" + folder)
    let path = scratch.path + "/\(folder)/in.txt"
    try Disk.write(Array(text.utf8), to: path)
    return path
  }

  private func events(_ scratch: borrowing ScratchFolder) throws -> [RunEvent.Kind] {
    try Journal.events(at: scratch.path + "/runs/_latest/journal.jsonl").map(\.kind)
  }

  @Test func aCallThatAsksForTheSameTakesTheResults() async throws {
    let scratch = try ScratchFolder()
    let first = try await engine(scratch, backend()).run(workflow(try input(scratch)))
    let again = backend()
    let second = try await engine(scratch, again).run(workflow(try input(scratch, in: "elsewhere")))
    #expect(again.ran.isEmpty)
    #expect(second.outputs == first.outputs)
    let cached = try events(scratch).compactMap { if case .callCached(_, let cached) = $0 { cached } else { nil } }
    #expect(cached.map(\.run) == [first.directory.place.key])
  }

  @Test func changesMakeItRunAndAreNamed() async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch, backend()).run(workflow(try input(scratch)))
    let again = backend()
    _ = try await engine(scratch, again).run(workflow(try input(scratch, "other text")))
    #expect(again.ran.count == 1)
    #expect(
      try events(scratch).contains(
        .callUncached(CallPath([.init("copy")]), because: "the input in.txt has changed")))
  }

  @Test(arguments: [true, false])
  func resultsThatAreGoneOrHaveChangedAreNotUsed(isGone: Bool) async throws {
    let scratch = try ScratchFolder()
    let first = try await engine(scratch, backend()).run(workflow(try input(scratch)))
    let made = try #require(first.outputs["fake.out"]?.string)
    if isGone { try Disk.removeTree(made) } else { try Disk.write(Array("MADE".utf8), to: made) }
    let again = backend()
    _ = try await engine(scratch, again).run(workflow(try input(scratch)))
    #expect(again.ran.count == 1)
    let reasons = try events(scratch).compactMap { if case .callUncached(_, let reason) = $0 { reason } else { nil } }
    #expect(reasons.count == 1)
    #expect(reasons.first?.hasSuffix(isGone ? "made, is gone" : "made, has changed") == true)
  }

  @Test func whatIsVolatileRuns() async throws {
    let scratch = try ScratchFolder()
    let again = backend()
    for _ in 1...2 {
      _ = try await engine(scratch, again).run(workflow(try input(scratch)) { $0.isCacheable = false })
    }
    #expect(again.ran.count == 2)
  }

  @Test func withoutTheCacheNothingIsTakenOrKept() async throws {
    let scratch = try ScratchFolder()
    let again = backend()
    for _ in 1...2 { _ = try await engine(scratch, again) { $0 = .off }.run(workflow(try input(scratch))) }
    #expect(again.ran.count == 2)
    #expect(try Disk.status(of: scratch.path + "/runs/_cache") == nil)
  }

  @Test func resultsMayBeCopied() async throws {
    let scratch = try ScratchFolder()
    let first = try await engine(scratch, backend()).run(workflow(try input(scratch)))
    let again = backend()
    let second = try await engine(scratch, again) { $0.results = .copy }.run(workflow(try input(scratch)))
    #expect(again.ran.isEmpty)
    let (before, after) = (
      try #require(first.outputs["fake.out"]?.string), try #require(second.outputs["fake.out"]?.string)
    )
    #expect(after.hasPrefix(second.directory.path))
    #expect(try Disk.read(after) == Disk.read(before))
  }

  @Test func aSharedFolderServesOtherRunsFolders() async throws {
    let scratch = try ScratchFolder()
    let shared = [FileReference(scratch.path + "/shared")]
    _ = try await engine(scratch, backend()) { $0.shared = shared }.run(workflow(try input(scratch)))
    try Disk.removeTree(scratch.path + "/runs/_cache")
    let again = backend()
    _ = try await engine(scratch, again) { $0.shared = shared }.run(workflow(try input(scratch)))
    #expect(again.ran.isEmpty)
  }

  @Test func aFolderThatCannotBeUsedIsToldOnce() async throws {
    let scratch = try ScratchFolder()
    try Disk.write([], to: scratch.path + "/file")
    let again = backend()
    let result = try await engine(scratch, again) { $0.folder = scratch.path + "/file" }.run(
      workflow(try input(scratch)))
    #expect(again.ran.count == 1)
    #expect(result.outputs["fake.out"] != nil)
    let warnings = try events(scratch).filter { if case .note(.warning, _) = $0 { true } else { false } }
    #expect(warnings.count == 1)
  }

  @Test(arguments: ["", "{", "{\"format\":99}", "[]"])
  func aSpoiledEntryIsAsGoodAsNone(text: String) async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch, backend()).run(workflow(try input(scratch)))
    for entry in try Disk.filesBelow(scratch.path + "/runs/_cache/v1/entries") {
      try Disk.write(Array(text.utf8), to: entry.path)
    }
    let again = backend()
    _ = try await engine(scratch, again).run(workflow(try input(scratch)))
    #expect(again.ran.count == 1)
    let third = backend()
    _ = try await engine(scratch, third).run(workflow(try input(scratch)))
    #expect(third.ran.isEmpty)
  }

  @Test func failuresAreNotKept() async throws {
    let scratch = try ScratchFolder()
    let failing = FakeBackend { _ in .end(FakeTask(status: 1)) }
    _ = try? await engine(scratch, failing).run(workflow(try input(scratch)))
    let again = backend()
    _ = try await engine(scratch, again).run(workflow(try input(scratch)))
    #expect(again.ran.count == 1)
  }

  @Test func aRunThatIsResumedKeepsWhatItTook() async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch, backend()).run(workflow(try input(scratch)))
    _ = try await engine(scratch, backend()).run(workflow(try input(scratch)))
    let journal = scratch.path + "/runs/_latest/journal.jsonl"
    let lines = String(decoding: try Disk.read(journal), as: UTF8.self).split(separator: "\n").dropLast()
    try Disk.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: journal)
    let path = try #require(try Disk.realPath(of: scratch.path + "/runs/_latest"))
    let again = backend()
    _ = try await engine(scratch, again).resume(
      workflow(try input(scratch)), in: RunDirectory(RunPlace(name: FileReference(path).name, folder: path)))
    #expect(again.ran.isEmpty)
  }

  @Test func aPlanRunsNothing() async throws {
    let scratch = try ScratchFolder()
    let idle = backend()
    try await engine(scratch, idle).plan(workflow(try input(scratch)))
    #expect(idle.ran.isEmpty)
    #expect(
      try events(scratch).contains(
        .callUncached(CallPath([.init("copy")]), because: "no call of its name is in the cache")))
  }
}

extension CallCacheTests {
  @Test func equalCallsOfOneRunKeepResultsOfTheirOwn() async throws {
    let scratch = try ScratchFolder()
    let again = backend()
    _ = try await engine(scratch, again).run(FakeWorkflow.scatter(3))
    #expect(again.ran.count == 3)
    _ = try await engine(scratch, again).run(FakeWorkflow.scatter(4))
    #expect(again.ran.count == 4)
    let origins = try events(scratch).compactMap {
      if case .callCached(_, let cached) = $0 { cached.call } else { nil }
    }
    #expect(Set(origins).count == 3)
    #expect(
      try events(scratch).contains {
        if case .callUncached(_, "fewer calls that ask for the same are in the cache") = $0 { true } else { false }
      })
  }
}

// Results that must not be taken, or not be kept.
extension CallCacheTests {
  private func ran(_ scratch: borrowing ScratchFolder, _ workflow: FakeWorkflow) async throws -> Int {
    let backend = backend()
    _ = try await engine(scratch, backend).run(workflow)
    return backend.ran.count
  }

  @Test func anInputThatChangedMeanwhileSpoilsNothing() async throws {
    let scratch = try ScratchFolder()
    let path = try input(scratch, "alpha")
    let changing = FakeBackend { _ in
      try Disk.write(Array("bravo".utf8), to: path)
      return .end(FakeTask(files: ["out.txt": "bravo"]))
    }
    _ = try await engine(scratch, changing).run(workflow(path))
    #expect(try await ran(scratch, workflow(try input(scratch, "alpha"))) == 1)
  }

  @Test(arguments: ["stdout", "stderr"])
  func aStreamThatHasChangedIsNotTaken(name: String) async throws {
    let scratch = try ScratchFolder()
    let first = try await engine(scratch, backend()).run(workflow(try input(scratch)))
    let place = first.directory.place.attemptFolder(CallPath([.init("copy")]), 0)
    try Disk.write(Array("something else".utf8), to: place + "/" + name)
    #expect(try await ran(scratch, workflow(try input(scratch))) == 1)
  }

  @Test func aFolderCountsWithItsEmptyFolders() async throws {
    let scratch = try ScratchFolder()
    let folder = FileReference(Disk.parent(of: try input(scratch)))
    let reading = workflow(try input(scratch, in: "b")) {
      $0.readInPlace = [InPlaceInput(.folder(folder), position: 0)]
    }
    #expect(try await ran(scratch, reading) == 1)
    #expect(try await ran(scratch, reading) == 0)
    try Disk.makeFolder(folder.location + "/empty")
    #expect(try await ran(scratch, reading) == 1)
  }

  @Test func outputsAmongTheInputsAreNotKept() async throws {
    let scratch = try ScratchFolder()
    let indexing = workflow(try input(scratch)) { $0.outputs.append(.path($0.inputs[0].path + ".bai")) }
    let beside = FakeBackend { attempt in
      .end(FakeTask(files: ["out.txt": "made", attempt.request.inputs[0].path + ".bai": "index"]))
    }
    for _ in 1...2 { _ = try await engine(scratch, beside).run(indexing) }
    #expect(beside.ran.count == 2)
    let notes = try events(scratch).compactMap { if case .note(_, let text) = $0 { text } else { nil } }
    #expect(notes == ["results of copy are not kept for other runs: it leaves outputs among its inputs"])
  }

  @Test func oneEntryThatCannotBeReadIsOneMiss() async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch, backend()).run(FakeWorkflow.scatter(3))
    let entry = try #require(
      try Disk.filesBelow(scratch.path + "/runs/_cache/v1/entries").first { $0.status.kind == .file })
    try Disk.removeTree(entry.path)
    try Disk.makeFolder(entry.path)
    #expect(try await ran(scratch, FakeWorkflow.scatter(3)) == 1)
  }

  @Test func aRefusedCopyLeavesNothing() async throws {
    let scratch = try ScratchFolder()
    let path = try input(scratch)
    _ = try await engine(scratch, backend()).run(workflow(path))
    let call = CallPath([.init("copy")])
    let picky = FakeWorkflow { context in
      let folder = try await context.placement(of: TaskSite(call: call)).inputFolder
      _ = try await context.run(
        call,
        prepare: { _ in
          var request = TaskRequest(command: "cp \(folder)/0/in.txt out.txt")
          request.inputs = [TaskInput(.file(FileReference(path)), at: folder + "/0/in.txt")]
          request.outputs = [.path("out.txt")]
          return request
        },
        accept: { success in
          if success.files.stdout.location.contains("/cached/") { throw ExecutionError(.evaluationFailed, "no") }
        })
      return WorkflowOutputs(values: [:], files: [])
    }
    let again = backend()
    let result = try await engine(scratch, again) { $0.results = .copy }.run(picky)
    #expect(again.ran.count == 1)
    #expect(try Disk.status(of: result.directory.place.callFolder(call) + "/cached") == nil)
  }

  @Test func equalCallsStayApartWhenARunIsResumed() async throws {
    let scratch = try ScratchFolder()
    _ = try await engine(scratch, backend()).run(FakeWorkflow.scatter(3))
    _ = try await engine(scratch, backend()).run(FakeWorkflow.scatter(3))
    let journal = scratch.path + "/runs/_latest/journal.jsonl"
    let lines = String(decoding: try Disk.read(journal), as: UTF8.self).split(separator: "\n")
    // Only what is known of the first call is left.
    let cut = lines.filter {
      !$0.contains("run-ended") && (!$0.contains("\"call\"") || $0.contains("\"call\":\"a[0]\""))
    }
    try Disk.write(Array((cut.joined(separator: "\n") + "\n").utf8), to: journal)
    let path = try #require(try Disk.realPath(of: scratch.path + "/runs/_latest"))
    _ = try await engine(scratch, backend()).resume(
      FakeWorkflow.scatter(3), in: RunDirectory(RunPlace(name: FileReference(path).name, folder: path)))
    let origins = try events(scratch).compactMap {
      if case .callCached(_, let cached) = $0 { cached.call } else { nil }
    }
    #expect(origins.count == 3)
    #expect(Set(origins).count == 3)
  }
}

extension CallCacheTests {
  @Test func aFolderOfVeryManyFilesIsNotReadForTheCache() async throws {
    let scratch = try ScratchFolder()
    let folder = scratch.path + "/many"
    try Disk.makeFolder(folder)
    for number in 0...10_000 { try Disk.write([], to: folder + "/\(number)") }
    let reading = workflow(try input(scratch)) {
      $0.readInPlace = [InPlaceInput(.folder(FileReference(folder)), position: 0)]
    }
    let again = backend()
    for _ in 1...2 { _ = try await engine(scratch, again).run(reading) }
    #expect(again.ran.count == 2)
    let reasons = try events(scratch).compactMap { if case .callUncached(_, let reason) = $0 { reason } else { nil } }
    #expect(reasons == ["\(folder) has too many files to know what they hold: 10001"])
  }
}
