import JSONText
import RunIndex
import TaskFolder
import TestSupport
import WorkflowEngine
import WorkflowModel

/// A folder of runs whose journals tests write.
struct ScratchRuns: ~Copyable {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  var path: String { scratch.path }

  static func line(_ event: RunEvent) -> String { JSONWriter.compact(event.json) + "\n" }

  func journal(_ run: String) -> String { path + "/\(run)/journal.jsonl" }

  /// Writes a journal anew.
  func write(_ run: String, _ events: [RunEvent]) throws {
    try scratch.write(events.map(Self.line).joined(), to: run + "/journal.jsonl")
  }

  /// Adds text to a journal, whatever it is.
  func append(_ run: String, _ text: String) throws {
    try scratch.write(scratch.text(of: run + "/journal.jsonl") + text, to: run + "/journal.jsonl")
  }

  func append(_ run: String, _ events: [RunEvent]) throws { try append(run, events.map(Self.line).joined()) }

  /// The runs as an index tells them that has read everything.
  func runs(_ complaints: Gathered<String> = Gathered()) throws -> [RunSummary] {
    try RunIndex.of(path, patience: 0.1, say: complaints.add) { index in
      try index.refresh()
      return try index.runs()
    }
  }

  /// Events of a run of some calls, of which so many have ended well.
  static func events(calls: Int, done: Int, begun: Int64 = 1000, end: RunEnd? = nil) -> [RunEvent] {
    let place = RunPlace(name: "r", folder: "/r", key: "r-1")
    var events = [RunEvent(time: begun, .runStarted(place, workflow: "w"))]
    for number in 0..<calls {
      let call = CallPath([CallPath.Step("align", shards: [number])])
      events += started(call, at: begun + Int64(number))
      if number < done { events += ended(call, at: begun + 5000 + Int64(number)) }
    }
    if let end { events.append(RunEvent(time: begun + 10_000, .runEnded(end))) }
    return events
  }

  static func started(_ call: CallPath, at time: Int64) -> [RunEvent] {
    let attempt = AttemptName(call, 0)
    return [
      RunEvent(time: time, .callStarted(call)),
      RunEvent(time: time, .attemptPrepared(attempt, environment: "local", TaskResources(cpu: 1))),
      RunEvent(time: time, .attemptSubmitted(attempt, BackendHandle(backend: "local", identifier: "1"))),
      RunEvent(time: time + 1, .attemptRunning(attempt)),
    ]
  }

  static func ended(_ call: CallPath, at time: Int64) -> [RunEvent] {
    let files = TaskFiles(stdout: FileReference("/o"), stderr: FileReference("/e"), workFolder: "/w")
    return [
      RunEvent(time: time, .attemptEnded(AttemptName(call, 0), .outcome(.exited(status: 0, files)))),
      RunEvent(time: time, .callSucceeded(call, attempt: 0, status: 0)),
    ]
  }
}
