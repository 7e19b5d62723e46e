import WorkflowModel

/// Copies many files at the same time. One that cannot be copied does not keep the others from it, unless the reason is
/// one that holds for all.
struct TransferRun: Sendable {
  let copier: Copier
  let progress: TransferProgress

  /// Files that are under way at the same time.
  private static let width = 64
  /// Failures that are told one by one; after so many nothing is begun any more.
  private static let told = 10
  private static let endurable = 100

  private struct Failure: Sendable {
    let item: TransferItem
    let error: ExecutionError
  }

  /// - Returns: what became of each file, in the order of the items.
  /// - Throws: ``ExecutionError`` when files were not copied; `CancellationError`.
  func run(_ items: [TransferItem]) async throws -> [Copier.Outcome] {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await progress.show() }
      defer { group.cancelAll() }
      return try await copyAll(items)
    }
  }

  private func copyAll(_ items: [TransferItem]) async throws -> [Copier.Outcome] {
    var outcomes = [Copier.Outcome?](repeating: nil, count: items.count)
    var failures: [Failure] = []
    try await withThrowingTaskGroup(of: (Int, Result<Copier.Outcome, ExecutionError>).self) { group in
      var next = 0
      func begin() {
        guard next < items.count, failures.count < Self.endurable else { return }
        let (number, item) = (next, items[next])
        group.addTask { (number, try await result(of: item)) }
        next += 1
      }
      for _ in 0..<min(Self.width, items.count) { begin() }
      while let (number, result) = try await group.next() {
        switch result {
        case .success(let outcome): outcomes[number] = outcome
        case .failure(let error):
          failures.append(Failure(item: items[number], error: error))
          if items.count > 1, failures.count <= Self.told { progress.say("not copied: \(error)") }
          if Self.concernsAll(error) { throw Self.summary(failures, of: items.count) }
        }
        begin()
      }
    }
    if !failures.isEmpty { throw Self.summary(failures, of: items.count) }
    return outcomes.compactMap { $0 }
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

  private static func summary(_ failures: [Failure], of count: Int) -> ExecutionError {
    guard let first = failures.first else { return ExecutionError(.service, "nothing was copied") }
    if count == 1 { return first.error }
    return ExecutionError(
      first.error.code == .configuration ? .service : first.error.code,
      "\(failures.count) of \(count) files could not be copied",
      help: "run it again: what is there is not copied again",
      cause: failures.count == 1 ? first.error : nil)
  }
}
