import JSONText
import WorkflowEngine
import WorkflowModel

/// Reads a journal that is being written: by another process, or by none any more.
struct JournalTail {
  private var file: FileTail

  init(_ directory: RunDirectory) { file = FileTail(directory.journal) }

  /// The events that are there now and were not before. Those of a kind that is not known here are passed over.
  mutating func events() -> [RunEvent] {
    var events: [RunEvent] = []
    while true {
      let lines = file.lines(isOver: false)
      if lines.isEmpty { return events }
      for line in lines {
        if let json = try? JSONParser.parse(Array(line.utf8)), let event = try? RunEvent(json) { events.append(event) }
      }
    }
  }
}
