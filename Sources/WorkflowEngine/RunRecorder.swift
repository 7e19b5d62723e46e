import Synchronization
import WorkflowModel

/// Where events go: the journal first, then the log, then everyone who watches.
final class RunRecorder: Sendable {
  private let clock: WallClock
  private let journal: Journal
  private let log: RunLog
  private let feeds: [ObserverFeed]
  /// Held while an event is written and told, so that everyone sees the order of the journal.
  private let order = Mutex(())

  init(
    _ directory: RunDirectory, journal: Journal, clock: WallClock, observers: [any RunObserver]
  ) async throws {
    self.clock = clock
    self.journal = journal
    log = try RunLog(at: directory.log)
    feeds = observers.map { ObserverFeed($0) }
    for feed in feeds { await feed.start() }
  }

  /// Milliseconds since 1970.
  var now: Int64 { clock.now() }

  /// Writes an event down and tells the observers.
  ///
  /// - Throws: ``ExecutionError`` when it cannot be written: then what it announces must not be done.
  func record(_ kind: RunEvent.Kind) throws {
    try order.withLock { _ in
      let event = RunEvent(time: clock.now(), kind)
      try journal.append(event)
      log.append(event)
      for feed in feeds { feed.put(event) }
    }
  }

  /// Tells the observers what the journal knows already.
  func tell(_ kind: RunEvent.Kind) {
    order.withLock { _ in
      let event = RunEvent(time: clock.now(), kind)
      for feed in feeds { feed.put(event) }
    }
  }

  /// Records what has already happened when something else has gone wrong that matters more than a full disk.
  func recordIfPossible(_ kind: RunEvent.Kind) {
    order.withLock { _ in
      let event = RunEvent(time: clock.now(), kind)
      try? journal.append(event)
      log.append(event)
      for feed in feeds { feed.put(event) }
    }
  }

  /// Returns when every observer has seen everything.
  func finish() async {
    for feed in feeds { await feed.finish() }
  }
}
