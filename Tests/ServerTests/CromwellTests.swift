import Testing
import WorkflowModel

@testable import Server

@Suite struct CromwellTests {
  @Test(arguments: [
    ("status", [], [], true), ("status", ["status"], [], true), ("status", ["outputs"], [], false),
    ("submittedFiles", [], ["submitted"], false), ("executionEvents", ["executionEvents:description"], [], true),
    ("id", ["outputs"], ["id"], true),
  ])
  func membersAreWantedByTheirNames(_ name: String, _ included: [String], _ excluded: [String], _ isWanted: Bool) {
    #expect(MetadataKeys(included: included, excluded: excluded).wants(name) == isWanted)
  }

  @Test func aNumberNamesTheElementOfAScatter() {
    #expect(ShardIndex.of(CallPath([.init("a")])) == -1)
    #expect(ShardIndex.of(CallPath([.init("a", shards: [3])])) == 3)
    #expect(ShardIndex.of(CallPath([.init("a", shards: [3, 4])])) == 3_000_004)
  }

  @Test func manyScattersInEachOtherHaveNumbers() {
    #expect(ShardIndex.of(CallPath([.init("a", shards: [10, 9, 8, 7, 6])])) == 6)
  }

  @Test(arguments: [
    ("/", true), ("/page/app.js", true), ("/engine/v1/version", true), ("/api/workflows/v1/query", false),
    ("//api/workflows/v1", false), ("/api//workflows/v1", false), ("///ga4gh/wes/v1/runs", false), ("/metrics", false),
    ("//metrics", false), ("/%61pi/workflows/v1/query", false), ("/engine/v1/stats", false),
  ])
  func allButTheKnownNeedsAToken(_ path: String, _ isFree: Bool) {
    #expect(Authentication.isFree(path) == isFree)
  }

  @Test func whatACallRunsHasOneNameAlways() {
    let path = CallPath([.init("sub", shards: [1])])
    let id = SubworkflowID.make(of: "cbe52882-5792-40f8-8710-3b96ee3edb46", path)
    #expect(WorkflowID.normalized(id) == id)
    #expect(id == SubworkflowID.make(of: "cbe52882-5792-40f8-8710-3b96ee3edb46", path))
    #expect(id != SubworkflowID.make(of: "cbe52882-5792-40f8-8710-3b96ee3edb47", path))
  }

  @Test(arguments: [
    ("2026-11-28T19:43:09.810Z", 1_795_894_989_810), ("2026-11-28T20:43:09.810+01:00", 1_795_894_989_810),
    ("2026-11-28T19:43:09Z", 1_795_894_989_000), ("yesterday", nil),
  ])
  func timesAreRead(_ text: String, _ time: Int64?) {
    #expect(CromwellTime.time(text) == time)
  }

  @Test func aUserHasSoManyRequestsInASecond() {
    let limit = RateLimit(perSecond: 2)
    let allowed = (0..<20).filter { _ in limit.isAllowed("ann", at: 0) }.count
    #expect(allowed == 10)
    #expect(limit.isAllowed("bob", at: 0))
    #expect(!limit.isAllowed("ann", at: 400))
    #expect(limit.isAllowed("ann", at: 1_000))
  }
}
