import Synchronization
import WorkflowEngine
import WorkflowModel

/// Shows a copy's progress: a line that is drawn over itself on a terminal, now and then a line in a pipe.
final class TransferProgress: Sendable {
  private let meter: Mutex<TransferMeter>
  private let isQuiet: Bool
  private let isLive: Bool

  /// In a pipe, lines come this far apart, in milliseconds.
  private static let plainPause: Int64 = 10_000

  init(_ meter: TransferMeter, isQuiet: Bool) {
    self.meter = Mutex(meter)
    self.isQuiet = isQuiet
    isLive = !isQuiet && Terminal.isInteractive
  }

  func moved(_ count: Int64) { meter.withLock { $0.moved(count) } }

  func ended(_ item: TransferItem, _ outcome: Copier.Outcome) {
    meter.withLock { meter in
      switch outcome {
      case .copied(let size): meter.copied(size)
      case .skipped: meter.skipped(item.source.size ?? 0)
      }
    }
  }

  /// Says a line of its own.
  func say(_ text: String) {
    erase()
    Terminal.say(text)
  }

  /// Shows how it gets on until it is cancelled.
  func show() async {
    if isQuiet { return }
    var told = WallClock.system.now()
    while (try? await Task.sleep(for: .milliseconds(isLive ? 200 : 1000))) != nil {
      let now = WallClock.system.now()
      guard isLive || now - told >= Self.plainPause else { continue }
      told = now
      let line = meter.withLock { $0.line(columns: Terminal.size.columns - 1, now: now) }
      if isLive { Terminal.draw("\r\u{1B}[K" + line) } else { Terminal.say(line) }
    }
    erase()
  }

  func summarize() {
    if isQuiet { return }
    erase()
    Terminal.say(meter.withLock { $0.summary(now: WallClock.system.now()) })
  }

  private func erase() { if isLive { Terminal.draw("\r\u{1B}[K") } }
}
