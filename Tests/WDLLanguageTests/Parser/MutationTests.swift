import Testing
import WDLFuzzing

/// Documents that were damaged at random: dealing with them ends, and ends well. `scripts/fuzz` does the same with more.
@Suite struct MutationTests {
  @Test("No damage makes reading, checking, formatting or evaluating go wrong", arguments: 1...8)
  func damaged(seed: UInt64) async {
    for index in 0..<400 {
      var mutator = Mutator(.builtIn, random: FuzzRandom(seed: seed, index: index))
      let bytes = mutator.document()
      let examination = await Examination.of(bytes)
      #expect(examination.problems == [], "\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
