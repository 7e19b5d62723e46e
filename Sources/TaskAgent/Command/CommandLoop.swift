import Glibc

/// Reads a running command's streams and does what ``CommandSupervisor`` decides. Belongs on a thread of its own.
struct CommandLoop: Sendable {
  private let process: Int32
  private let wake: Int32
  private let pipes: CommandPipes
  private let grace: Int64
  private let timeLimit: Int64?
  private let stdout: Int32
  private let stderr: Int32
  private let live: AgentStreams

  init(_ command: CommandRun, process: Int32, pipes: CommandPipes, files: (stdout: Int32, stderr: Int32)) {
    self.process = process
    self.pipes = pipes
    wake = pipes.wake.reader
    grace = WallClock.milliseconds(command.grace)
    timeLimit = command.timeLimit.map { WallClock.milliseconds($0) }
    (stdout, stderr) = files
    live = command.streams
  }

  /// Returns when nothing of the command's group is left, or nothing that could be reached.
  func run() -> CommandRun.Ending {
    var supervisor = CommandSupervisor(startedAt: WallClock.steady(), timeLimit: timeLimit, grace: grace)
    var streams = [
      StreamCopy(from: pipes.output.reader, file: stdout, live: live.output),
      StreamCopy(from: pipes.error.reader, file: stderr, live: live.error),
    ]
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
    defer { buffer.deallocate() }
    var isOver = false
    while !isOver {
      for event in wait(supervisor.deadline, &streams, buffer) {
        for action in supervisor.handle(event, at: WallClock.steady()) {
          switch action {
          case .terminate: kill(-process, SIGTERM)
          case .kill: kill(-process, SIGKILL)
          case .finish: isOver = true
          }
        }
      }
    }
    return CommandRun.Ending(
      isTimedOut: supervisor.isTimedOut, isStopped: supervisor.isStopped,
      streamFailure: streams.lazy.compactMap(\.fileFailure).first)
  }

  /// Waits for the next thing to happen, and copies what came on the streams.
  private func wait(
    _ deadline: Int64?, _ streams: inout [StreamCopy], _ buffer: UnsafeMutableRawBufferPointer
  ) -> [CommandSupervisor.Event] {
    let open = streams.indices.filter { !streams[$0].isClosed }
    var waited = open.map { pollfd(fd: streams[$0].source, events: Int16(POLLIN), revents: 0) }
    waited.append(pollfd(fd: wake, events: Int16(POLLIN), revents: 0))
    let timeout = deadline.map { Int32(clamping: max(0, $0 - WallClock.steady())) } ?? -1
    guard poll(&waited, nfds_t(waited.count), timeout) > 0 else { return [.tick] }
    for (place, stream) in open.enumerated() where waited[place].revents != 0 { streams[stream].copy(through: buffer) }
    var events: [CommandSupervisor.Event] = [.tick]
    if !open.isEmpty, streams.allSatisfy(\.isClosed) { events.append(.streamsClosed) }
    if waited[open.count].revents != 0 { events += wakeEvents() }
    return events
  }

  private func wakeEvents() -> [CommandSupervisor.Event] {
    var bytes: [UInt8] = [0, 0, 0, 0]
    let count = read(wake, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).map { $0 == CommandPipes.ended ? .commandEnded : .stopRequested }
  }
}
