import AWSClient

/// Brings equal jobs that are ready together into array jobs, and hands all others through.
actor JobGathering {
  /// Submits jobs of one key, as one array when there are several.
  ///
  /// - Returns: an identifier for each, in their order.
  typealias Submit = @Sendable ([PreparedJob]) async throws -> [String]

  private struct Member {
    let job: PreparedJob
    let continuation: CheckedContinuation<String, any Error>
  }

  private struct Group {
    let number: Int
    var rule: GatheringRule
    var members: [Int: Member] = [:]
    /// Tickets in the order of their coming; those that gave up are still in it.
    var order: [Int] = []
  }

  private let window: Duration
  private let clock: any AWSClock
  private let submit: Submit
  private var groups: [ArrayKey: Group] = [:]
  private var tasks: [Int: Task<Void, Never>] = [:]
  private var started = 0
  private var tickets = 0
  private var onTheirWay = 0

  init(window: Duration, clock: any AWSClock, submit: @escaping Submit) {
    self.window = window
    self.clock = clock
    self.submit = submit
  }

  /// Counts an attempt while it is prepared, so that an array waits for it.
  func whilePreparing(_ body: @Sendable () async throws -> PreparedJob) async throws -> PreparedJob {
    onTheirWay += 1
    defer { onTheirWay -= 1 }
    return try await body()
  }

  /// Submits a job, alone or with others.
  ///
  /// - Returns: its identifier, even when the calling task has been cancelled while the submission was under way.
  /// - Throws: `CancellationError` when it is cancelled before; what the submission throws.
  func identifier(of job: PreparedJob) async throws -> String {
    try Task.checkCancellation()
    tickets += 1
    let ticket = tickets
    // An attempt after the first leaves the array: it would have to wait for others to fail.
    let key = job.number == 0 && job.array.limit > 1 ? job.arrayKey : nil
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        take(Member(job: job, continuation: continuation), key, ticket)
      }
    } onCancel: {
      guard let key else { return }
      Task { await self.withdraw(ticket, key) }
    }
  }

  /// Cancels what is under way.
  func shutdown() { for task in tasks.values { task.cancel() } }

  private func take(_ member: Member, _ key: ArrayKey?, _ ticket: Int) {
    guard let key else { return start { await $0.submit([member]) } }
    if Task.isCancelled { return member.continuation.resume(throwing: CancellationError()) }
    if groups[key] == nil {
      started += 1
      let number = started
      groups[key] = Group(number: number, rule: GatheringRule(window: window.inSeconds, limit: key.limit))
      start { await $0.hold(key, number) }
    }
    groups[key]?.members[ticket] = member
    groups[key]?.order.append(ticket)
    if groups[key]?.rule.arrived(bytes: member.job.manifest.count) == true, let group = close(key) {
      start { await $0.submit(group) }
    }
  }

  private func withdraw(_ ticket: Int, _ key: ArrayKey) {
    guard let member = groups[key]?.members.removeValue(forKey: ticket) else { return }
    groups[key]?.rule.left(bytes: member.job.manifest.count)
    member.continuation.resume(throwing: CancellationError())
  }

  /// Holds a group open until its rule says so, or until it is full.
  private func hold(_ key: ArrayKey, _ number: Int) async {
    while groups[key]?.number == number {
      _ = try? await clock.sleep(for: window)
      guard groups[key]?.number == number else { return }
      let isOver = groups[key]?.rule.windowPassed(onTheirWay: onTheirWay) ?? true
      if isOver || Task.isCancelled, let group = close(key) { await submit(group) }
    }
  }

  /// The group's members in the order of their coming; it takes no more.
  private func close(_ key: ArrayKey) -> [Member]? {
    groups.removeValue(forKey: key).map { group in group.order.compactMap { group.members[$0] } }
  }

  private func submit(_ members: [Member]) async {
    guard !members.isEmpty else { return }
    do {
      let identifiers = try await submit(members.map(\.job))
      for (member, identifier) in zip(members, identifiers) { member.continuation.resume(returning: identifier) }
    } catch {
      for member in members { member.continuation.resume(throwing: error) }
    }
  }

  private func start(_ body: @escaping @Sendable (isolated JobGathering) async -> Void) {
    started += 1
    let number = started
    tasks[number] = Task {
      await body(self)
      tasks[number] = nil
    }
  }
}
