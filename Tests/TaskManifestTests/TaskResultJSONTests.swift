import JSONText
import TaskManifest
import Testing

@Suite struct TaskResultJSONTests {
  private let done = TaskResult(
    exitStatus: 0,
    files: [
      .init(
        path: "out.txt", url: "s3://runs/variants/work/out.txt", size: 6, etag: "b1946ac92492d2347c6235b4d2611184"),
      .init(path: "index", url: "s3://data/index", isFolder: true),
      .init(path: "index/a.idx", url: "s3://data/index/a.idx", size: 12),
    ],
    matches: ["*.vcf": [], "*.txt": ["out.txt"]],
    times: [
      "start": 1_790_000_000_000, "stage-in": 1_790_000_000_010, "run": 1_790_000_000_400,
      "stage-out": 1_790_000_002_000, "end": 1_790_000_002_300,
    ],
    peakMemory: 104_857_600)

  private let stopped = TaskResult(
    signal: 15, failure: .init(.run, .terminated, "the task was stopped from outside during its run"),
    times: ["start": 1_790_000_000_000])

  @Test func versionOneReadsAsItWasWritten() throws {
    #expect(try TaskResult(json: ExamplesOnDisk.json("result-1")) == done)
    #expect(try TaskResult(json: ExamplesOnDisk.json("result-1-failed")) == stopped)
  }

  @Test func versionOneIsWrittenAsRecorded() throws {
    #expect(try done.json == ExamplesOnDisk.json("result-1"))
    #expect(try stopped.json == ExamplesOnDisk.json("result-1-failed"))
  }

  @Test func theAttemptOfBatchIsAnAdditionThatOlderResultsDoNotHave() throws {
    var repeated = done
    repeated.batchAttempt = 2
    #expect(try TaskResult(json: repeated.json) == repeated)
    #expect(try repeated.json == ExamplesOnDisk.json("result-1-repeated"))
    #expect(try TaskResult(json: ExamplesOnDisk.json("result-1")).batchAttempt == nil)
  }

  @Test func usageIsAnAdditionThatOlderResultsDoNotHave() throws {
    var measured = stopped
    measured.usage = .init(processorTime: 61_500, bytesRead: 1_048_576, bytesWritten: 0, diskUsed: 4096)
    #expect(try measured.json == ExamplesOnDisk.json("result-1-usage"))
    #expect(try TaskResult(json: ExamplesOnDisk.json("result-1-usage")) == measured)
    #expect(try TaskResult(json: ExamplesOnDisk.json("result-1")).usage == nil)
  }

  @Test func aNewerVersionIsRefused() throws {
    #expect(throws: ManifestError.self) { try TaskResult(json: ["version": 2, "files": []]) }
  }

  @Test func theAgentEndsAsTheCommandDid() {
    #expect(TaskResult(exitStatus: 3).agentStatus == 3)
    #expect(TaskResult(signal: 9).agentStatus == 137)
    #expect(stopped.agentStatus == 143)
    #expect(TaskResult(failure: .init(.stageIn, .staging, "")).agentStatus == AgentStatus.stageIn.rawValue)
    #expect(TaskResult(exitStatus: 0, failure: .init(.stageOut, .diskFull, "")).agentStatus == 248)
  }
}
