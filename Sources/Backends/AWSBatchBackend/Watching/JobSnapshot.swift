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

  var id: String
  var status: Status
  var statusReason: String?
  /// Of the container in its last attempt.
  var exitCode: Int32?
  var containerReason: String?
  var logStream: String?
  /// Somebody asked Batch to end it.
  var wasStopped = false

  init(id: String, status: Status) {
    self.id = id
    self.status = status
  }

  var hasEnded: Bool { status == .succeeded || status == .failed }
  /// It has no container yet.
  var isWaiting: Bool { !hasEnded && status != .running }
}
