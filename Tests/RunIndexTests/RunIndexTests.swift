import GRDB
import Glibc
import TaskFolder
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@testable import RunIndex

@Suite struct RunIndexTests {
  @Test func aRunIsToldWithItsCalls() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 3, done: 2, end: .succeeded))
    let (summary, tallies, calls) = try RunIndex.of(runs.path, say: { _ in }) { index in
      try index.refresh("a")
      return (try index.run("a"), try index.tallies(of: "a"), try index.calls(of: "a", in: [.done], limit: 1))
    }
    #expect(summary?.state == .succeeded)
    #expect(summary?.workflow == "w")
    #expect(summary?.key == "r-1")
    #expect(summary?.counts[.done] == 2)
    #expect(tallies.map(\.name) == ["align"])
    #expect(tallies.first?.oldestRunning == 1003)
    #expect(calls.map(\.path) == ["align[0]"])
    #expect(try Disk.status(of: runs.path + "/_index.sqlite") != nil)
  }

  @Test func whatIsNewIsAddedAndATornLineWaits() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 2, done: 0))
    #expect(try runs.runs().first?.counts[.running] == 2)
    let call = CallPath([CallPath.Step("align", shards: [0])])
    let more = ScratchRuns.ended(call, at: 9000).map(ScratchRuns.line).joined()
    try runs.append("a", String(more.dropLast(20)))
    #expect(try runs.runs().first?.counts[.waiting] == 1)
    try runs.append("a", String(more.suffix(20)))
    #expect(try runs.runs().first?.counts[.done] == 1)
    #expect(try runs.runs().first?.latest == 9000)
  }

  @Test func aJournalThatGotShorterOrIsAnotherOneIsReadAnew() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 5, done: 5))
    #expect(try runs.runs().first?.counts.total == 5)
    try runs.write("a", ScratchRuns.events(calls: 2, done: 1))
    #expect(try runs.runs().first?.counts.total == 2)
    // Longer than what was read, and not its continuation.
    try runs.write("a", ScratchRuns.events(calls: 4, done: 4, begun: 777_000))
    #expect(try runs.runs().first?.counts.total == 4)
    #expect(try runs.runs().first?.begun == 777_000)
  }

  @Test func aRunWhoseFolderIsGoneIsForgotten() throws {
    let runs = try ScratchRuns()
    for name in ["a", "b"] { try runs.write(name, ScratchRuns.events(calls: 1, done: 1)) }
    #expect(try runs.runs().count == 2)
    try Disk.removeTree(runs.path + "/a")
    #expect(try runs.runs().map(\.name) == ["b"])
    try Disk.removeTree(runs.path + "/b")
    let run = try RunIndex.of(runs.path, say: { _ in }) { index in
      try index.refresh("b")
      return try index.run("b")
    }
    #expect(run == nil)
  }

  @Test func linesThatAreNoEventsArePassedOverAndCounted() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 1, done: 1))
    try runs.append("a", "{\"time\":1,\"event\":\"of-a-later-version\"}\nnot even JSON\n")
    try runs.append("a", ScratchRuns.events(calls: 0, done: 0, end: .succeeded).suffix(1) + [])
    let run = try runs.runs().first
    #expect(run?.unread == 2)
    #expect(run?.state == .succeeded)
  }

  @Test func aJournalOfANewerFormatIsUnreadable() throws {
    let runs = try ScratchRuns()
    try runs.scratch.write(
      "{\"time\":1,\"event\":\"run-started\",\"journal\":99,\"run\":\"a\",\"folder\":\"/\",\"workflow\":\"w\"}\n",
      to: "a/journal.jsonl")
    #expect(try runs.runs().first?.state == .unreadable)
    #expect(try runs.runs().first?.problem?.contains("format 99") == true)
  }

  @Test func theNewestRunComesFirst() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 0, done: 0, begun: 5000, end: .cancelled))
    try runs.write("b", ScratchRuns.events(calls: 0, done: 0, begun: 9000, end: .failed("why")))
    try runs.write("c", ScratchRuns.events(calls: 0, done: 0, begun: 7000))
    #expect(try runs.runs().map(\.name) == ["b", "c", "a"])
    let failed = try RunIndex.of(runs.path, say: { _ in }) { try $0.runs(limit: 1) { $0.state != .failed } }
    #expect(failed.map(\.name) == ["c"])
  }

  // MARK: The file

  @Test(arguments: ["this is no database", ""]) func aFileThatIsNoIndexIsMadeAnew(_ content: String) throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 1, done: 1))
    try runs.scratch.write(String(repeating: content, count: 1000), to: "_index.sqlite")
    let complaints = Gathered<String>()
    #expect(try runs.runs(complaints).count == 1)
    #expect(complaints.all == [])
  }

  @Test func aDamagedIndexIsMadeAnew() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 2000, done: 1))
    #expect(try runs.runs().count == 1)
    var bytes = try Disk.read(runs.path + "/_index.sqlite")
    for place in 4096..<bytes.count { bytes[place] = 0xA5 }
    try Disk.write(bytes, to: runs.path + "/_index.sqlite")
    let complaints = Gathered<String>()
    try runs.append("a", ScratchRuns.events(calls: 0, done: 0, end: .succeeded).suffix(1) + [])
    #expect(try runs.runs(complaints).first?.counts.total == 2000)
    #expect(complaints.all == [])
  }

  @Test func anIndexWithoutItsTablesIsMadeAnew() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 1, done: 1))
    _ = try runs.runs()
    try DatabaseQueue(path: runs.path + "/_index.sqlite").write {
      try $0.execute(sql: "DROP TABLE calls; DROP TABLE runs")
    }
    #expect(try runs.runs().count == 1)
  }

  @Test func anOlderIndexIsMadeAnewAndANewerOneIsLeftAlone() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 1, done: 1))
    _ = try runs.runs()
    let file = runs.path + "/_index.sqlite"
    func set(_ version: Int) throws {
      try DatabaseQueue(path: file).write {
        try $0.execute(sql: "UPDATE runs SET workflow = 'of another version'; PRAGMA user_version = \(version)")
      }
    }
    try set(0)
    #expect(try runs.runs().map(\.workflow) == ["w"])
    try set(1000)
    let complaints = Gathered<String>()
    #expect(try runs.runs(complaints).map(\.workflow) == ["w"])
    #expect(complaints.all.first?.contains("a newer martlet wrote it") == true)
    let kept = try DatabaseQueue(path: file).read { try String.fetchAll($0, sql: "SELECT workflow FROM runs") }
    #expect(kept == ["of another version"])
    try RunIndex.empty(runs.path)
    #expect(try runs.runs(complaints).map(\.workflow) == ["w"])
    #expect(complaints.all.count == 1)
  }

  @Test func whereNoFileCanBeTheJournalsAreRead() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 1, done: 1))
    try Disk.makeFolder(runs.path + "/_index.sqlite")
    let complaints = Gathered<String>()
    #expect(try runs.runs(complaints).count == 1)
    #expect(complaints.all.count == 1)
    #expect(throws: ExecutionError.self) { try RunIndex.empty(runs.path) }
    #expect(try RunIndex.of(runs.path + "/none", say: { _ in }) { try $0.runs() } == [])
  }

  @Test func whileAnotherProcessWritesTheJournalsAreRead() throws {
    let runs = try ScratchRuns()
    try runs.write("a", ScratchRuns.events(calls: 1, done: 1))
    _ = try runs.runs()
    try runs.append("a", ScratchRuns.events(calls: 0, done: 0, end: .succeeded).suffix(1) + [])
    let complaints = Gathered<String>()
    var state: RunState?
    try DatabaseQueue(path: runs.path + "/_index.sqlite").inTransaction(.exclusive) { _ in
      state = try runs.runs(complaints).first?.state
      return .rollback
    }
    #expect(state == .succeeded)
    #expect(complaints.all.first?.contains("another process") == true)
  }

  @Test func manyReadersAtOnceAgree() async throws {
    let runs = try ScratchRuns()
    for number in 0..<20 { try runs.write("run-\(number)", ScratchRuns.events(calls: 50, done: 50, end: .succeeded)) }
    let path = runs.path
    let totals = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<6 {
        group.addTask {
          try RunIndex.of(path, say: { Issue.record("\($0)") }) { index in
            try index.refresh()
            return try index.runs().map { $0.counts[.done] }.reduce(0, +)
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(totals == [Int](repeating: 1000, count: 6))
  }
}

@Suite struct CachedCallsTests {
  private func cached(stdout: String) -> [RunEvent] {
    let call = CallPath([CallPath.Step("count")])
    let files = TaskFiles(stdout: FileReference(stdout), stderr: FileReference("/e"), workFolder: "/w")
    let place = RunPlace(name: "b", folder: "/runs/b", key: "b-1")
    return [
      RunEvent(time: 1, .runStarted(place, workflow: "w")), RunEvent(time: 2, .callStarted(call)),
      RunEvent(time: 3, .callCached(call, CachedCall(key: "0", run: "a-1", call: call, status: 0, files: files))),
      RunEvent(time: 4, .runEnded(.succeeded)),
    ]
  }

  @Test(arguments: [
    ("/runs/a/calls/count/attempt-1/stdout", ["b"]), ("s3://bucket/p/a-1/calls/count/attempt-1/stdout", ["b"]),
    ("/runs/b/calls/count/attempt-1/stdout", []), ("s3://bucket/p/b-1/calls/count/attempt-1/stdout", []),
  ]) func aRunUsesWhatItTookFromTheCacheUnlessItWasCopied(_ stdout: String, _ users: [String]) throws {
    let runs = try ScratchRuns()
    try runs.write("b", cached(stdout: stdout))
    let (found, run) = try RunIndex.of(runs.path, say: { _ in }) { index in
      try index.refresh()
      return (try index.users(), try index.run("b"))
    }
    #expect(found["a-1"] ?? [] == users)
    #expect(run?.counts[.cached] == 1)
    let details = try CallDetails(of: "count", in: RunFolders.directory(of: "b", in: runs.path))
    #expect(details.cached?.run == "a-1")
    #expect(details.attempts.isEmpty)
  }
}
