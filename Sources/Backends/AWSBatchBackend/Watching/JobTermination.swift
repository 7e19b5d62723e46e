import AWSClient
import AWSServices

/// Ends jobs in bulk: an array of which nothing goes on by one call on its parent, all others one by one.
actor JobTermination {
  private struct Group {
    var indices: Set<Int> = []
    var reason = ""
    var waiting: [Int: [CheckedContinuation<Void, any Error>]] = [:]
  }

  /// Children that are to end come one after another; the array is looked at when no more have come for so long.
  private static let window = Duration.milliseconds(100)

  private let batch: BatchClient
  private let poller: JobPoller
  private let clock: any AWSClock
  private var groups: [String: Group] = [:]
  private var tasks: [String: Task<Void, Never>] = [:]
  /// Of the arrays that this process submitted.
  private var sizes: [String: Int] = [:]

  init(batch: BatchClient, poller: JobPoller, clock: any AWSClock) {
    self.batch = batch
    self.poller = poller
    self.clock = clock
  }

  /// This process has submitted an array.
  func know(_ array: String, size: Int) { sizes[array] = size }

  /// Returns when Batch has been told to end the job.
  func end(_ id: String, because reason: String) async throws {
    let job = JobIdentifier(id)
    guard let index = job.index else {
      _ = try await batch.terminateJob(TerminateJobRequest(jobId: id, reason: reason))
      return
    }
    try await withCheckedThrowingContinuation { continuation in
      var group = groups[job.parent] ?? Group()
      group.indices.insert(index)
      group.reason = reason
      group.waiting[index, default: []].append(continuation)
      groups[job.parent] = group
      if tasks[job.parent] == nil { tasks[job.parent] = Task { await gather(job.parent) } }
    }
  }

  func shutdown() { for task in tasks.values { task.cancel() } }

  private func gather(_ array: String) async {
    while let count = groups[array]?.indices.count {
      _ = try? await clock.sleep(for: Self.window)
      if groups[array]?.indices.count != count, !Task.isCancelled { continue }
      guard let group = groups.removeValue(forKey: array) else { break }
      await end(group, of: array)
    }
    tasks[array] = nil
  }

  private func end(_ group: Group, of array: String) async {
    if await poller.isWhole(group.indices, of: array, size: sizes[array]) {
      let result = await terminate(array, group.reason)
      for continuation in group.waiting.values.joined() { continuation.resume(with: result) }
      return
    }
    await withTaskGroup(of: Void.self) { tasks in
      for (index, waiting) in group.waiting {
        tasks.addTask { [self] in
          let child = JobIdentifier(parent: array, index: index).text
          let result = await terminate(child, group.reason)
          for continuation in waiting { continuation.resume(with: result) }
        }
      }
    }
  }

  private nonisolated func terminate(_ id: String, _ reason: String) async -> Result<Void, any Error> {
    do {
      _ = try await batch.terminateJob(TerminateJobRequest(jobId: id, reason: reason))
      return .success(())
    } catch {
      return .failure(error)
    }
  }
}
