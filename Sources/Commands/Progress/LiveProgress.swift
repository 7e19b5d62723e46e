import WorkflowEngine
import WorkflowModel

/// Progress as a table that is drawn over itself: at most ten times a second, at least once a second, since it tells how
/// long things take, and once more at the end.
actor LiveProgress: RunObserver {
  private var table = ProgressTable()
  private var drawnLines = 0
  private var drawnAt: Int64 = 0
  private var clock: Task<Void, Never>?

  private static let interval: Int64 = 100

  func observe(_ event: RunEvent) async {
    if case .note(let level, let text) = event.kind { say("\(level.rawValue): \(text)") }
    table.apply(event)
    if table.ended != nil {
      clock?.cancel()
      draw(event.time)
    } else {
      if clock == nil { clock = Task { [weak self] in await self?.tick() } }
      // After a clock that went back, too.
      if !(0..<Self.interval).contains(event.time - drawnAt) { draw(event.time) }
    }
  }

  private func tick() async {
    while (try? await Task.sleep(for: .seconds(1))) != nil, table.ended == nil { draw(WallClock.system.now()) }
  }

  private func say(_ text: String) {
    erase()
    Terminal.say(text)
  }

  private func erase() {
    if drawnLines > 0 { Terminal.draw("\u{1B}[\(drawnLines)A\u{1B}[J") }
    drawnLines = 0
  }

  private func draw(_ now: Int64) {
    let size = Terminal.size
    let lines = table.lines(columns: size.columns, rows: size.rows, now: now)
    erase()
    Terminal.draw(lines.map { $0 + "\n" }.joined())
    drawnLines = lines.count
    drawnAt = now
  }
}
