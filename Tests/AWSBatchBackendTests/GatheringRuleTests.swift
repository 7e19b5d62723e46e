import JSONText
import Testing

@testable import AWSBatchBackend

@Suite struct GatheringRuleTests {
  private func rule(limit: Int = 10_000) -> GatheringRule { GatheringRule(window: 0.2, limit: limit) }

  @Test func aLoneJobWaitsForOneWindow() {
    var rule = rule()
    #expect(!{ rule.arrived(bytes: 1000) }())
    let isOver = rule.windowPassed(onTheirWay: 0)
    #expect(isOver)
  }

  @Test func aStreamThatBatchTakesSinglyIsNotHeld() {
    var rule = rule()
    for _ in 0..<9 { _ = rule.arrived(bytes: 1000) }
    #expect({ rule.windowPassed(onTheirWay: 5) }())
  }

  @Test func aFasterStreamIsHeldUntilItEnds() {
    var rule = rule()
    for _ in 0..<20 {
      for _ in 0..<100 { #expect(!{ rule.arrived(bytes: 1000) }()) }
      #expect(!{ rule.windowPassed(onTheirWay: 0) }())
    }
    #expect({ rule.windowPassed(onTheirWay: 0) }())
    #expect(rule.count == 2000)
  }

  @Test func manyThatAreBeingPreparedAreWaitedForButNotForLong() {
    var rule = rule()
    _ = rule.arrived(bytes: 1000)
    let answers = (0..<7).map { _ in rule.windowPassed(onTheirWay: 500) }
    #expect(answers == [false, false, false, false, false, true, true])
  }

  @Test func noArrayIsHeldForEver() {
    var rule = rule()
    var windows = 0
    repeat {
      windows += 1
      for _ in 0..<20 { _ = rule.arrived(bytes: 1000) }
    } while !rule.windowPassed(onTheirWay: 500)
    #expect(windows == 150)
  }

  @Test func aFullArrayIsSubmittedAtOnce() {
    var rule = rule(limit: 3)
    let answers = (0..<3).map { _ in rule.arrived(bytes: 1000) }
    #expect(answers == [false, false, true])
  }

  @Test func manifestsThatAreTooManyForOnePackStartAnother() {
    var rule = rule()
    #expect(!{ rule.arrived(bytes: 40 << 20) }())
    #expect({ rule.arrived(bytes: 40 << 20) }())
  }

  @Test(
    arguments: [
      ("off", 1), (false, 1), (0, 1), (1, 1), ("auto", 10_000), (true, 10_000), (500, 500), ("500", 500), (10_001, nil),
      (-1, nil), ("many", nil), ([], nil),
    ] as [(JSONValue, Int?)])
  func theSettingIsOffAutoOrASize(json: JSONValue, limit: Int?) {
    #expect(ArraySetting(json: json)?.limit == limit)
  }
}
