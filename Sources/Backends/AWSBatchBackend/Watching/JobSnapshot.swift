/// What Batch says of a job at one moment: the part of `JobDetail` that decisions need.
struct JobSnapshot: Hashable, Sendable {
  enum Status: String, Hashable, Sendable {
    case submitted = "SUBMITTED"
    case pending = "PENDING"
    case runnable = "RUNNABLE"
    case starting = "STARTING"
    case running = "RUNNING"
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
  }

  /// Of an array's parent: its children by their states, as Batch last counted them.
  struct Children: Hashable, Sendable {
    var size: Int
    var counts: [Status: Int]

    func count(_ states: Status...) -> Int { states.reduce(0) { $0 + (counts[$1] ?? 0) } }
  }

  var id: String
  var status: Status
  var statusReason: String?
  /// Of the container in its last attempt.
  var exitCode: Int32?
  var containerReason: String?
  var log: LogPlace?
  /// Somebody asked Batch to end it.
  var wasStopped = false
  /// Attempts that Batch made of it, where it tells.
  var attempts: Int?
  var children: Children?
  /// Where it was, where Batch tells that of its own accord.
  var trace: JobTrace?

  init(id: String, status: Status) {
    self.id = id
    self.status = status
  }

  var hasEnded: Bool { status == .succeeded || status == .failed }

  /// It has no container yet; of an array: none of its children has had one.
  var isWaiting: Bool {
    if let children { return !hasEnded && children.count(.running, .succeeded, .failed) == 0 }
    return !hasEnded && status != .running
  }
}
