import AWSClient
import Testing

@testable import AWSBatchBackend

@Suite struct ArrayWatchTests {
  typealias Status = JobSnapshot.Status

  private func parent(_ counts: [Status: Int], size: Int, status: Status = .pending) -> JobSnapshot {
    var parent = JobSnapshot(id: "a", status: status)
    parent.children = JobSnapshot.Children(size: size, counts: counts)
    return parent
  }

  private func children(_ indices: some Sequence<Int>, _ status: Status) -> [JobSnapshot] {
    indices.map { JobSnapshot(id: "a:\($0)", status: status) }
  }

  private func watch(_ size: Int) -> ArrayWatch {
    var watch = ArrayWatch(parent: "a")
    for index in 0..<size { watch.watch(index) }
    return watch
  }

  private func time(_ seconds: Double) -> UnixTime { UnixTime(seconds: seconds) }

  @Test func whileNothingEndsNothingIsAsked() {
    var watch = watch(1000)
    let (events, questions) = watch.take(parent([.runnable: 1000], size: 1000), at: time(0))
    #expect(events.isEmpty)
    #expect(questions.isEmpty)
  }

  @Test func anArrayThatSucceededWholeNeedsNoQuestion() {
    var watch = watch(10_000)
    let (events, questions) = watch.take(parent([.succeeded: 10_000], size: 10_000, status: .succeeded), at: time(0))
    #expect(events.count == 10_000)
    #expect(events.first?.event == .ended(JobSnapshot(id: "a:0", status: .succeeded)))
    #expect(questions.isEmpty)
    #expect(watch.watched.isEmpty)
  }

  @Test func ofAnArrayThatHasEndedTheSmallerListTellsAll() {
    var watch = watch(1000)
    let (_, questions) = watch.take(parent([.succeeded: 998, .failed: 2], size: 1000, status: .failed), at: time(0))
    #expect(questions == [.list(.failed)])
    let listed = watch.take(children([7, 9], .failed), to: .list(.failed))
    #expect(listed.isEmpty)
    let others = watch.settle()
    #expect(others.count == 998)
    #expect(watch.questionsOfFailed == [.describe([7, 9])])
    let events = watch.take(children([7, 9], .failed), to: .describe([7, 9]))
    #expect(events.map(\.index) == [7, 9])
    let rest = watch.finishRound()
    #expect(rest.isEmpty)
  }

  @Test func whenMostFailedTheListOfThoseThatSucceededTellsAll() {
    var watch = watch(300)
    let (_, questions) = watch.take(parent([.succeeded: 1, .failed: 299], size: 300, status: .failed), at: time(0))
    #expect(questions == [.list(.succeeded)])
    let listed = watch.take(children([5], .succeeded), to: .list(.succeeded))
    #expect(listed.map(\.index) == [5])
    let settled = watch.settle()
    #expect(settled.isEmpty)
    #expect(watch.questionsOfFailed.count == 3)
    // What Batch does not explain is told all the same.
    let rest = watch.finishRound()
    #expect(rest.count == 299)
  }

  @Test func theFirstEndIsAskedForAtOnce() {
    var watch = watch(1000)
    let (events, questions) = watch.take(parent([.succeeded: 1, .running: 999], size: 1000), at: time(0))
    #expect(questions == [.list(.succeeded)])
    // None waits any more: all run.
    #expect(events.count == 1000)
    let listed = watch.take(children([3], .succeeded), to: .list(.succeeded))
    #expect(listed.map(\.index) == [3])
    let again = watch.take(parent([.succeeded: 1, .running: 999], size: 1000), at: time(5))
    #expect(again.questions.isEmpty)
    #expect(again.events.isEmpty)
  }

  @Test func anExpensiveQuestionWaitsUntilItTellsEnough() {
    var watch = watch(10_000)
    _ = watch.take(parent([.succeeded: 4000, .runnable: 6000], size: 10_000), at: time(0))
    _ = watch.take(children(0..<4000, .succeeded), to: .list(.succeeded))
    let few = watch.take(parent([.succeeded: 4010, .runnable: 5990], size: 10_000), at: time(5)).questions
    #expect(few.isEmpty)
    let late = watch.take(parent([.succeeded: 4010, .runnable: 5990], size: 10_000), at: time(60)).questions
    #expect(!late.isEmpty)
    let many = watch.take(parent([.succeeded: 5500, .runnable: 4500], size: 10_000), at: time(65)).questions
    #expect(!many.isEmpty)
  }

  @Test func whenFewAreLeftTheyAreAskedForThemselves() {
    var watch = watch(10_000)
    _ = watch.take(parent([.succeeded: 9900, .running: 100], size: 10_000), at: time(0))
    _ = watch.take(children(0..<9900, .succeeded), to: .list(.succeeded))
    let questions = watch.take(parent([.succeeded: 9950, .running: 50], size: 10_000), at: time(5)).questions
    #expect(questions == [.describe(Array(9900..<10_000))])
  }

  @Test func childrenAreAskedForOnlyUntilAllThatEndedAreFound() {
    var watch = watch(400)
    _ = watch.take(parent([.succeeded: 301, .running: 99], size: 400), at: time(0))
    _ = watch.take(children(0..<99, .succeeded), to: .describe(Array(0..<100)))
    #expect(watch.isWorthAsking(.describe(Array(100..<200))))
    _ = watch.take(children(99..<301, .succeeded), to: .describe(Array(100..<300)))
    #expect(!watch.isWorthAsking(.describe(Array(301..<400))))
  }

  @Test func anArrayWhoseChildrenAreNotToBeFoundEndsWithItsParent() {
    var watch = watch(2)
    var ended = parent([:], size: 2, status: .failed)
    ended.statusReason = "the definition is gone"
    var events: [(index: Int, event: JobWatch.Event)] = []
    for round in 0..<JobWatch.missLimit {
      #expect(events.isEmpty)
      let questions = watch.take(ended, at: time(Double(round))).questions
      #expect(questions == [.describe([0, 1])])
      let settled = watch.settle()
      #expect(settled.isEmpty)
      events = watch.finishRound()
    }
    #expect(events.count == 2)
    guard case .ended(let child)? = events.first?.event else { return }
    #expect(child.statusReason == "the definition is gone")
  }

  @Test func anArrayIsWholeWhenNothingElseOfItGoesOn() {
    var watch = watch(3)
    _ = watch.take(parent([.succeeded: 1, .running: 2], size: 3), at: time(0))
    #expect(!watch.isWhole([1, 2], size: 3))
    _ = watch.take(children([0], .succeeded), to: .list(.succeeded))
    #expect(watch.isWhole([1, 2], size: 3))
    #expect(!watch.isWhole([1], size: 3))
  }

  @Test func ofAnArrayThatIsTakenOverOnlyTheWantedChildrenAreTold() {
    var watch = ArrayWatch(parent: "a")
    watch.watch(5)
    let (events, questions) = watch.take(parent([.succeeded: 9, .running: 1], size: 10), at: time(0))
    #expect(events.map(\.index) == [5])
    #expect(questions == [.list(.succeeded)])
    let told = watch.take(children((0..<10).filter { $0 != 7 }, .succeeded), to: .list(.succeeded))
    #expect(told.map(\.index) == [5])
  }
}
