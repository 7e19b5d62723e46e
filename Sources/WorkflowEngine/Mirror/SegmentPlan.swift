/// Decides when the lines that a journal has got are copied. No clock: times are since any moment that stays the same.
///
/// A line waits ``longest`` at most, and ``urgent`` when the copy is worth more the earlier it is there, as long as that
/// makes no more segments than one for each ``longest`` of the run, and ``allowance`` beside.
struct SegmentPlan {
  static let allowance = 20.0
  let longest: Duration
  let urgent: Duration

  private var left = SegmentPlan.allowance
  private var counted = Duration.zero
  private var due: Duration?

  init(longest: Duration = .seconds(5), urgent: Duration = .seconds(1)) {
    self.longest = longest
    self.urgent = urgent
  }

  /// The journal has got a line.
  mutating func wrote(isUrgent: Bool, at now: Duration) {
    refill(now)
    let time = now + (isUrgent && left >= 1 ? urgent : longest)
    due = due.map { min($0, time) } ?? time
  }

  func isDue(at now: Duration) -> Bool { due.map { $0 <= now } ?? false }

  /// All lines until then have been copied as one segment.
  mutating func copied(at now: Duration) {
    refill(now)
    left = max(0, left - 1)
    due = nil
  }

  private mutating func refill(_ now: Duration) {
    left = min(Self.allowance, left + max(0, (now - counted) / longest))
    counted = now
  }
}
