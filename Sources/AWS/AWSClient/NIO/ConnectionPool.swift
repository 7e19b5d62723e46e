import NIOCore
import Synchronization

/// Keeps connections alive between requests and limits how many lead to one place. ``PoolState`` decides.
final class ConnectionPool: Sendable {
  struct Lease: Sendable {
    let connection: HTTPConnection
    /// Whether it has carried an exchange before.
    let isReused: Bool
  }

  private typealias Turn = PoolState<HTTPConnection>.Turn
  private typealias Waiter = CheckedContinuation<PoolState<HTTPConnection>.Turn, any Error>

  private struct State {
    var pool: PoolState<HTTPConnection>
    var waiters: [Int: Waiter] = [:]
    var cancelled: Set<Int> = []
    var nextWaiter = 0
    var isShutDown = false
  }

  private let connector: Connector
  private let state: Mutex<State>

  init(connector: Connector, limit: Int) {
    self.connector = connector
    state = Mutex(State(pool: PoolState(limit: limit)))
  }

  /// A connection for one exchange; it has to be given back, whatever happens.
  /// - Throws: ``HTTPTransportError``, `CancellationError`.
  func lease(_ route: HTTPRoute, timeout: Duration) async throws -> Lease {
    switch try await turn(route) {
    case .reuse(let connection): return Lease(connection: connection, isReused: true)
    case .connect:
      do {
        return Lease(connection: try await connector.connect(route, timeout: timeout), isReused: false)
      } catch {
        giveBack(nil, to: route)
        throw error
      }
    }
  }

  func giveBack(_ connection: HTTPConnection, isReusable: Bool) {
    let isKept = isReusable && connection.isOpen
    if !isKept { connection.close() }
    giveBack(isKept ? connection : nil, to: connection.route)
  }

  /// - Parameter connection: nil when its place only is given back.
  private func giveBack(_ connection: HTTPConnection?, to route: HTTPRoute) {
    let handover: (Waiter, Turn)? = state.withLock { state in
      let kept = state.isShutDown ? nil : connection
      if kept == nil { connection?.close() }
      guard let (id, turn) = state.pool.giveBack(kept, route: route, now: .now()) else { return nil }
      return state.waiters.removeValue(forKey: id).map { ($0, turn) }
    }
    handover.map { $0.resume(returning: $1) }
  }

  /// Closes what is idle and lets nobody in any more.
  func shutdown() async {
    let (idle, waiters) = state.withLock { state in
      state.isShutDown = true
      let waiters = Array(state.waiters.values)
      state.waiters = [:]
      return (state.pool.removeIdle(), waiters)
    }
    for waiter in waiters { waiter.resume(throwing: HTTPTransportError.shutDown) }
    for connection in idle { connection.close() }
  }

  private func turn(_ route: HTTPRoute) async throws -> Turn {
    let (first, id) = try state.withLock { state in
      if state.isShutDown { throw HTTPTransportError.shutDown }
      state.nextWaiter += 1
      return (state.pool.lease(route, now: .now(), isOpen: { $0.isOpen }, isNear: { $0.isNear }), state.nextWaiter)
    }
    if let first { return first }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { enqueue($0, id, route) }
    } onCancel: {
      cancel(id)
    }
  }

  private func enqueue(_ waiter: Waiter, _ id: Int, _ route: HTTPRoute) {
    let outcome: Result<Turn, any Error>? = state.withLock { state in
      if state.isShutDown { return .failure(HTTPTransportError.shutDown) }
      if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
      if let turn = state.pool.lease(route, now: .now(), isOpen: { $0.isOpen }, isNear: { $0.isNear }) {
        return .success(turn)
      }
      state.pool.wait(id, for: route)
      state.waiters[id] = waiter
      return nil
    }
    if let outcome { waiter.resume(with: outcome) }
  }

  private func cancel(_ id: Int) {
    let waiter = state.withLock { state in
      state.pool.forget(id)
      let waiter = state.waiters.removeValue(forKey: id)
      if waiter == nil { state.cancelled.insert(id) }
      return waiter
    }
    waiter?.resume(throwing: CancellationError())
  }
}
