import JSONText
import WorkflowEngine

/// Progress for programs: each event as it stands in the journal.
actor EventLines: RunObserver {
  func observe(_ event: RunEvent) async { Terminal.draw(JSONWriter.compact(event.json) + "\n") }
}
