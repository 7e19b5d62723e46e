import Dispatch
import Glibc
import Synchronization

/// Ctrl-C and its like: the first cancels, the second does not wait.
///
/// Signals are caught by a handler that does nothing, not ignored: a child process would inherit that.
enum Signals {
  private static let caught = [SIGINT, SIGTERM, SIGHUP]

  /// Runs `body`, and cancels it at the first signal.
  ///
  /// - Parameter words: what is said at the first signal.
  /// - Parameter decide: done at the first signal before anything is cancelled; it may end the process.
  /// - Throws: what `body` throws; ``ExitStatus/interrupted`` when a signal ended it.
  static func cancelling<Result: Sendable>(
    saying words: String? = "stopping what runs; press Ctrl-C again to leave at once",
    deciding decide: (@Sendable () async -> Void)? = nil,
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let count = Mutex(0)
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    let sources = caught.filter { !isIgnored($0) }.map { number in
      signal(number) { _ in }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        let times = count.withLock { count in
          count += 1
          return count
        }
        if times > 1 { _exit(ExitStatus.interrupted.rawValue) }
        continuation.yield(number)
      }
      source.resume()
      return source
    }
    signal(SIGPIPE) { _ in }
    defer { for source in sources { source.cancel() } }
    return try await race(body, words, decide, stream, wasInterrupted: { count.withLock { $0 > 0 } })
  }

  /// Whether the program was started with the signal ignored, as `nohup` does: then it stays so.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func race<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result, _ words: String?,
    _ decide: (@Sendable () async -> Void)?, _ signals: AsyncStream<Int32>, wasInterrupted: () -> Bool
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        for await _ in signals {
          await decide?()
          if let words { Terminal.say(words) }
          return nil
        }
        return nil
      }
      do {
        while let ended = try await group.next() {
          group.cancelAll()
          if let result = ended { return result }
        }
      } catch {
        group.cancelAll()
        throw wasInterrupted() ? ExitStatus.interrupted : error
      }
      throw ExitStatus.interrupted
    }
  }
}
