import WorkflowModel

extension RunDirectory {
  /// Writes down that a run has been cancelled whose process has gone: all that was under way has ended.
  ///
  /// - Parameter mirror: where its copy is, which is to say so, too.
  /// - Parameter isOver: whether whoever had the copy is known to have ended.
  /// - Throws: ``ExecutionError``; `conflict` when another process has the run.
  package func closeAsCancelled(mirror place: MirrorPlace? = nil, isOver: Bool = false, clock: WallClock = .system)
    async throws
  {
    let lease = try RunLease.take(self)
    defer { withExtendedLifetime(lease) {} }
    let mirror = place.map { RunMirror($0, self, lock: lease.identity, clock: clock) }
    try await mirror?.claim(isOver: isOver) { _ in }
    try writeCancellation(clock)
    try await mirror?.handOver()
  }

  private func writeCancellation(_ clock: WallClock) throws {
    let (journal, events) = try Journal.continuing(self.journal)
    for (call, state) in RunHistory(events).calls.sorted(by: { $0.key < $1.key }) {
      guard let open = state.open else { continue }
      try journal.append(RunEvent(time: clock.now(), .attemptEnded(AttemptName(call, open.number), .cancelled)))
      try journal.append(RunEvent(time: clock.now(), .callCancelled(call)))
    }
    try journal.append(RunEvent(time: clock.now(), .runEnded(.cancelled)))
  }

  /// Writes down that a run has failed of which nothing has begun.
  ///
  /// - Throws: ``ExecutionError``; `conflict` when another process has the run.
  package func closeAsFailed(_ message: String, clock: WallClock = .system) throws {
    let lease = try RunLease.take(self)
    defer { withExtendedLifetime(lease) {} }
    let (journal, _) = try Journal.continuing(self.journal)
    try journal.append(RunEvent(time: clock.now(), .runEnded(.failed(message))))
  }
}
