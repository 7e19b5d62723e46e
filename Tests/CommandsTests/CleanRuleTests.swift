import Commands
import JSONText
import RunIndex
import Testing
import WorkflowEngine

@Suite struct CleanRuleTests {
  private func run(_ end: RunEnd?, isHeld: Bool? = nil, latest: Int64 = 1000) -> RunSummary {
    var run = RunSummary(name: "a")
    run.begun = 500
    run.latest = latest
    run.end = end
    run.isHeld = isHeld
    return run
  }

  @Test func aDetachedRunStaysUntilItsEndIsKnown() {
    var detached = run(nil, isHeld: false)
    detached.isDetached = true
    var rule = CleanRule()
    guard case .refuse(let why) = rule.verdict(on: detached, now: 6000) else { return #expect(Bool(false)) }
    #expect(why.contains("it is detached"))
    rule.isForced = true
    #expect(rule.verdict(on: detached, now: 6000) == .remove)
    detached.end = .succeeded
    rule.isForced = false
    #expect(rule.verdict(on: detached, now: 6000) == .remove)
  }

  @Test func aRunIsMeantByNameAgeAndStateTogether() {
    var rule = CleanRule()
    rule.names = ["a"]
    rule.age = 5000
    rule.states = [.failed]
    #expect(rule.verdict(on: run(.failed("")), now: 6000) == .remove)
    #expect(rule.verdict(on: run(.failed("")), now: 5999) == .leave)
    #expect(rule.verdict(on: run(.succeeded), now: 6000) == .leave)
    rule.names = ["b"]
    #expect(rule.verdict(on: run(.failed("")), now: 6000) == .leave)
  }

  @Test func aRunWithoutAnAgeIsNotOld() {
    var rule = CleanRule()
    rule.age = 1
    var unreadable = run(nil, latest: 0)
    unreadable.problem = "it cannot be read"
    #expect(rule.verdict(on: unreadable, now: 1 << 50) == .leave)
  }

  @Test(arguments: [true, nil] as [Bool?]) func whatAProcessMayHaveStaysUnlessForced(_ isHeld: Bool?) {
    var rule = CleanRule()
    rule.names = ["a"]
    guard case .refuse = rule.verdict(on: run(nil, isHeld: isHeld), now: 0) else {
      Issue.record("it is not refused")
      return
    }
    rule.isForced = true
    #expect(rule.verdict(on: run(nil, isHeld: isHeld), now: 0) == .remove)
  }

  @Test func onlyRunsThatSucceededHaveIntermediateFiles() {
    var rule = CleanRule()
    rule.isIntermediate = true
    #expect(rule.verdict(on: run(.succeeded), now: 0) == .remove)
    #expect(rule.verdict(on: run(.cancelled), now: 0) == .leave)
    rule.names = ["a"]
    guard case .refuse = rule.verdict(on: run(.cancelled), now: 0) else {
      Issue.record("it is not refused")
      return
    }
  }
}

@Suite struct KeptPathsTests {
  @Test func whatIsKeptKeepsTheFoldersAboveIt() {
    var kept = KeptPaths()
    kept.keep("/run/work/a/b.txt")
    kept.keep("/run/disks")
    #expect(kept.verdict(on: "/run/work") == .lookInside)
    #expect(kept.verdict(on: "/run/work/a/b.txt") == .keep)
    #expect(kept.verdict(on: "/run/work/a/b.txt.bai") == .remove)
    #expect(kept.verdict(on: "/run/work/other") == .remove)
    #expect(kept.verdict(on: "/run/disks") == .keep)
    #expect(KeptPaths().verdict(on: "/run") == .remove)
  }

  @Test func pathsAreFoundHoweverDeepTheyStand() throws {
    let json = try JSONParser.parse(#"{"a":["/x/",{"b":"file:///y"}],"c":"text","d":"s3://b/z","e":1}"#)
    #expect(KeptPaths.paths(in: json) == ["/x", "/y"])
  }
}
