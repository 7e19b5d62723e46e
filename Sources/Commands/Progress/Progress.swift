import ArgumentParser
import WorkflowEngine

/// How a person, or a program, sees a run while it goes on.
enum ProgressFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// The table on a terminal, the lines elsewhere.
  case auto
  case table, lines
  /// The events of the journal, one JSON object a line.
  case json

  /// What shows a run this way.
  var observer: any RunObserver {
    switch self {
    case .auto: Terminal.isInteractive ? LiveProgress() : PlainProgress()
    case .table: LiveProgress()
    case .lines: PlainProgress()
    case .json: EventLines()
    }
  }
}
