import Synchronization

/// Counts who is in, and how many were at most.
final class Gauge: Sendable {
  private let state = Mutex((now: 0, most: 0, total: 0))

  var now: Int { state.withLock { $0.now } }
  var most: Int { state.withLock { $0.most } }
  var total: Int { state.withLock { $0.total } }

  func enter() {
    state.withLock {
      $0.now += 1
      $0.total += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func leave() { state.withLock { $0.now -= 1 } }
}
