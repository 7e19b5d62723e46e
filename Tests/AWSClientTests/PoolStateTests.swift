import NIOCore
import Testing

@testable import AWSClient

@Suite struct PoolStateTests {
  private let route = HTTPRoute(to: HTTPURL(scheme: .http, host: "h"), proxy: nil)
  private let start = NIODeadline.now()

  private func describe(_ turn: PoolState<Int>.Turn?) -> String {
    switch turn {
    case .reuse(let connection): "reuse \(connection)"
    case .connect: "connect"
    case nil: "wait"
    }
  }

  @Test func connectionsAreReusedTheLastOneFirst() {
    var pool = PoolState<Int>(limit: 2)
    let lease = { (pool: inout PoolState<Int>, now: NIODeadline) in
      self.describe(pool.lease(self.route, now: now) { $0 != 13 })
    }
    #expect(lease(&pool, start) == "connect")
    #expect(lease(&pool, start) == "connect")
    #expect(lease(&pool, start) == "wait")
    _ = pool.giveBack(1, route: route, now: start)
    _ = pool.giveBack(2, route: route, now: start)
    #expect(lease(&pool, start) == "reuse 2")
    #expect(lease(&pool, start + .seconds(60)) == "connect", "it was idle for too long")
  }

  @Test func aConnectionThatIsNearIsPreferred() {
    var pool = PoolState<Int>(limit: 3)
    for _ in 1...3 { _ = pool.lease(route, now: start, isOpen: { _ in true }) }
    for connection in 1...3 { _ = pool.giveBack(connection, route: route, now: start) }
    let turns = (1...3).map { _ in
      describe(pool.lease(route, now: start, isOpen: { _ in true }, isNear: { $0 == 2 }))
    }
    #expect(turns == ["reuse 2", "reuse 3", "reuse 1"])
  }

  @Test func aClosedConnectionIsNotHandedOut() {
    var pool = PoolState<Int>(limit: 1)
    _ = pool.lease(route, now: start) { _ in true }
    _ = pool.giveBack(13, route: route, now: start)
    #expect(describe(pool.lease(route, now: start) { $0 != 13 }) == "connect")
  }

  @Test func whoWaitsGetsThePlaceInOrder() {
    var pool = PoolState<Int>(limit: 1)
    _ = pool.lease(route, now: start) { _ in true }
    for id in 1...3 { pool.wait(id, for: route) }
    pool.forget(2)
    let first = pool.giveBack(7, route: route, now: start)
    #expect(first?.0 == 1 && describe(first?.1) == "reuse 7")
    let second = pool.giveBack(nil, route: route, now: start)
    #expect(second?.0 == 3 && describe(second?.1) == "connect")
    #expect(pool.giveBack(nil, route: route, now: start).map(\.0) == nil)
  }
}
