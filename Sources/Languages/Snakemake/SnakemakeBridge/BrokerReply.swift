package import JSONText

/// What the broker says: one JSON object a line, told apart by its `ev`.
package enum BrokerReply: Hashable, Sendable {
  /// - Parameter run: the run's name; `folder`: its folder on this machine; `copy`: that of its copy in S3, and `region`
  ///   where its jobs are; nil where they are on this machine.
  case hello(engine: String, run: String, folder: String, copy: String?, region: String?)
  /// Everything that is wrong with the demands that were asked about. Each names its rule and the resource.
  case checked(mistakes: [String])
  /// - Parameter id: how a later session names the job.
  case submitted(key: String, id: String)
  /// The job is wrong as it is: it was not begun.
  case rejected(key: String, message: String)
  case state(key: String, BrokerPhase)
  /// The last of a job.
  case done(key: String, BrokerEnd)
  case note(isWarning: Bool, String)
  /// The session ends: what was not done will not be.
  case fatal(message: String, help: String?)
  /// The last of every session that ended in order.
  case bye

  package var json: JSONValue {
    switch self {
    case .hello(let engine, let run, let folder, let copy, let region):
      [
        "ev": "hello", "protocol": .int(BrokerHello.version), "engine": .string(engine), "run": .string(run),
        "folder": .string(folder), "copy": copy.map { .string($0) } ?? .null,
        "region": region.map { .string($0) } ?? .null,
      ]
    case .checked(let mistakes): ["ev": "checked", "mistakes": .array(mistakes.map { .string($0) })]
    case .submitted(let key, let id): ["ev": "submitted", "key": .string(key), "id": .string(id)]
    case .rejected(let key, let message): ["ev": "rejected", "key": .string(key), "message": .string(message)]
    case .state(let key, let phase): .object(phase.members(of: key))
    case .done(let key, let end): .object(end.members(of: key))
    case .note(let isWarning, let text):
      ["ev": "note", "level": isWarning ? "warning" : "info", "message": .string(text)]
    case .fatal(let message, let help):
      ["ev": "fatal", "message": .string(message), "help": help.map { .string($0) } ?? .null]
    case .bye: ["ev": "bye"]
    }
  }
}

/// Where a job is on its way.
package enum BrokerPhase: Hashable, Sendable {
  /// - Parameter job: the backend's own name for it: a job of AWS Batch, a process.
  case submitted(job: String)
  case takenOver(job: String)
  case waiting(reason: String?)
  case running

  func members(of key: String) -> JSONObject {
    var members: JSONObject = ["ev": "state", "key": .string(key)]
    switch self {
    case .submitted(let job): (members["phase"], members["job"]) = ("submitted", .string(job))
    case .takenOver(let job): (members["phase"], members["job"]) = ("taken-over", .string(job))
    case .waiting(let reason):
      members["phase"] = "waiting"
      if let reason { members["reason"] = .string(reason) }
    case .running: members["phase"] = "running"
    }
    return members
  }
}

/// How a job ended.
package struct BrokerEnd: Hashable, Sendable {
  package enum Result: String, Hashable, Sendable { case succeeded, failed, cancelled }

  package var result: Result
  /// What to tell the user.
  package var message: String?
  /// Of the command itself.
  package var exitStatus: Int32?
  /// The class of the failure: `out-of-memory`, `timed-out`, `lost` … ; nil when the command itself failed.
  package var cause: String?
  /// Where the end of its story is: its standard error.
  package var log: String?

  package init(
    _ result: Result, message: String? = nil, exitStatus: Int32? = nil, cause: String? = nil, log: String? = nil
  ) {
    self.result = result
    self.message = message
    self.exitStatus = exitStatus
    self.cause = cause
    self.log = log
  }

  func members(of key: String) -> JSONObject {
    var members: JSONObject = ["ev": "done", "key": .string(key), "result": .string(result.rawValue)]
    if let message { members["message"] = .string(message) }
    if let exitStatus { members["exit"] = .int(Int(exitStatus)) }
    if let cause { members["cause"] = .string(cause) }
    if let log { members["log"] = .string(log) }
    return members
  }
}
