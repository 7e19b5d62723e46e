import Testing

@testable import AWSBatchBackend

@Suite struct JobWatchTests {
  private func snapshot(_ id: String, _ status: JobSnapshot.Status, _ reason: String? = nil) -> JobSnapshot {
    var snapshot = JobSnapshot(id: id, status: status)
    snapshot.statusReason = reason
    return snapshot
  }

  /// Goes through a round; returns the news and the number of pages asked for.
  private func round(
    _ watch: inout JobWatch, _ answer: (String) -> JobSnapshot?
  ) -> (news: [(id: String, event: JobWatch.Event)], pages: Int) {
    var news: [(id: String, event: JobWatch.Event)] = []
    var pages = 0
    watch.startRound()
    while let page = watch.nextPage() {
      pages += 1
      news += watch.take(page.compactMap(answer), for: page)
    }
    return (news, pages)
  }

  @Test func onlyWhatIsNewIsTold() {
    var watch = JobWatch()
    watch.add("a")
    #expect(round(&watch) { snapshot($0, .runnable) }.news.map(\.event) == [.waiting(reason: nil)])
    #expect(round(&watch) { snapshot($0, .starting) }.news.isEmpty)
    #expect(round(&watch) { snapshot($0, .runnable, "no room") }.news.map(\.event) == [.waiting(reason: "no room")])
    #expect(round(&watch) { snapshot($0, .running) }.news.map(\.event) == [.running])
    let end = snapshot("a", .failed, "why")
    #expect(round(&watch) { _ in end }.news.map(\.event) == [.ended(end)])
    #expect(watch.isEmpty)
  }

  @Test func jobsAreAskedForByTheHundred() {
    var watch = JobWatch()
    for number in 0..<250 { watch.add("\(number)") }
    #expect(round(&watch) { snapshot($0, .running) }.pages == 3)
  }

  @Test func aPageOfWaitingJobsEndsTheRound() {
    var watch = JobWatch()
    for number in 0..<1000 { watch.add("\(number)") }
    let pages = (0..<JobWatch.fullRoundEvery).map { _ in round(&watch) { snapshot($0, .runnable) }.pages }
    #expect(pages == [10] + Array(repeating: 1, count: JobWatch.fullRoundEvery - 1))
    #expect(round(&watch) { snapshot($0, .runnable) }.pages == 10)
  }

  @Test func aJobThatSomebodyWaitsForIsAskedForFirst() {
    var watch = JobWatch()
    for number in 0..<300 { watch.add("\(number)") }
    watch.hurry("299")
    watch.startRound()
    #expect(watch.nextPage()?.first == "299")
  }

  @Test func aJobUnknownSeveralTimesInARowHasVanished() {
    var watch = JobWatch()
    watch.add("a")
    for _ in 1..<JobWatch.missLimit { #expect(round(&watch) { _ in nil }.news.isEmpty) }
    #expect(round(&watch) { _ in nil }.news.map(\.event) == [.vanished])
    #expect(watch.isEmpty)
  }

  @Test func aJobThatIsKnownAgainHasNotVanished() {
    var watch = JobWatch()
    watch.add("a")
    for _ in 1..<JobWatch.missLimit { _ = round(&watch) { _ in nil } }
    _ = round(&watch) { snapshot($0, .runnable) }
    #expect(round(&watch) { _ in nil }.news.isEmpty)
    #expect(watch.count == 1)
  }
}
