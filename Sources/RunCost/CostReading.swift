package import WorkflowEngine
package import WorkflowModel

/// A reading of a run's journal for what its attempts cost: event after event, in one pass.
package struct CostReading: Sendable {
  /// What is kept of an attempt.
  struct Attempt: Sendable {
    let name: AttemptName
    var backend: String?
    var stays: [MachineStay] = []
    var labels: [String: String] = [:]
    var running: Int64?
    var ended: Int64?
    var isLost = false
    /// It is the one whose results count.
    var succeeded = false
  }

  /// A call that took its results from another run.
  package struct CachedResult: Hashable, Sendable {
    /// The key of the run that made them, and the call in it.
    package let run: String
    package let source: CallPath
  }

  /// The kinds of events that it reads, as journals name them; others may be left out.
  package static let events: Set<String> = [
    "attempt-prepared", "attempt-submitted", "attempt-taken-over", "attempt-running", "attempt-placed", "attempt-ended",
    "call-succeeded", "call-cached", "run-ended", "run-resumed",
  ]

  private(set) var attempts: [Attempt] = []
  package private(set) var cached: [CachedResult] = []
  private var places: [AttemptName: Int] = [:]
  /// When the run ended; nil while it goes on.
  private(set) var ended: Int64?

  package init() {}

  package mutating func apply(_ event: RunEvent) {
    switch event.kind {
    case .runResumed: ended = nil
    case .runEnded: ended = event.time
    case .attemptPrepared(let name, _, _, _): change(name) { $0 = Attempt(name: name) }
    case .attemptSubmitted(let name, let handle), .attemptTakenOver(let name, let handle):
      change(name) { $0.backend = handle.backend }
    case .attemptRunning(let name): change(name) { $0.running = event.time }
    case .attemptPlaced(let name, let stay, let labels):
      change(name) { attempt in
        attempt.stays.take(stay)
        attempt.labels = labels
      }
    case .attemptEnded(let name, let end):
      change(name) { attempt in
        attempt.ended = event.time
        if case .outcome(.lost) = end { attempt.isLost = true }
      }
    case .callSucceeded(let call, let number, _): change(AttemptName(call, number)) { $0.succeeded = true }
    case .callCached(_, let result): cached.append(CachedResult(run: result.run, source: result.call))
    default: break
    }
  }

  private mutating func change(_ name: AttemptName, _ body: (inout Attempt) -> Void) {
    if let place = places[name] { return body(&attempts[place]) }
    var attempt = Attempt(name: name)
    body(&attempt)
    places[name] = attempts.count
    attempts.append(attempt)
  }

  /// How long the attempts of each task ran elsewhere that succeeded, in milliseconds: the shortest and the longest.
  package var durations: [String: ClosedRange<Int64>] {
    var ranges: [String: ClosedRange<Int64>] = [:]
    for attempt in attempts where attempt.succeeded && attempt.backend != "local" {
      guard let time = attempt.duration, time > 0 else { continue }
      let task = attempt.name.call.name
      ranges[task] = ranges[task].map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
    }
    return ranges
  }
}

extension CostReading.Attempt {
  /// Milliseconds that it ran; nil when that is not known.
  var duration: Int64? {
    let times = stays.compactMap { stay in stay.started.flatMap { start in stay.stopped.map { $0 - start } } }
    if !times.isEmpty, times.count == stays.count { return times.reduce(0, +) }
    guard let running, let ended else { return nil }
    return max(0, ended - running)
  }
}
