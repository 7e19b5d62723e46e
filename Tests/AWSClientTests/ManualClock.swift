import Synchronization

@testable import AWSClient

/// A clock that moves when somebody sleeps.
final class ManualClock: AWSClock {
  private let state: Mutex<(now: UnixTime, sleeps: [Duration])>

  init(_ start: UnixTime = UnixTime(seconds: 1_795_216_893)) { state = Mutex((start, [])) }

  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  func now() -> UnixTime { state.withLock { $0.now } }

  func advance(_ seconds: Double) { state.withLock { $0.now.seconds += seconds } }

  func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    state.withLock { state in
      state.now.seconds += duration.inSeconds
      state.sleeps.append(duration)
    }
  }
}

/// Gives one answer after the other, the last one for ever.
final class Script: Sendable {
  private let answers: [@Sendable () throws -> HTTPResponse]
  private let place = Mutex(0)

  init(_ answers: [@Sendable () throws -> HTTPResponse]) { self.answers = answers }

  func next() throws -> HTTPResponse {
    let index = place.withLock { place in
      place += 1
      return min(place, answers.count) - 1
    }
    return try answers[index]()
  }

  var transport: InMemoryTransport { InMemoryTransport { _ in try self.next() } }
}
