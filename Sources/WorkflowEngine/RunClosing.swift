import WorkflowModel

extension RunDirectory {
  /// Writes down that a run has been cancelled whose process has gone: all that was under way has ended.
  ///
  /// - Throws: ``ExecutionError``; `conflict` when another process has the run.
  package func closeAsCancelled(clock: WallClock = .system) throws {
    let lease = try RunLease.take(self)
    defer { withExtendedLifetime(lease) {} }
    let (journal, events) = try Journal.continuing(self.journal)
    for (call, state) in RunHistory(events).calls.sorted(by: { $0.key < $1.key }) {
      guard let open = state.open else { continue }
      try journal.append(RunEvent(time: clock.now(), .attemptEnded(AttemptName(call, open.number), .cancelled)))
      try journal.append(RunEvent(time: clock.now(), .callCancelled(call)))
    }
    try journal.append(RunEvent(time: clock.now(), .runEnded(.cancelled)))
  }
}
