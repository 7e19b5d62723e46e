package import TaskManifest

/// The agent cannot even begin: there is nowhere to write a result to.
package struct AgentFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let status: AgentStatus
  package let description: String

  package init(_ status: AgentStatus, _ description: String) {
    self.status = status
    self.description = description
  }
}
