import WorkflowEngine
import WorkflowModel

/// Progress as lines: one when something begins and one when it ends, while that is few; then counts.
actor PlainProgress: RunObserver {
  private var lines = ProgressLines()

  func observe(_ event: RunEvent) async {
    let texts = lines.lines(for: event)
    guard !texts.isEmpty else { return }
    let time = WallClock.text(event.time, "%H:%M:%S ")
    Terminal.say(texts.map { time + $0 }.joined(separator: "\n"))
  }
}
