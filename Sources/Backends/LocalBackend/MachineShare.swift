import Synchronization

/// Hands out this machine's cores and memory as ``CapacityLedger`` decides.
final class MachineShare: Sendable {
  private typealias Waiter = CheckedContinuation<Void, any Error>

  private struct State {
    var ledger: CapacityLedger
    var waiting: [Int: Waiter] = [:]
    /// Those that were admitted before they began to wait.
    var admitted: Set<Int> = []

    mutating func admit(_ numbers: [Int]) -> [Waiter] {
      numbers.compactMap { number in
        if let waiter = waiting.removeValue(forKey: number) { return waiter }
        admitted.insert(number)
        return nil
      }
    }
  }

  private let state: Mutex<State>

  /// What there is for all tasks together.
  let total: MachineCapacity

  init(total: MachineCapacity) {
    self.total = total
    state = Mutex(State(ledger: CapacityLedger(total: total)))
  }

  /// Runs `body` while it holds a share.
  ///
  /// - Parameter onWait: called first when the share is not free at once.
  func hold<Value: Sendable>(
    cpu: Double, memory: Int64?, onWait: () async throws -> Void, _ body: () async throws -> Value
  ) async throws -> Value {
    let (share, number) = state.withLock { state in
      let share = state.ledger.charge(cpu: cpu, memory: memory)
      return (share, state.ledger.ask(share))
    }
    if let number {
      do {
        try await onWait()
      } catch {
        abandon(number, share)
        throw error
      }
      try await wait(number)
    }
    defer { giveBack(share) }
    return try await body()
  }

  private func wait(_ number: Int) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (waiter: Waiter) in
        let (isAdmitted, others): (Bool, [Waiter]?) = state.withLock { state in
          if state.admitted.remove(number) != nil { return (true, nil) }
          if Task.isCancelled { return (false, state.admit(state.ledger.abandon(number))) }
          state.waiting[number] = waiter
          return (false, nil)
        }
        if isAdmitted { waiter.resume() }
        if let others {
          others.forEach { $0.resume() }
          waiter.resume(throwing: CancellationError())
        }
      }
    } onCancel: {
      let (waiter, others): (Waiter?, [Waiter]) = state.withLock { state in
        guard let waiter = state.waiting.removeValue(forKey: number) else { return (nil, []) }
        return (waiter, state.admit(state.ledger.abandon(number)))
      }
      others.forEach { $0.resume() }
      waiter?.resume(throwing: CancellationError())
    }
  }

  /// A task that was told to wait has not come to.
  private func abandon(_ number: Int, _ share: MachineCapacity) {
    let others = state.withLock { state in
      let freed =
        state.admitted.remove(number) != nil ? state.ledger.giveBack(share) : state.ledger.abandon(number)
      return state.admit(freed)
    }
    others.forEach { $0.resume() }
  }

  private func giveBack(_ share: MachineCapacity) {
    state.withLock { $0.admit($0.ledger.giveBack(share)) }.forEach { $0.resume() }
  }
}
