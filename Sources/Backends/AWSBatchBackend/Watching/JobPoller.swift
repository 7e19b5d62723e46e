import AWSClient

/// Watches all jobs of the process with one loop; it runs while there is a job to watch.
actor JobPoller {
  typealias Events = AsyncThrowingStream<JobWatch.Event, any Error>

  /// While someone waits for a job that is being terminated.
  private static let hurriedInterval = Duration.seconds(1)

  private let interval: Duration
  private let clock: any AWSClock
  private let describe: @Sendable ([String]) async throws -> [JobSnapshot]

  private var watch = JobWatch()
  private var listeners: [String: Events.Continuation] = [:]
  private var hurried: Set<String> = []
  private var loop: Task<Void, Never>?
  private var pause: Task<Void, Never>?

  /// - Parameter describe: asks Batch about up to ``JobWatch/pageSize`` jobs.
  init(
    interval: Duration, clock: any AWSClock, describe: @escaping @Sendable ([String]) async throws -> [JobSnapshot]
  ) {
    self.interval = interval
    self.clock = clock
    self.describe = describe
  }

  /// What happens to the job from now on; ends after ``JobWatch/Event/ended(_:)`` or ``JobWatch/Event/vanished``.
  ///
  /// Throws what Batch answers when asking further makes no sense. A later call for the same job takes over from the
  /// earlier one.
  func events(of id: String) -> Events {
    let (events, continuation) = Events.makeStream()
    listeners.updateValue(continuation, forKey: id)?.finish()
    watch.add(id)
    if loop == nil { loop = Task { await run() } }
    return events
  }

  /// Asks for the job more often, since somebody waits for its end.
  func hurry(_ id: String) {
    watch.hurry(id)
    hurried.insert(id)
    pause?.cancel()
  }

  func shutdown() {
    loop?.cancel()
    pause?.cancel()
    for listener in listeners.values { listener.finish() }
    listeners = [:]
  }

  private func run() async {
    while !watch.isEmpty, !Task.isCancelled {
      await sleep(hurried.isEmpty ? interval : min(interval, Self.hurriedInterval))
      await round()
    }
    loop = nil
  }

  /// A pause that ``hurry(_:)`` cuts short.
  private func sleep(_ duration: Duration) async {
    let clock = clock
    let pause = Task { _ = try? await clock.sleep(for: duration) }
    self.pause = pause
    await pause.value
    self.pause = nil
  }

  private func round() async {
    watch.startRound()
    while let page = watch.nextPage(), !Task.isCancelled {
      do {
        let snapshots = try await describe(page)
        for (id, event) in watch.take(snapshots, for: page) { tell(event, of: id) }
      } catch let error as AWSError where error.isTransient {
        // Batch is throttled or away: the jobs go on meanwhile, and the next round asks again.
        return
      } catch {
        giveUp(page, error)
      }
    }
  }

  private func tell(_ event: JobWatch.Event, of id: String) {
    listeners[id]?.yield(event)
    switch event {
    case .ended, .vanished:
      listeners.removeValue(forKey: id)?.finish()
      hurried.remove(id)
    case .waiting, .running: break
    }
  }

  private func giveUp(_ page: [String], _ error: any Error) {
    for id in page {
      watch.remove(id)
      hurried.remove(id)
      listeners.removeValue(forKey: id)?.finish(throwing: error)
    }
  }
}

extension AWSError {
  /// Whether the same request may succeed later without anybody doing anything.
  var isTransient: Bool {
    switch kind {
    case .network, .response: true
    case .service: status.map { $0 >= 500 || $0 == 429 } ?? false
    case .credentials, .configuration, .file: false
    }
  }
}
