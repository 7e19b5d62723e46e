import Synchronization

/// Told of every event of a run, in order: progress, reports.
///
/// Events wait in a list of their own for each observer, so that a slow one neither slows the run nor loses any.
package protocol RunObserver: Sendable {
  func observe(_ event: RunEvent) async
}

/// Hands events to one observer.
actor ObserverFeed {
  private let events: AsyncStream<RunEvent>
  private let continuation: AsyncStream<RunEvent>.Continuation
  private let observer: any RunObserver
  private var feeding: Task<Void, Never>?

  init(_ observer: any RunObserver) {
    self.observer = observer
    (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
  }

  /// Starts to hand over what is put. A task of its own: what has been put is handed over although the run is cancelled.
  func start() {
    feeding = Task { [events, observer] in
      for await event in events { await observer.observe(event) }
    }
  }

  nonisolated func put(_ event: RunEvent) { continuation.yield(event) }

  /// Returns when the observer has seen everything.
  func finish() async {
    continuation.finish()
    await feeding?.value
  }
}
