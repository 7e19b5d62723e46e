import AWSClient

/// Watches all jobs of the process with one loop; it runs while there is a job to watch.
///
/// Arrays are asked about by their parents, which stand among the other jobs; ``ArrayWatch`` says what to ask of their
/// children.
actor JobPoller {
  typealias Events = AsyncThrowingStream<JobWatch.Event, any Error>

  /// While someone waits for a job that is being terminated.
  private static let hurriedInterval = Duration.seconds(1)

  /// While somebody tells of what happens.
  private static let quietInterval = Duration.seconds(60)

  private let ownInterval: Duration
  private let clock: any AWSClock
  private let source: any JobSource

  private var watch = JobWatch()
  private var arrays: [String: ArrayWatch] = [:]
  private var listeners: [String: Events.Continuation] = [:]
  private var hurried: Set<String> = []
  /// All jobs that were ever watched here, arrays by their parents.
  private var known: Set<String> = []
  private var loop: Task<Void, Never>?
  private var pause: Task<Void, Never>?
  private var isTold = false

  init(interval: Duration, clock: any AWSClock, source: any JobSource) {
    ownInterval = interval
    self.clock = clock
    self.source = source
  }

  /// What happens to the job from now on; ends after ``JobWatch/Event/ended(_:)`` or ``JobWatch/Event/vanished``.
  ///
  /// Throws what Batch answers when asking further makes no sense. A later call for the same job takes over from the
  /// earlier one.
  func events(of id: String) -> Events {
    let (events, continuation) = Events.makeStream()
    listeners.updateValue(continuation, forKey: id)?.finish()
    let job = JobIdentifier(id)
    if let index = job.index { arrays[job.parent, default: ArrayWatch(parent: job.parent)].watch(index) }
    watch.add(job.parent)
    known.insert(job.parent)
    if loop == nil { loop = Task { await run() } }
    return events
  }

  /// Asks for the job more often, since somebody waits for its end.
  func hurry(_ id: String) {
    watch.hurry(JobIdentifier(id).parent)
    hurried.insert(id)
    pause?.cancel()
  }

  /// Whether nothing of an array goes on but these of its children.
  func isWhole(_ indices: Set<Int>, of array: String, size: Int?) -> Bool {
    arrays[array]?.isWhole(indices, size: size) ?? false
  }

  func shutdown() {
    loop?.cancel()
    pause?.cancel()
    for listener in listeners.values { listener.finish() }
    listeners = [:]
  }

  private var interval: Duration { isTold ? max(ownInterval, Self.quietInterval) : ownInterval }

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
        let snapshots = try await source.describe(page)
        for (id, event) in watch.take(snapshots, for: page) { tell(event, of: id) }
        for snapshot in snapshots where arrays[snapshot.id] != nil { try await look(into: snapshot) }
      } catch let error as AWSError where error.isTransient {
        // Batch is throttled or away: the jobs go on meanwhile, and the next round asks again.
        return
      } catch {
        giveUp(page, error)
      }
    }
  }

  // MARK: Events

  /// Somebody tells of what happens from now on: Batch is asked seldom.
  func hears() { isTold = true }

  /// Nobody tells any more.
  func hearsNoMore(_ why: String) {
    isTold = false
    listeners.values.first?.yield(.note(why))
    pause?.cancel()
  }

  /// Takes what an event says of jobs.
  ///
  /// - Returns: the ids of those that are watched here, or were.
  func take(_ jobs: [JobSnapshot]) -> Set<String> {
    var ours: Set<String> = []
    for job in jobs {
      let identifier = JobIdentifier(job.id)
      guard known.contains(identifier.parent) else { continue }
      ours.insert(job.id)
      if identifier.index != nil {
        tell(arrays[identifier.parent]?.take([job], to: .describe([])) ?? [], of: identifier.parent)
      } else if arrays[job.id] == nil, watch.contains(job.id) {
        for (id, event) in watch.take([job], for: [job.id]) { tell(event, of: id) }
      }
    }
    return ours
  }

  // MARK: Arrays

  /// Asks what the parent's summary leaves open of its children.
  private func look(into parent: JobSnapshot) async throws {
    let id = parent.id
    guard let (events, questions) = arrays[id]?.take(parent, at: clock.now()) else { return }
    tell(events, of: id)
    try await ask(questions, of: id)
    tell(arrays[id]?.settle() ?? [], of: id)
    try await ask(arrays[id]?.questionsOfFailed ?? [], of: id)
    tell(arrays[id]?.finishRound() ?? [], of: id)
    if arrays[id]?.watched.isEmpty ?? true {
      arrays[id] = nil
      watch.remove(id)
    } else {
      // The parent may have ended before its last child has been told of.
      watch.add(id)
    }
  }

  private func ask(_ questions: [ArrayWatch.Question], of array: String) async throws {
    for question in questions where arrays[array]?.isWorthAsking(question) ?? false {
      let children: [JobSnapshot]
      switch question {
      case .list(let status): children = try await source.children(of: array, in: status)
      case .describe(let indices):
        children = try await source.describe(indices.map { JobIdentifier(parent: array, index: $0).text })
      }
      tell(arrays[array]?.take(children, to: question) ?? [], of: array)
    }
  }

  private func tell(_ events: [(index: Int, event: JobWatch.Event)], of array: String) {
    for (index, event) in events { tell(event, of: JobIdentifier(parent: array, index: index).text) }
  }

  // MARK: Listeners

  private func tell(_ event: JobWatch.Event, of id: String) {
    if arrays[id] != nil {
      // Of a parent only this has no other way to its children.
      guard event == .vanished, var array = arrays.removeValue(forKey: id) else { return }
      return tell(array.vanish(), of: id)
    }
    listeners[id]?.yield(event)
    switch event {
    case .ended, .vanished:
      listeners.removeValue(forKey: id)?.finish()
      hurried.remove(id)
    case .waiting, .running, .note: break
    }
  }

  private func giveUp(_ page: [String], _ error: any Error) {
    for id in page {
      watch.remove(id)
      let children = arrays.removeValue(forKey: id)?.watched.map { JobIdentifier(parent: id, index: $0).text }
      for job in children ?? [id] {
        hurried.remove(job)
        listeners.removeValue(forKey: job)?.finish(throwing: error)
      }
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
