import Dispatch
import Glibc

/// What comes in, read by a thread of its own: nothing else may wait for it.
enum StandardInput {
  private static let size = 64 << 10

  /// The bytes of standard input, until they end.
  static func bytes() -> AsyncStream<[UInt8]> {
    AsyncStream { continuation in
      DispatchQueue(label: "standard input").async {
        var buffer = [UInt8](repeating: 0, count: size)
        while true {
          let count = buffer.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
          if count < 0, errno == EINTR { continue }
          guard count > 0 else { break }
          if case .terminated = continuation.yield(Array(buffer[..<count])) { return }
        }
        continuation.finish()
      }
    }
  }
}

/// What goes out, written by a queue of its own: an editor that does not read holds up nothing.
struct StandardOutput: Sendable {
  private let queue = DispatchQueue(label: "standard output")

  init() {
    // An editor that is gone is seen by its input's end. Caught, not ignored: a child process would inherit that.
    signal(SIGPIPE) { _ in }
  }

  func write(_ bytes: [UInt8]) {
    queue.async {
      var place = 0
      while place < bytes.count {
        let count = bytes[place...].withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        place += count
      }
    }
  }

  /// Waits until everything is written.
  func finish() { queue.sync {} }
}
