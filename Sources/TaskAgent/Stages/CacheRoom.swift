/// Decides what leaves a host's cache of inputs for what comes in. Knows no disk.
struct CacheRoom {
  struct Entry: Hashable {
    let name: String
    /// Bytes that it takes, or will take when it is there.
    let size: Int64
    /// When it was last used: nanoseconds since 1970.
    let used: Int64
    /// Some task brings it: it cannot leave.
    var isComing = false
  }

  /// Bytes that the cache may hold.
  let limit: Int64

  /// What may be taken in: as much of it as fits into an empty cache, in this order; what is there already takes no room.
  func admitted(_ wanted: [(name: String, size: Int64)]) -> Set<String> {
    var names: Set<String> = []
    var sum: Int64 = 0
    for (name, size) in wanted where size <= limit - sum && names.insert(name).inserted { sum += size }
    return names
  }

  /// The entries that have to leave: those that were not used for longest, and never one of `wanted`.
  ///
  /// - Parameter needed: bytes that come in.
  /// - Returns: nil when there is not enough that may leave.
  func leaving(_ entries: [Entry], wanted: Set<String>, needed: Int64) -> [Entry]? {
    var excess = entries.reduce(needed) { $0 + $1.size } - limit
    guard excess > 0 else { return [] }
    var leaving: [Entry] = []
    for entry in entries.sorted(by: { ($0.used, $0.name) < ($1.used, $1.name) })
    where !entry.isComing && !wanted.contains(entry.name) {
      if excess <= 0 { break }
      leaving.append(entry)
      excess -= entry.size
    }
    return excess <= 0 ? leaving : nil
  }
}
