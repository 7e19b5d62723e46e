/// Decides what is said of a copy that cannot be written: once, and when it is over.
struct MirrorTrouble {
  private var isTold = false

  /// - Returns: what to say.
  mutating func failed(_ error: any Error, at place: String) -> String? {
    guard !isTold else { return nil }
    isTold = true
    return "the copy of this run in \(place) is behind, and the run goes on without it: \(error)"
  }

  /// - Returns: what to say.
  mutating func succeeded(at place: String) -> String? {
    guard isTold else { return nil }
    isTold = false
    return "the copy of this run in \(place) is written again"
  }
}
