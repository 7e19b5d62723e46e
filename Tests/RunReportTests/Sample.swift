import RunReport
import WorkflowEngine
import WorkflowModel

/// A run with most of what may happen to a call, by its events.
enum Sample {
  static let begun: Int64 = 1_795_000_000_000
  static let hostile = CallPath([.init("</script><script>alert(1)</script>\tx")])
  static let align = CallPath([.init("align", shards: [3])])
  static let sort = CallPath([.init("prepare", shards: [0]), .init("sort", shards: [2])])

  static var run: ReportedRun {
    var reading = RunReportReading()
    for event in events { reading.apply(event) }
    return reading.run
  }

  static func event(_ time: Int64, _ kind: RunEvent.Kind) -> RunEvent { RunEvent(time: begun + time, kind) }

  private static var events: [RunEvent] {
    let place = RunPlace(name: "v-1", folder: "/runs/v-1")
    return [event(0, .runStarted(place, workflow: "v"))] + alignEvents + sortEvents + [
      event(60, .callStarted(hostile)),
      event(61, .attemptPrepared(AttemptName(hostile, 0), environment: "local", TaskResources(cpu: 1), image: "i:1")),
      event(62, .attemptSubmitted(AttemptName(hostile, 0), BackendHandle(backend: "local", identifier: "321:7:boot"))),
      event(63, .attemptRunning(AttemptName(hostile, 0))),
      event(90_000, .note(.warning, "the queue has no machine")),
      event(95_000, .attemptEnded(AttemptName(hostile, 0), .cancelled)), event(95_001, .callCancelled(hostile)),
      event(95_002, .runEnded(.failed("1 call failed\n  help: look"))),
    ]
  }

  /// Its machine is lost, then it succeeds, as its agent tells.
  private static var alignEvents: [RunEvent] {
    let (first, second) = (AttemptName(align, 0), AttemptName(align, 1))
    let resources = TaskResources(
      cpu: 2, memory: 4 << 30, disks: [TaskDisk(size: 10 << 30), TaskDisk(mountPoint: "/d", size: 1 << 30)],
      timeLimit: 3600)
    let files = TaskFiles(
      stdout: FileReference("s3://b/v/align/3/attempt-2/stdout"), stderr: FileReference("s3://b/v/stderr"),
      workFolder: "/w",
      usage: TaskUsage(peakMemory: 1 << 30, processorTime: 30_000, bytesRead: 1536, bytesWritten: 0),
      times: TaskTimes(
        start: begun + 30_000, stageIn: begun + 31_000, run: begun + 40_000, stageOut: begun + 60_000,
        end: begun + 61_000))
    return [
      event(1, .callStarted(align)), event(2, .callKeyed(align, key: "0123456789abcdef", number: 0)),
      event(3, .attemptPrepared(first, environment: "spot", resources, image: "bwa:1")),
      event(4, .attemptSubmitted(first, BackendHandle(backend: "aws-batch", identifier: "job-1:3"))),
      event(5, .attemptWaiting(first, reason: "no machine")), event(6, .attemptWaiting(first, reason: "no machine")),
      event(10_000, .attemptRunning(first)),
      event(20_000, .attemptEnded(first, .outcome(.lost(reason: "Host EC2 terminated")))),
      event(20_001, .attemptPrepared(second, environment: "spot", resources, image: "bwa:1")),
      event(20_002, .attemptSubmitted(second, BackendHandle(backend: "aws-batch", identifier: "job-2"))),
      event(30_000, .attemptRunning(second)),
      event(62_000, .attemptEnded(second, .outcome(.exited(status: 0, files)))),
      event(62_001, .callSucceeded(align, attempt: 1, status: 0)),
    ]
  }

  /// Its results come from the cache.
  private static var sortEvents: [RunEvent] {
    let files = TaskFiles(
      stdout: FileReference("/o"), stderr: FileReference("/e"), workFolder: "/w", usage: TaskUsage(peakMemory: 2048))
    let cached = CachedCall(key: "ff00ff00ff00ff00", run: "v-0", call: sort, status: 0, files: files)
    return [
      event(40, .callStarted(sort)), event(41, .callKeyed(sort, key: "ff00ff00ff00ff00", number: 0)),
      event(42, .callCached(sort, cached)),
    ]
  }
}
