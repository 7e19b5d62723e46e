import AWSClient
import Synchronization
import WorkflowModel

/// Says what concerns no attempt alone: by the report of whichever attempt is under way, or was the last.
final class RunVoice: RequestObserver {
  typealias Report = @Sendable (BackendReport) async throws -> Void

  private struct State {
    var reports: [Int: Report] = [:]
    var last: Report?
    var count = 0
    var outages = OutageLog()
  }

  private let state = Mutex(State())

  /// Lends an attempt's report while `body` runs.
  func speaking<Value>(by report: @escaping Report, _ body: () async throws -> Value) async rethrows -> Value {
    let number = state.withLock { state in
      state.count += 1
      state.reports[state.count] = report
      state.last = report
      return state.count
    }
    defer { state.withLock { $0.reports[number] = nil } }
    return try await body()
  }

  func say(_ text: String) async {
    let report = state.withLock { $0.reports.first?.value ?? $0.last }
    // A journal that cannot be written fails the attempts' own reports.
    try? await report?(.note(text))
  }

  func failed(_ operation: String, because reason: String, at now: UnixTime) async {
    if let text = state.withLock({ $0.outages.failed(operation, because: reason, at: now) }) { await say(text) }
  }

  func answered(_ operation: String, at now: UnixTime) async {
    if let text = state.withLock({ $0.outages.answered(operation, at: now) }) { await say(text) }
  }
}
