import WorkflowModel

/// Takes, renews and gives back the lease of a run in its place outside this machine.
struct LeaseKeeper: Sendable {
  private let storage: any ConditionalStorage
  private let file: FileReference
  private let pace: MirrorPace
  private let clock: WallClock
  private var lease: HeadLease
  /// Of this head.
  var number: Int { lease.number }
  /// Of the lease as this process wrote it last; nil before it has.
  private var version: String?

  /// The largest lease that is read, in bytes.
  private static let limit = 64 << 10

  init(_ place: MirrorPlace, _ layout: MirrorLayout, lock: String?, clock: WallClock) {
    storage = place.storage
    file = layout.lease
    pace = place.pace
    self.clock = clock
    lease = HeadLease(
      head: String(UInt64.random(in: .min ... .max), radix: 36), lock: lock, process: RunLease.process,
      time: clock.now())
  }

  /// Takes the lease of a run that somebody had; waits where it is not clear whether that head lives.
  ///
  /// - Parameter isOver: whether that head is known to have ended.
  /// - Parameter announce: told why it takes time.
  /// - Throws: ``ExecutionError`` (`conflict`) when another process goes on with the run.
  mutating func take(isOver: Bool = false, _ announce: @Sendable (String) -> Void) async throws {
    var watch = LeaseWatch(lock: lease.lock, term: pace.term)
    var hasAnnounced = false
    let start = ContinuousClock.now
    while true {
      let found = try await storage.readVersion(of: file, limit: Self.limit).map { (HeadLease($0.bytes), $0.version) }
      let holder = found?.0?.process ?? "another process"
      switch isOver ? .take(replacing: found?.1) : watch.next(found, at: ContinuousClock.now - start) {
      case .take(let old):
        lease.number = (found?.0?.number ?? 0) + 1
        if try await write(replacing: old) { return }
      case .refuse:
        throw ExecutionError(
          .conflict, "the run is under way: \(holder) has it",
          help: "end that process first; its lease is \(file.location)")
      case .wait:
        if !hasAnnounced {
          announce("\(holder) had this run; waiting \(pace.term.components.seconds) s to see whether it still has")
        }
        hasAnnounced = true
        try await Task.sleep(for: min(pace.renewal, pace.term) / 5)
      }
    }
  }

  /// Writes the lease anew.
  ///
  /// - Returns: false when another process has taken it.
  mutating func renew() async throws -> Bool { try await write(replacing: version) }

  /// Says that nobody has the run any more.
  mutating func giveBack() async throws {
    lease.isHeld = false
    _ = try await write(replacing: version)
  }

  private mutating func write(replacing old: String?) async throws -> Bool {
    lease.count += 1
    lease.time = clock.now()
    var old = old
    while true {
      if let new = try await storage.write(lease.bytes, to: file, replacing: old) {
        version = new
        return true
      }
      // What is there may be of this head, and the answer was lost: of this writing or of one before.
      guard let found = try await storage.readVersion(of: file, limit: Self.limit),
        HeadLease(found.bytes)?.head == lease.head
      else { return false }
      version = found.version
      if found.bytes == lease.bytes { return true }
      old = found.version
    }
  }
}
