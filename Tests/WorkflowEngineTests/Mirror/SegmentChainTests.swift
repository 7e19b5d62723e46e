import Testing
import WorkflowModel

@testable import WorkflowEngine

@Suite struct SegmentChainTests {
  private func segment(_ start: Int64, _ end: Int64, by head: Int) -> JournalSegments.Segment {
    .init(file: FileReference("fake://\(start)-\(head)"), start: start, head: head, size: end - start)
  }

  private func chain(_ segments: [JournalSegments.Segment]) -> (text: String, gap: Int64?) {
    let (chain, gap) = JournalSegments.chain(of: segments)
    return (chain.map { "\($0.start)-\($0.head)" }.joined(separator: " "), gap)
  }

  @Test func segmentsFollowEachOther() {
    let found = chain([segment(10, 30, by: 1), segment(0, 10, by: 1), segment(30, 31, by: 2)])
    #expect(found.text == "0-1 10-1 30-2" && found.gap == nil)
  }

  @Test func whereALaterHeadWroteItsSegmentCounts() {
    let found = chain([segment(0, 10, by: 1), segment(10, 20, by: 1), segment(20, 25, by: 1), segment(10, 24, by: 2)])
    #expect(found.text == "0-1 10-2" && found.gap == nil)
  }

  @Test func aHeadThatWasReplacedCannotGoOnBehindItsSuccessor() {
    let found = chain([segment(0, 10, by: 1), segment(10, 20, by: 2), segment(20, 30, by: 1)])
    #expect(found.text == "0-1 10-2" && found.gap == nil)
  }

  @Test func whatIsMissingIsSeen() {
    #expect(chain([segment(0, 10, by: 1), segment(20, 30, by: 1)]).gap == 10)
    #expect(chain([segment(5, 10, by: 1)]).gap == 0)
    #expect(chain([]).gap == nil)
  }
}
