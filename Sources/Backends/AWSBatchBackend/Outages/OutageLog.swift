import AWSClient

/// Decides when to say that AWS does not do what it is asked for, and that it does again. No clock.
///
/// A failure in between is no news: only an operation that has not succeeded for long is told of, seldomer the longer
/// it takes.
struct OutageLog: Hashable, Sendable {
  private struct Outage: Hashable {
    let since: UnixTime
    var last: UnixTime
    /// Seconds after the beginning.
    var tellsAt = OutageLog.patience
  }

  /// Seconds.
  private static let patience = 30.0
  private static let growth = 4.0
  /// Seconds between two failures after which they have nothing to do with each other: nobody asked meanwhile.
  private static let longestPause = 150.0

  private var outages: [String: Outage] = [:]

  /// An attempt at an operation failed in a way that may pass.
  ///
  /// - Returns: what to say.
  mutating func failed(_ operation: String, because reason: String, at now: UnixTime) -> String? {
    var outage = outages[operation] ?? Outage(since: now, last: now)
    if now - outage.last > Self.longestPause { outage = Outage(since: now, last: now) }
    outage.last = now
    let seconds = now - outage.since
    let isDue = seconds >= outage.tellsAt
    while seconds >= outage.tellsAt { outage.tellsAt *= Self.growth }
    outages[operation] = outage
    guard isDue else { return nil }
    return "waiting for AWS: \(operation) has failed since \(outage.since.iso8601), for \(Self.text(seconds)) "
      + "(\(reason)); it is asked again until it succeeds"
  }

  /// An operation succeeded, or was refused for good.
  ///
  /// - Returns: what to say, when its failure was told of.
  mutating func answered(_ operation: String, at now: UnixTime) -> String? {
    guard let outage = outages.removeValue(forKey: operation), outage.tellsAt > Self.patience else { return nil }
    return "AWS answers again: \(operation), after \(Self.text(now - outage.since))"
  }

  private static func text(_ seconds: Double) -> String {
    seconds < 120 ? "\(Int(seconds)) s" : "\(Int(seconds / 60)) min"
  }
}
