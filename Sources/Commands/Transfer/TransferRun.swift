import Synchronization
import WorkflowModel

/// Copies many files at the same time. One that cannot be copied does not keep the others from it, unless the reason is
/// one that holds for all.
struct TransferRun: Sendable {
  let copier: Copier
  let progress: TransferProgress
  /// Where files may be copied, in turn; none for wherever there is a thread.
  let executors: [any TaskExecutor]

  /// Files that are under way at the same time.
  private static let width = 64
  /// Failures that are told one by one; after so many nothing is begun any more.
  private static let told = 10
  private static let endurable = 100

  /// - Returns: what became of each file, in the order of the items.
  /// - Throws: ``ExecutionError`` when files were not copied; `CancellationError`.
  func run(_ items: [TransferItem]) async throws -> [Copier.Outcome] {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await progress.show() }
      defer { group.cancelAll() }
      return try await copyAll(items)
    }
  }

  /// Tasks that take one item after the other: one that waited for all of them would be woken for each.
  private func copyAll(_ items: [TransferItem]) async throws -> [Copier.Outcome] {
    let work = Work(count: items.count, atMostFailures: Self.endurable)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<min(Self.width, items.count) {
        group.addTask(executorPreference: executors.isEmpty ? nil : executors[worker % executors.count]) {
          while let number = work.take() {
            let result = try await copied(items[number])
            let failures = work.ended(number, result)
            guard case .failure(let error) = result else { continue }
            if items.count > 1, failures.count <= Self.told { progress.say("not copied: \(error)") }
            if Self.concernsAll(error) { throw Self.summary(failures, of: items.count) }
          }
        }
      }
      try await group.waitForAll()
    }
    let (outcomes, failures) = work.done
    if !failures.isEmpty { throw Self.summary(failures, of: items.count) }
    return outcomes.compactMap { $0 }
  }

  /// Small files are copied where the worker runs, which may be where answers arrive; what takes longer would hold the others
  /// up there.
  private func copied(_ item: TransferItem) async throws -> Result<Copier.Outcome, ExecutionError> {
    if let size = item.source.size, size <= S3Ways.smallSize { return try await result(of: item) }
    return try await withTaskExecutorPreference(globalConcurrentExecutor) { try await result(of: item) }
  }

  private func result(of item: TransferItem) async throws -> Result<Copier.Outcome, ExecutionError> {
    do {
      let outcome = try await copier.copy(item) { progress.moved($0) }
      progress.ended(item, outcome)
      return .success(outcome)
    } catch let error as ExecutionError {
      // What fails while everything is being stopped fails because of that.
      try Task.checkCancellation()
      return .failure(error)
    }
  }

  private static func concernsAll(_ error: ExecutionError) -> Bool {
    switch error.code {
    case .diskFull, .noCredentials, .configuration, .network, .notFound: true
    default: false
    }
  }

  private static func summary(_ failures: [ExecutionError], of count: Int) -> ExecutionError {
    guard let first = failures.first else { return ExecutionError(.service, "nothing was copied") }
    if count == 1 { return first }
    return ExecutionError(
      first.code == .configuration ? .service : first.code,
      "\(failures.count) of \(count) files could not be copied",
      help: "run it again: what is there is not copied again",
      cause: failures.count == 1 ? first : nil)
  }
}

/// What is to be done, and what has become of what was done.
private final class Work: Sendable {
  private struct State {
    var outcomes: [Copier.Outcome?]
    var failures: [ExecutionError] = []
    var next = 0
  }

  private let state: Mutex<State>
  private let endurable: Int

  /// - Parameter endurable: after so many failures nothing is begun any more.
  init(count: Int, atMostFailures endurable: Int) {
    state = Mutex(State(outcomes: Array(repeating: nil, count: count)))
    self.endurable = endurable
  }

  func take() -> Int? {
    state.withLock { state in
      guard state.next < state.outcomes.count, state.failures.count < endurable else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  /// - Returns: the failures so far.
  func ended(_ number: Int, _ result: Result<Copier.Outcome, ExecutionError>) -> [ExecutionError] {
    state.withLock { state in
      switch result {
      case .success(let outcome): state.outcomes[number] = outcome
      case .failure(let error): state.failures.append(error)
      }
      return state.failures
    }
  }

  var done: (outcomes: [Copier.Outcome?], failures: [ExecutionError]) {
    state.withLock { ($0.outcomes, $0.failures) }
  }
}
