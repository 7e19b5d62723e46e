/// How a workflow stands, in Cromwell's words.
enum WorkflowStatus: String, CaseIterable, Sendable {
  case onHold = "On Hold"
  case submitted = "Submitted"
  case running = "Running"
  case aborting = "Aborting"
  case aborted = "Aborted"
  case failed = "Failed"
  case succeeded = "Succeeded"

  var isTerminal: Bool { [.aborted, .failed, .succeeded].contains(self) }
}
