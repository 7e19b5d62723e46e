import Testing

@testable import WorkflowEngine

@Suite struct SegmentPlanTests {
  @Test func aLineWaitsNoLongerThanTheBound() {
    var plan = SegmentPlan()
    #expect(!plan.isDue(at: .seconds(100)))
    plan.wrote(isUrgent: false, at: .seconds(100))
    plan.wrote(isUrgent: false, at: .seconds(104))
    #expect(!plan.isDue(at: .milliseconds(104_900)))
    #expect(plan.isDue(at: .seconds(105)))
  }

  @Test func whatMattersWaitsLess() {
    var plan = SegmentPlan()
    plan.wrote(isUrgent: false, at: .seconds(10))
    plan.wrote(isUrgent: true, at: .seconds(11))
    #expect(!plan.isDue(at: .milliseconds(11_900)))
    #expect(plan.isDue(at: .seconds(12)))
    plan.copied(at: .seconds(12))
    #expect(!plan.isDue(at: .seconds(1000)))
  }

  @Test(arguments: [true, false]) func segmentsAreFew(isUrgent: Bool) {
    var plan = SegmentPlan()
    var count = 0
    // A line each 0.1 s, an hour long.
    for step in 0..<36_000 {
      let now = Duration.milliseconds(100 * step)
      plan.wrote(isUrgent: isUrgent, at: now)
      if plan.isDue(at: now) {
        count += 1
        plan.copied(at: now)
      }
    }
    #expect(count <= 20 + 3600 / 5)
    #expect(count >= 600)
  }
}
