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

    var isUnused: Bool { busy == 0 && idle.isEmpty && waiting.isEmpty }

    /// - Parameter oldest: what was idle for longer is thrown away.
    mutating func lease(
      limit: Int, oldest: NIODeadline, _ isOpen: (Connection) -> Bool, _ isNear: (Connection) -> Bool
    ) -> Turn? {
      guard busy < limit else { return nil }
      busy += 1
      while let place = idle.lastIndex(where: { isNear($0.connection) }) ?? idle.indices.last {
        let found = idle.remove(at: place)
        if isOpen(found.connection), found.since > oldest { return .reuse(found.connection) }
      }
      return .connect
    }

    mutating func giveBack(_ connection: Connection?, _ now: NIODeadline) -> (Int, Turn)? {
      if !waiting.isEmpty { return (waiting.removeFirst(), connection.map { .reuse($0) } ?? .connect) }
      busy -= 1
      if let connection { idle.append((connection, now)) }
      return nil
    }
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

  /// - Parameter isNear: whether a connection is to be preferred to those that were used later.
  /// - Returns: nil when the limit is reached.
  mutating func lease(
    _ route: HTTPRoute, now: NIODeadline, isOpen: (Connection) -> Bool, isNear: (Connection) -> Bool = { _ in false }
  ) -> Turn? {
    routes[route, default: Route()].lease(limit: limit, oldest: now - maximumAge, isOpen, isNear)
  }

  mutating func wait(_ id: Int, for route: HTTPRoute) { routes[route, default: Route()].waiting.append(id) }

  mutating func forget(_ id: Int) {
    for route in routes.keys { routes[route]?.waiting.removeAll { $0 == id } }
  }

  /// - Parameter connection: nil when it cannot be used again.
  /// - Returns: who comes next.
  mutating func giveBack(_ connection: Connection?, route: HTTPRoute, now: NIODeadline) -> (Int, Turn)? {
    let next = routes[route]?.giveBack(connection, now)
    if routes[route]?.isUnused == true { routes[route] = nil }
    return next
  }

  mutating func removeIdle() -> [Connection] {
    let idle = routes.values.flatMap { $0.idle.map(\.connection) }
    for route in routes.keys { routes[route]?.idle = [] }
    return idle
  }
}

extension PoolState.Turn: Sendable where Connection: Sendable {}
