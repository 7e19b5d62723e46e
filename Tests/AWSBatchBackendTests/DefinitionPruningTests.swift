import AWSClient
import Testing

@testable import AWSBatchBackend

@Suite struct DefinitionPruningTests {
  private static let now = UnixTime(seconds: 10_000_000)
  private static let day = 86_400.0

  private func definition(_ revision: Int, daysOld: Double? = 100, hash: String = "h") -> DefinitionPruning.Definition {
    DefinitionPruning.Definition(
      arn: "arn:\(hash):\(revision)", name: "martlet-x", revision: revision, hash: hash,
      registered: daysOld.map { Self.now + -$0 * Self.day })
  }

  private func pruned(_ definitions: [DefinitionPruning.Definition], used: Set<String> = []) -> [String] {
    DefinitionPruning.verdicts(on: definitions, used: used, now: Self.now, keep: 30 * Self.day)
      .map { "\($0.definition.revision) \($0.reason)" }
  }

  @Test func oneThatNoJobUsesGoesWhenItIsOld() {
    #expect(pruned([definition(1)]) == ["1 unused"])
    #expect(pruned([definition(1, daysOld: 29)]).isEmpty)
    #expect(pruned([definition(1, daysOld: nil)]) == ["1 unused"])
  }

  @Test func oneThatAJobUsesStays() { #expect(pruned([definition(1)], used: ["arn:h:1"]).isEmpty) }

  @Test func theOldestOfAShapeStaysWhileItIsYoungOrUsed() {
    let both = [definition(1, daysOld: 1), definition(2, daysOld: 1), definition(3, daysOld: 1, hash: "other")]
    #expect(pruned(both) == ["2 doubled"])
    #expect(pruned(both, used: ["arn:h:2"]).isEmpty)
  }
}
