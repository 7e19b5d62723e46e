import JSONText
import RunIndex
import TaskFolder
package import WorkflowEngine
import WorkflowModel

extension ReportedRun {
  /// Reads the journal of a run.
  ///
  /// - Throws: ``ExecutionError`` when it cannot be read.
  package init(reading directory: RunDirectory) throws {
    var reading = RunReportReading()
    _ = try reading.read(directory, from: 0)
    self = reading.run(of: directory)
  }
}

/// Takes the events of a run's journal one after the other, and says what they make of it.
package struct RunReportReading {
  package private(set) var run = ReportedRun()
  /// Places of calls.
  private var places: [CallPath: Int] = [:]

  /// What is kept of a message, in characters, and how many warnings.
  private static let longestMessage = 4_000
  private static let mostWarnings = 100

  package init() {}

  /// Takes the lines of a journal from a place on.
  ///
  /// - Returns: where the next line will begin.
  /// - Throws: ``ExecutionError`` when it cannot be read.
  mutating func read(_ directory: RunDirectory, from place: Int64) throws -> Int64 {
    do throws(FileSystemError) {
      return try JournalReader(directory.journal).lines(from: place) { line in
        if let json = try? JSONParser.parse(Array(line)), let event = try? RunEvent(json) {
          apply(event)
        } else {
          run.unread += 1
        }
        return true
      }
    } catch {
      throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: false)
    }
  }

  /// The run as it lies in a folder: it may have been moved since.
  func run(of directory: RunDirectory) -> ReportedRun {
    var run = run
    run.folder = directory.path
    if run.name.isEmpty { run.name = directory.place.name }
    return run
  }

  package mutating func apply(_ event: RunEvent) {
    let time = event.time
    run.latest = max(run.latest, time)
    switch event.kind {
    case .runStarted(let place, let workflow):
      (run.name, run.folder, run.workflow) = (place.name, place.folder, workflow)
      if run.begun == 0 { run.begun = time }
    case .runResumed:
      run.resumed.append(time)
      run.end = nil
    case .runEnded(let end): run.end = end
    case .note(.warning, let text): if run.warnings.count < Self.mostWarnings { run.warnings.append(Self.cut(text)) }
    case .note, .callRestored, .callUncached, .attemptPlaced: break
    case .callStarted(let call): move(call, to: .waiting, time)
    case .callKeyed(let call, let key, _): change(call, time) { $0.key = key }
    case .callSucceeded(let call, let number, _):
      move(call, to: .done, time)
      change(AttemptName(call, number)) { $0.hasSucceeded = true }
    case .callCached(let call, let cached):
      move(call, to: .cached, time)
      change(call, time) { $0.cached = CachedResult(cached) }
    case .callFailed(let call, let message): move(call, to: .failed, time, Self.cut(message))
    case .callCancelled(let call): move(call, to: .cancelled, time)
    case .callSkipped(let call, let cause): move(call, to: .skipped, time, "it needs \(cause), which failed")
    case .attemptPrepared, .attemptSubmitted, .attemptTakenOver, .attemptWaiting, .attemptRunning, .attemptEnded:
      applyToAttempt(event)
    }
  }

  private mutating func applyToAttempt(_ event: RunEvent) {
    let time = event.time
    switch event.kind {
    case .attemptPrepared(let name, let environment, let resources, let image):
      move(name.call, to: .queued, time)
      add(
        ReportedAttempt(
          call: place(of: name.call, time), number: name.number, environment: environment, resources: resources,
          image: image, prepared: time))
    case .attemptSubmitted(let name, let handle), .attemptTakenOver(let name, let handle):
      change(name) { attempt in
        attempt.handle = handle
        if attempt.submitted == nil { attempt.submitted = time }
      }
    case .attemptWaiting(let name, let reason):
      move(name.call, to: .queued, time)
      guard let reason else { return }
      change(name) { if !$0.reasons.contains(reason) { $0.reasons.append(reason) } }
    case .attemptRunning(let name):
      move(name.call, to: .running, time)
      change(name) { if $0.running == nil { $0.running = time } }
    case .attemptEnded(let name, let end):
      move(name.call, to: .waiting, time)
      change(name) { $0.finish(end, at: time) }
    default: break
    }
  }

  // MARK: Places

  private mutating func place(of call: CallPath, _ time: Int64) -> Int {
    if let place = places[call] { return place }
    places[call] = run.calls.count
    run.calls.append(ReportedCall(path: call, begun: time, since: time))
    return run.calls.count - 1
  }

  private mutating func change(_ call: CallPath, _ time: Int64, _ body: (inout ReportedCall) -> Void) {
    body(&run.calls[place(of: call, time)])
  }

  private mutating func move(_ call: CallPath, to state: CallState, _ time: Int64, _ message: String? = nil) {
    change(call, time) { call in
      if call.state != state { call.since = time }
      call.state = state
      call.message = message
    }
  }

  private mutating func add(_ attempt: ReportedAttempt) {
    run.calls[attempt.call].attempts.append(run.attempts.count)
    run.attempts.append(attempt)
    if !run.environments.contains(attempt.environment) { run.environments.append(attempt.environment) }
  }

  private mutating func change(_ name: AttemptName, _ body: (inout ReportedAttempt) -> Void) {
    guard let call = places[name.call],
      let place = run.calls[call].attempts.last(where: { run.attempts[$0].number == name.number })
    else { return }
    body(&run.attempts[place])
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count <= longestMessage ? text : text.prefix(longestMessage) + "…"
  }
}

extension ReportedAttempt {
  fileprivate mutating func finish(_ end: AttemptEnd, at time: Int64) {
    ended = time
    ending = AttemptEnding(end)
    guard case .outcome(let outcome) = end, let files = outcome.files else { return }
    usage = files.usage
    times = files.times
    place = files.stdout.parent.redacted
  }
}

extension AttemptEnding {
  fileprivate init(_ end: AttemptEnd) {
    switch end {
    case .cancelled: self.init(kind: .cancelled, reason: nil, advice: nil)
    case .error(let message): self.init(kind: .error, reason: message, advice: nil)
    case .outcome(.exited(let status, _)): self.init(kind: .exited(status), reason: nil, advice: nil)
    case .outcome(.lost(let reason)): self.init(kind: .lost, reason: reason, advice: nil)
    case .outcome(.failed(let failure)):
      self.init(kind: .failed(failure.cause), reason: failure.reason, advice: failure.advice)
    }
  }
}

extension CachedResult {
  fileprivate init(_ cached: CachedCall) {
    self.init(
      run: cached.run, call: cached.call.description, status: cached.status, usage: cached.files.usage,
      times: cached.files.times, place: cached.files.stdout.parent.redacted)
  }
}
