import Commands
import Testing

@Suite struct RunCopiesTests {
  @Test(arguments: [
    ("words-20261128-155729-1f2cb3", "20261128-155729"), ("my-own-flow-20261128-155729-1f2cb3", "20261128-155729"),
    ("words-20261128-155729-12-1f2cb3", "20261128-155729"),
  ]) func theKeyOfARunSaysWhenItBegan(key: String, time: String) { #expect(RunCopies.time(ofKey: key) == time) }

  @Test(arguments: [
    "agent", "_cache", "program", "words-20261128-155729-1f2cb3-head", "words-20261128-155729",
    "20261128-155729-1f2cb3",
    "words-2026-155729-1f2cb3", "", "-", "words--155729-1f2cb3",
  ]) func otherFoldersOfTheBucketAreNoRuns(name: String) { #expect(RunCopies.time(ofKey: name) == nil) }
}
