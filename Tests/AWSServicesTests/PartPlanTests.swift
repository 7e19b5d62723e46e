import Testing

@testable import AWSServices

@Suite struct PartPlanTests {
  @Test(arguments: [(1, 1), (5, 1), (6, 2), (10, 2), (11, 3)] as [(Int64, Int)])
  func partsCoverEveryByteOnce(_ size: Int64, _ count: Int) {
    let plan = PartPlan(size: size, partSize: 5)
    #expect(plan.count == count)
    var end: Int64 = 0
    for index in 0..<plan.count {
      #expect(plan[index].offset == end && plan[index].number == index + 1)
      end += plan[index].length
    }
    #expect(end == size)
  }

  @Test func thereAreNeverMoreThanTenThousand() {
    let plan = PartPlan(size: 5 << 40, partSize: 16 << 20)
    #expect(plan.count <= 10_000 && plan.partSize % (1 << 20) == 0)
  }
}
