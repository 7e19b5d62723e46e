import CAgentSystem

/// Wishes from outside that the task should end: TERM, INT and HUP.
package enum StopSignals {
  /// Takes the signals over for the whole process. Call it once, first of all.
  ///
  /// - Returns: the numbers of the signals that arrive; empty when the system refuses, and then they do what they do.
  package static func open() -> AsyncStream<Int32> {
    let descriptor = agent_open_signals()
    return AsyncStream { continuation in
      guard descriptor >= 0 else { return continuation.finish() }
      do {
        try DedicatedThread.start {
          while true {
            let signal = agent_next_signal(descriptor)
            if signal < 0 { return continuation.finish() }
            continuation.yield(signal)
          }
        }
      } catch {
        continuation.finish()
      }
    }
  }
}
