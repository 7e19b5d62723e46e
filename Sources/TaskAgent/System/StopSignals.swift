import CAgentSystem

/// Wishes from outside that the task should end: TERM, INT and HUP.
package struct StopSignals: Sendable {
  /// The numbers of the signals that arrive.
  package let wishes: AsyncStream<Int32>
  private let descriptor: Int32
  private let continuation: AsyncStream<Int32>.Continuation

  /// Takes the signals over for the whole process. Call it once, first of all. When the system refuses, the signals do
  /// what they do by themselves.
  package init() {
    (wishes, continuation) = AsyncStream.makeStream()
    descriptor = agent_open_signals()
  }

  /// Passes signals on for as long as the process lives: a thread has to be given to it.
  package func deliver() {
    while true {
      let signal = agent_next_signal(descriptor)
      if signal > 0 { continuation.yield(signal) } else { agent_sleep() }
    }
  }
}
