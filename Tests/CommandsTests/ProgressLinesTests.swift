import Commands
import Testing
import WorkflowEngine
import WorkflowModel

@Suite struct ProgressLinesTests {
  /// The lines of a run of `width` calls of one name, each of which takes a second after the one before.
  private func lines(ofScatter width: Int, failing: Bool = false) -> [String] {
    var progress = ProgressLines()
    var time: Int64 = 0
    var lines = progress.lines(
      for: RunEvent(time: time, .runStarted(RunPlace(name: "w-1", folder: "/runs/w-1"), workflow: "w")))
    for shard in 0..<width {
      let call = CallPath([.init("align", shards: [shard])])
      lines += progress.lines(for: RunEvent(time: time, .callStarted(call)))
      lines += progress.lines(for: RunEvent(time: time, .attemptRunning(AttemptName(call, 0))))
      time += 1000
      let end: RunEvent.Kind = failing ? .callFailed(call, message: "no") : .callSucceeded(call, attempt: 0, status: 0)
      lines += progress.lines(for: RunEvent(time: time, end))
    }
    return lines + progress.lines(for: RunEvent(time: time, .runEnded(.succeeded)))
  }

  @Test func aFewCallsAreToldOneByOne() {
    #expect(
      lines(ofScatter: 2) == [
        "run w in /runs/w-1", "start align[0]", "done align[0]", "start align[1]", "done align[1]", "run done",
      ])
  }

  @Test func manyCallsAreCounted() {
    let lines = lines(ofScatter: 10_000)
    #expect(lines.count < 120)
    #expect(lines[41] == "align has many calls, which are counted from here on; run.log names each")
    #expect(lines.suffix(2) == ["align: 10000 done", "run done"])
  }

  @Test func failuresAreToldAndThenCounted() {
    let lines = lines(ofScatter: 1_000, failing: true)
    #expect(lines.count { $0.hasPrefix("failed align[") } == 20)
    #expect(lines.contains("more of align did not succeed; run.log names each"))
    #expect(lines.suffix(2).first == "align: 1000 failed")
  }
}
