import NIOCore

/// The decisions of ``ConnectionPool``: who may use which connection.
struct PoolState<Connection> {
  enum Turn {
    case reuse(Connection)
    /// Open a new one: there is a place for it.
    case connect
  }

  private struct Route {
    var idle: [(connection: Connection, since: NIODeadline)] = []
    /// In use or being opened.
    var busy = 0
    var waiting: [Int] = []
  }

  private let limit: Int
  private let maximumAge: TimeAmount
  private var routes: [HTTPRoute: Route] = [:]

  /// - Parameters:
  ///   - limit: connections of a route in use at the same time.
  ///   - maximumAge: a connection that was idle for longer is not trusted: servers close them silently.
  init(limit: Int, maximumAge: TimeAmount = .seconds(15)) {
    self.limit = limit
    self.maximumAge = maximumAge
  }

  /// - Returns: nil when the limit is reached.
  mutating func lease(_ route: HTTPRoute, now: NIODeadline, isOpen: (Connection) -> Bool) -> Turn? {
    guard routes[route, default: Route()].busy < limit else { return nil }
    routes[route, default: Route()].busy += 1
    while let last = routes[route]?.idle.popLast() {
      if isOpen(last.connection), now - last.since < maximumAge { return .reuse(last.connection) }
    }
    return .connect
  }

  mutating func wait(_ id: Int, for route: HTTPRoute) { routes[route, default: Route()].waiting.append(id) }

  mutating func forget(_ id: Int) {
    for route in routes.keys { routes[route]?.waiting.removeAll { $0 == id } }
  }

  /// - Parameter connection: nil when it cannot be used again.
  /// - Returns: who comes next.
  mutating func giveBack(_ connection: Connection?, route: HTTPRoute, now: NIODeadline) -> (Int, Turn)? {
    guard var place = routes[route] else { return nil }
    defer { routes[route] = place.busy == 0 && place.idle.isEmpty && place.waiting.isEmpty ? nil : place }
    if !place.waiting.isEmpty {
      return (place.waiting.removeFirst(), connection.map { .reuse($0) } ?? .connect)
    }
    place.busy -= 1
    if let connection { place.idle.append((connection, now)) }
    return nil
  }

  mutating func removeIdle() -> [Connection] {
    let idle = routes.values.flatMap { $0.idle.map(\.connection) }
    for route in routes.keys { routes[route]?.idle = [] }
    return idle
  }
}

extension PoolState.Turn: Sendable where Connection: Sendable {}
