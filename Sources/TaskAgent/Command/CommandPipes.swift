import CAgentSystem
import Glibc
import Synchronization

/// The pipes between a command and its agent: its two streams, and one that wakes the loop that reads them.
final class CommandPipes: Sendable {
  /// Bytes on ``wake``.
  static let ended: UInt8 = 1
  static let stop: UInt8 = 2

  let output: Pipe
  let error: Pipe
  let wake: Pipe

  init() throws {
    output = try Pipe()
    do { error = try Pipe() } catch {
      output.close()
      throw error
    }
    do { wake = try Pipe() } catch {
      output.close()
      self.error.close()
      throw error
    }
  }

  /// The command holds these ends now; while the agent does too, the streams cannot end.
  func closeWriters() {
    output.closeWriter()
    error.closeWriter()
  }

  func close() {
    for pipe in [output, error, wake] { pipe.close() }
  }
}

/// A pipe of the system. Each end is closed once.
final class Pipe: Sendable {
  let reader: Int32
  let writer: Int32
  private let open = Mutex((reader: true, writer: true))

  init() throws {
    var ends: [Int32] = [-1, -1]
    let code = agent_pipe(&ends)
    guard code == 0 else { throw SystemFailure("make a pipe", code) }
    (reader, writer) = (ends[0], ends[1])
  }

  /// Writes one byte; a pipe that is full or closed drops it.
  func send(_ byte: UInt8) {
    var byte = byte
    _ = write(writer, &byte, 1)
  }

  func closeWriter() {
    open.withLock { open in
      if open.writer { Glibc.close(writer) }
      open.writer = false
    }
  }

  func close() {
    closeWriter()
    open.withLock { open in
      if open.reader { Glibc.close(reader) }
      open.reader = false
    }
  }
}
