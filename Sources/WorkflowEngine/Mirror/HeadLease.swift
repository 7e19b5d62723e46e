import JSONText

/// Who goes on with a run, as it stands in the run's place outside this machine: one small object that the head writes
/// anew as long as it lives.
struct HeadLease: Hashable, Sendable {
  /// Of one process's going on with the run; no other has it.
  let head: String
  /// The kernel's lock that the head has on the run's folder: see ``RunLease/identity``. Whoever has that lock now knows
  /// that this head is dead.
  let lock: String?
  /// For people: `process 12 on host`.
  let process: String
  /// Of the heads of the run, from 1: each has the number after the one whose lease it took.
  var number = 1
  /// How often it was written: no two writings are alike.
  var count = 0
  /// Milliseconds since 1970 by the head's clock; for people, since clocks differ.
  var time: Int64
  /// False: the head has ended in order.
  var isHeld = true

  private static let format = 1

  init(head: String, lock: String?, process: String, time: Int64) {
    self.head = head
    self.lock = lock
    self.process = process
    self.time = time
  }

  var bytes: [UInt8] {
    var members: JSONObject = ["lease": .int(Self.format), "head": .string(head), "process": .string(process)]
    if let lock { members["lock"] = .string(lock) }
    members["number"] = .int(number)
    members["count"] = .int(count)
    members["time"] = .int(time)
    members["held"] = .bool(isHeld)
    return Array((JSONWriter.compact(.object(members)) + "\n").utf8)
  }

  /// - Returns: nil for what is no lease, or one of a newer format: somebody has it.
  init?(_ bytes: [UInt8]) {
    guard let json = try? JSONParser.parse(bytes), json["lease"]?.int == Int64(Self.format),
      let head = json["head"]?.string, let process = json["process"]?.string, let time = json["time"]?.int
    else { return nil }
    self.init(head: head, lock: json["lock"]?.string, process: process, time: time)
    number = Int(json["number"]?.int ?? 1)
    count = Int(json["count"]?.int ?? 0)
    isHeld = json["held"]?.bool ?? true
  }
}

/// Decides whether a run may be taken from whoever had it. No clock.
///
/// A lease is over when its head says so, when its head is known to be dead, and when it was not renewed for a term, as
/// seen from here: the clocks of two machines are never compared.
struct LeaseWatch {
  enum Action: Hashable {
    /// Write the own lease in place of that version; nil: of none.
    case take(replacing: String?)
    /// Look again a little later.
    case wait
    /// Somebody renews it.
    case refuse
  }

  let lock: String?
  let term: Duration
  private var seen: (version: String, at: Duration)?

  init(lock: String?, term: Duration) {
    self.lock = lock
    self.term = term
  }

  /// - Parameter found: the lease that is there with its version; nil when there is none.
  mutating func next(_ found: (lease: HeadLease?, version: String)?, at now: Duration) -> Action {
    guard let found else { return .take(replacing: nil) }
    guard let lease = found.lease else { return .refuse }
    if !lease.isHeld || (lock != nil && lease.lock == lock) {
      return .take(replacing: found.version)
    }
    guard let seen else {
      seen = (found.version, now)
      return .wait
    }
    if seen.version != found.version { return .refuse }
    return now - seen.at >= term ? .take(replacing: found.version) : .wait
  }
}
