import Glibc

/// The agent's own words to people: lines on the container's stderr that begin with `martlet-agent: `.
enum AgentMessages {
  static func say(_ message: String) {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map { "martlet-agent: \($0)\n" }
    var bytes = Array(lines.joined().utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
