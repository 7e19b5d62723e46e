import WorkflowModel

/// A run that is taken from whoever had it, to be closed from outside: nobody else has it until then.
package struct TakenRun: Sendable {
  private let directory: RunDirectory
  private let lease: RunLease
  private let mirror: RunMirror?
  private let clock: WallClock

  /// - Parameters:
  ///   - directory: with the run's own key.
  ///   - place: where its copy is, which is to say so, too; nil for a run that is closed here alone.
  ///   - lock: names what whoever had the copy had, and has no more: it need not be waited for.
  ///   - announce: told why it takes time.
  /// - Throws: ``ExecutionError``; `conflict` when another process has the run.
  package init(
    _ directory: RunDirectory, mirror place: MirrorPlace? = nil, lock: String? = nil, clock: WallClock = .system,
    announce: @Sendable (String) -> Void = { _ in }
  ) async throws {
    self.directory = directory
    self.clock = clock
    let lease = try RunLease.take(directory)
    self.lease = lease
    mirror = place.map { RunMirror($0, directory, lock: lock ?? lease.identity, clock: clock) }
    try await mirror?.claim(announce)
    await mirror?.start { _ in }
  }

  /// Lets go of it.
  package func giveBack() async { await mirror?.finish() }

  /// Writes down that it has been cancelled: all that was under way has ended. Nothing is written of a run that has an end.
  package func closeAsCancelled() throws {
    let (journal, events) = try Journal.continuing(directory.journal)
    let history = RunHistory(events)
    if history.end != nil { return }
    for (call, state) in history.calls.sorted(by: { $0.key < $1.key }) {
      guard let open = state.open else { continue }
      try journal.append(RunEvent(time: clock.now(), .attemptEnded(AttemptName(call, open.number), .cancelled)))
      try journal.append(RunEvent(time: clock.now(), .callCancelled(call)))
    }
    try journal.append(RunEvent(time: clock.now(), .runEnded(.cancelled)))
  }

  /// Writes down that it has failed before anything of it began.
  package func closeAsFailed(_ message: String) throws {
    let (journal, _) = try Journal.continuing(directory.journal)
    try journal.append(RunEvent(time: clock.now(), .runEnded(.failed(message))))
  }
}
