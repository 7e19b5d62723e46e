import Commands
import RunIndex
import Testing
import WorkflowEngine

@Suite struct CleanChoiceTests {
  private func run(_ name: String, end: RunEnd? = .succeeded, isHeld: Bool? = nil) -> RunSummary {
    var run = RunSummary(name: name)
    run.key = name + "-key"
    run.end = end
    run.isHeld = isHeld
    run.latest = 1
    return run
  }

  private func rule(_ names: Set<String>) -> CleanRule {
    var rule = CleanRule()
    rule.names = names
    return rule
  }

  @Test func aRunStaysWhileOneThatStaysUsesItsResults() {
    let runs = [run("c"), run("b"), run("a")]
    let users = ["a-key": ["b"], "b-key": ["c"]]
    #expect(CleanChoice(runs, by: rule(["a"]), now: 2, users: users).chosen.isEmpty)
    #expect(CleanChoice(runs, by: rule(["a", "b", "c"]), now: 2, users: users).chosen.map(\.name) == ["c", "b", "a"])
    let without = CleanChoice(runs, by: rule(["a", "b"]), now: 2, users: users)
    #expect(without.chosen.isEmpty)
    #expect(without.refusals.map(\.run) == ["b", "a"])
    #expect(without.refusals.last?.reason == "b took results of it from the call cache (--force)")
  }

  @Test func forceTakesWhatIsUsed() {
    var rule = rule(["a"])
    rule.isForced = true
    #expect(CleanChoice([run("b"), run("a")], by: rule, now: 2, users: ["a-key": ["b"]]).chosen.map(\.name) == ["a"])
  }

  @Test func intermediateFilesStayOnlyForRunsThatAreUnderWay() {
    var rule = rule(["a"])
    rule.isIntermediate = true
    let users = ["a-key": ["b"]]
    #expect(CleanChoice([run("b"), run("a")], by: rule, now: 2, users: users).chosen.count == 1)
    let running = run("b", end: nil, isHeld: true)
    #expect(CleanChoice([running, run("a")], by: rule, now: 2, users: users).chosen.isEmpty)
  }

  @Test func anObstacleKeepsARun() {
    let choice = CleanChoice([run("a")], by: rule(["a"]), now: 2, users: [:]) { _ in "jobs go on" }
    #expect(choice.chosen.isEmpty)
    #expect(choice.refusals.map(\.reason) == ["jobs go on"])
  }
}
