/// Decides when the jobs that were gathered for an array are submitted. No clock: a window ends when its owner says so.
///
/// A lone job waits for one window, a few tenths of a second. While jobs keep coming faster than Batch takes them one by
/// one, or many are known to be on their way, the array is held open, but never for long.
struct GatheringRule: Hashable, Sendable {
  /// Seconds.
  let window: Double
  let limit: Int

  private(set) var count = 0
  private(set) var bytes = 0
  private var arrivals = 0
  private var windows = 0
  private var idleWindows = 0

  /// Jobs a second: what Batch takes without arrays.
  private static let pace = 50.0
  /// Jobs that are being prepared and soon to come.
  private static let manyOnTheirWay = 10
  /// Seconds without an arrival after which those on their way are not waited for.
  private static let patience = 1.0
  /// Seconds after the first arrival.
  private static let longest = 30.0
  /// Bytes of manifests: more do not go into one pack.
  static let largestPack = 64 << 20

  init(window: Double, limit: Int) {
    self.window = window
    self.limit = limit
  }

  /// A job has come.
  ///
  /// - Returns: whether no more fit.
  mutating func arrived(bytes more: Int) -> Bool {
    count += 1
    arrivals += 1
    bytes += more
    return count >= limit || bytes >= Self.largestPack
  }

  mutating func left(bytes less: Int) {
    count -= 1
    bytes -= less
  }

  /// A window has passed.
  ///
  /// - Parameter onTheirWay: jobs that are being prepared.
  /// - Returns: whether to submit now.
  mutating func windowPassed(onTheirWay: Int) -> Bool {
    defer { arrivals = 0 }
    windows += 1
    idleWindows = arrivals == 0 ? idleWindows + 1 : 0
    if Double(windows) * window >= Self.longest { return true }
    if Double(arrivals) >= Self.pace * window { return false }
    return onTheirWay < Self.manyOnTheirWay || Double(idleWindows) * window >= Self.patience
  }
}
