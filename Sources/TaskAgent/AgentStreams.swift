import Glibc

/// The descriptors on which a command's streams are shown while it runs: the container's own.
package struct AgentStreams: Hashable, Sendable {
  package let output: Int32
  package let error: Int32

  package init(output: Int32 = STDOUT_FILENO, error: Int32 = STDERR_FILENO) {
    self.output = output
    self.error = error
  }
}
