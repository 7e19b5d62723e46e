import CAgentSystem
import Synchronization

/// Waits for a process on a thread of its own and says so through a pipe.
final class CommandWaiter: Sendable {
  private let process: Int32
  private let wake: Pipe
  private let ended = Mutex<(exit: Int32?, signal: Int32?)>((nil, nil))

  init(process: Int32, wake: Pipe) {
    self.process = process
    self.wake = wake
  }

  /// The exit status or the signal that ended it; neither before it has ended.
  var ending: (exit: Int32?, signal: Int32?) { ended.withLock { $0 } }

  func start() throws {
    try DedicatedThread.start { self.wait() }
  }

  private func wait() {
    var exited: Int32 = -1
    var signal: Int32 = 0
    let code = agent_wait(process, &exited, &signal)
    ended.withLock { ended in
      ended = code != 0 ? (nil, nil) : (signal == 0 ? exited : nil, signal == 0 ? nil : signal)
    }
    wake.send(CommandPipes.ended)
  }
}
