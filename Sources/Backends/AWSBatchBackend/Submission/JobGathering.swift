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
    let key: ArrayKey
    var rule: GatheringRule
    var members: [Int: Member] = [:]
    /// Tickets in the order of their coming; those that gave up are still in it.
    var order: [Int] = []
  }

  private let window: Duration
  private let clock: any AWSClock
  private let submit: Submit
  private var groups: [Int: Group] = [:]
  /// The numbers of the groups that take jobs of these keys.
  private var open: [ArrayKey: Int] = [:]
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
    let group = group(for: job)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        take(Member(job: job, continuation: continuation), group, ticket)
      }
    } onCancel: {
      guard let group else { return }
      Task { await self.withdraw(ticket, group) }
    }
  }

  /// Cancels what is under way.
  func shutdown() { for task in tasks.values { task.cancel() } }

  /// The group that takes the job; nil for one that goes alone, as an attempt after the first does: it would have to wait
  /// for others to fail.
  private func group(for job: PreparedJob) -> Int? {
    guard job.number == 0, job.array.limit > 1 else { return nil }
    let key = job.arrayKey
    if let number = open[key] { return number }
    started += 1
    let number = started
    open[key] = number
    groups[number] = Group(key: key, rule: GatheringRule(window: window.inSeconds, limit: key.limit))
    start { await $0.hold(number) }
    return number
  }

  private func take(_ member: Member, _ group: Int?, _ ticket: Int) {
    guard let group, groups[group] != nil else { return start { await $0.submit([member]) } }
    if Task.isCancelled { return member.continuation.resume(throwing: CancellationError()) }
    groups[group]?.members[ticket] = member
    groups[group]?.order.append(ticket)
    if groups[group]?.rule.arrived(bytes: member.job.manifest.count) == true, let members = close(group) {
      start { await $0.submit(members) }
    }
  }

  private func withdraw(_ ticket: Int, _ group: Int) {
    guard let member = groups[group]?.members.removeValue(forKey: ticket) else { return }
    groups[group]?.rule.left(bytes: member.job.manifest.count)
    member.continuation.resume(throwing: CancellationError())
  }

  /// Holds a group open until its rule says so, or until it is full.
  private func hold(_ group: Int) async {
    while groups[group] != nil {
      _ = try? await clock.sleep(for: window)
      guard groups[group] != nil else { return }
      let isOver = groups[group]?.rule.windowPassed(onTheirWay: onTheirWay) ?? true
      if isOver || Task.isCancelled, let members = close(group) { await submit(members) }
    }
  }

  /// The group's members in the order of their coming; it takes no more.
  private func close(_ number: Int) -> [Member]? {
    guard let group = groups.removeValue(forKey: number) else { return nil }
    open[group.key] = nil
    return group.order.compactMap { group.members[$0] }
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
