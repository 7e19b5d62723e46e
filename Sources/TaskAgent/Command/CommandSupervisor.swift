/// Decides when a command is asked to end, when it is killed and when it is over. Knows no clock: times are milliseconds
/// of whichever clock the caller reads.
///
/// A command that overstays or is stopped gets TERM, and KILL after the grace. When it has ended by itself, what it left
/// running has ``settle`` to close the streams, as `command > >(tee log)` does; then the whole group is killed.
struct CommandSupervisor {
  enum Event: Hashable {
    /// The command itself ended; others of its group may go on.
    case commandEnded
    /// Nobody can write to the streams any more.
    case streamsClosed
    case stopRequested
    /// Time has passed.
    case tick
  }

  enum Action: Hashable {
    /// Send TERM to the group.
    case terminate
    /// Send KILL to the group.
    case kill
    /// Stop reading the streams: the command is over.
    case finish
  }

  private enum Phase: Hashable {
    case running
    case stopping(killAt: Int64)
    case killed
    /// The command has ended, its streams are open.
    case settling(until: Int64, isKilled: Bool)
    case over
  }

  /// Milliseconds between TERM and KILL.
  let grace: Int64
  /// Milliseconds that the streams may stay open when the command has ended.
  let settle: Int64
  private let limitAt: Int64?
  private var phase = Phase.running
  private var areStreamsClosed = false
  private(set) var isTimedOut = false
  private(set) var isStopped = false

  init(startedAt now: Int64, timeLimit: Int64?, grace: Int64, settle: Int64 = 2000) {
    self.grace = grace
    self.settle = settle
    limitAt = timeLimit.map { now + $0 }
  }

  /// When ``Event/tick`` is due; nil when nothing depends on time.
  var deadline: Int64? {
    switch phase {
    case .running: limitAt
    case .stopping(let killAt): killAt
    case .settling(let until, _): until
    case .killed, .over: nil
    }
  }

  mutating func handle(_ event: Event, at now: Int64) -> [Action] {
    switch event {
    case .commandEnded: commandEnded(now)
    case .streamsClosed: streamsClosed()
    case .stopRequested: stop(now)
    case .tick: tick(now)
    }
  }

  private mutating func commandEnded(_ now: Int64) -> [Action] {
    guard !areStreamsClosed else { return finish() }
    phase = .settling(until: now + settle, isKilled: phase == .killed)
    return []
  }

  private mutating func streamsClosed() -> [Action] {
    areStreamsClosed = true
    if case .settling = phase { return finish() }
    return []
  }

  private mutating func stop(_ now: Int64) -> [Action] {
    switch phase {
    case .running, .stopping, .killed: isStopped = true
    case .settling, .over: break
    }
    return phase == .running ? terminate(now) : []
  }

  private mutating func terminate(_ now: Int64) -> [Action] {
    phase = .stopping(killAt: now + grace)
    return [.terminate]
  }

  private mutating func tick(_ now: Int64) -> [Action] {
    guard let deadline, now >= deadline else { return [] }
    switch phase {
    case .running:
      isTimedOut = true
      return terminate(now)
    case .stopping:
      phase = .killed
      return [.kill]
    case .settling(_, isKilled: false):
      phase = .settling(until: now + settle, isKilled: true)
      return [.kill]
    case .settling: return finish()
    case .killed, .over: return []
    }
  }

  private mutating func finish() -> [Action] {
    phase = .over
    return [.kill, .finish]
  }
}
