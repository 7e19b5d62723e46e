import JSONText
import S3Storage
import Synchronization
import WorkflowModel

/// Remembers how the earlier attempts of calls ended, as far as that changes the next one: more memory after one ran out
/// of it, a queue without Spot after Spot took instances away.
///
/// For the time of this process: a run that is taken over begins anew with what its task asks for.
final class AttemptHistory: Sendable {
  private struct Key: Hashable, Sendable {
    let run: String
    let call: CallPath
  }

  private struct Record: Sendable {
    var outOfMemory = 0
    var losses = 0
  }

  private let flow: BatchFlow
  private let records = Mutex<[Key: Record]>([:])

  init(_ flow: BatchFlow) { self.flow = flow }

  /// An attempt has ended. What has no bearing on a next one leaves no trace.
  func ended(_ attempt: BackendAttempt, _ outcome: TaskOutcome) {
    let key = Key(run: attempt.run.name, call: attempt.call)
    switch outcome {
    case .lost: records.withLock { $0[key, default: Record()].losses += 1 }
    case .failed(let failure) where failure.cause == .outOfMemory:
      records.withLock { $0[key, default: Record()].outOfMemory += 1 }
    case .exited(let status, _) where attempt.request.successStatuses?.contains(status) ?? true:
      records.withLock { $0[key] = nil }
    case .exited, .failed: break
    }
  }

  /// The memory of an attempt, in bytes: what its task asks for, times the multiplier for each attempt that ran out of
  /// it, but no more than the limit; never less than it asks for. Nil when the task asks for none.
  func memory(of attempt: BackendAttempt) -> Int64? { memory(of: attempt, asking: attempt.request.resources.memory) }

  /// - Parameter asked: bytes that the task asks for by its settings.
  func memory(of attempt: BackendAttempt, asking asked: Int64?) -> Int64? {
    let record = record(of: attempt)
    let multiplier = flow.multiplier(of: attempt.request)
    guard record.outOfMemory > 0, multiplier > 1 else { return asked }
    let asked = asked ?? JobResources.defaultMemory << 20
    var memory = Double(asked)
    for _ in 0..<record.outOfMemory { memory *= multiplier }
    let limit = flow.memoryRetryLimit.map { Double($0 << 20) } ?? 64 * 1_099_511_627_776
    return max(asked, Int64(min(memory, limit)))
  }

  /// The queue of an attempt that would go to `queue`.
  func queue(of attempt: BackendAttempt, otherwise queue: String) -> String {
    guard let fallback = flow.spotFallbackQueue, record(of: attempt).losses >= flow.spotRetries else { return queue }
    return record(of: attempt).losses > 0 ? fallback : queue
  }

  private func record(of attempt: BackendAttempt) -> Record {
    records.withLock { $0[Key(run: attempt.run.name, call: attempt.call)] } ?? Record()
  }
}

extension BatchFlow {
  /// The task's `memory_retry_multiplier`, as Cromwell calls it, wins over the environment's.
  fileprivate func multiplier(of request: TaskRequest) -> Double {
    let own = request.hints["memoryRetryMultiplier"] ?? request.hints["memory_retry_multiplier"]
    return own?.double.flatMap { (1...99).contains($0) ? $0 : nil } ?? memoryRetryMultiplier
  }
}
