import JSONText
import RunIndex
import RunReport
import TaskFolder
import TestSupport
import Testing
import WorkflowEngine
import WorkflowModel

@Suite final class FollowedRunTests {
  private let folder: ScratchFolder
  private let directory: RunDirectory

  init() throws {
    folder = try ScratchFolder()
    directory = RunDirectory(RunPlace(name: "r", folder: folder.path))
  }

  private func append(_ time: Int64, _ kind: RunEvent.Kind, lineFeed: String = "\n") throws {
    if try Disk.status(of: directory.journal) == nil { try Disk.write([], to: directory.journal) }
    let line = JSONWriter.compact(Sample.event(time, kind).json) + lineFeed
    try Disk.append(Array(line.utf8), to: directory.journal)
  }

  @Test func aRunWithoutAJournalIsNone() throws {
    var run = FollowedRun(directory)
    try run.refresh()
    #expect(run.run == nil)
  }

  @Test func whatIsNewIsReadAndNothingElse() throws {
    try append(0, .runStarted(directory.place, workflow: "w"))
    var run = FollowedRun(directory)
    try run.refresh()
    let first = run.version
    try run.refresh()
    #expect(run.version == first)
    try append(1, .callStarted(Sample.align))
    try append(2, .callCancelled(Sample.align), lineFeed: "")
    try run.refresh()
    #expect(run.version != first)
    #expect(run.run?.calls.map(\.state) == [.waiting])
    try Disk.append([0x0A], to: directory.journal)
    try run.refresh()
    #expect(run.run?.calls.map(\.state) == [.cancelled])
  }

  @Test func anotherFileIsReadFromItsBeginning() throws {
    try append(0, .runStarted(directory.place, workflow: "w"))
    try append(1, .callStarted(Sample.align))
    var run = FollowedRun(directory)
    try run.refresh()
    try Disk.removeTree(directory.journal)
    try append(0, .runStarted(directory.place, workflow: "other"))
    try run.refresh()
    #expect(run.run?.workflow == "other")
    #expect(run.run?.calls.isEmpty == true)
  }
}
