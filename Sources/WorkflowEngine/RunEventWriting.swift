package import JSONText
import WorkflowModel

extension RunEvent {
  /// The version of the journal's format that this code writes; told in the first event of each journal.
  package static let formatVersion = 1

  /// One object: `time`, `event` and what belongs to the kind.
  package var json: JSONValue {
    var members: JSONObject = ["time": .int(time), "event": .string(name)]
    switch kind {
    case .runStarted(let place, let workflow):
      members["journal"] = .int(Self.formatVersion)
      members["run"] = .string(place.name)
      members["folder"] = .string(place.folder)
      members["workflow"] = .string(workflow)
    case .callStarted(let call), .callCancelled(let call): members["call"] = .string(call.description)
    case .attemptPrepared(let attempt, let environment, let resources):
      members.add(attempt)
      members["environment"] = .string(environment)
      members["cpu"] = .double(resources.cpu)
      if let memory = resources.memory { members["memory"] = .int(memory) }
    case .attemptSubmitted(let attempt, let handle):
      members.add(attempt)
      members["backend"] = .string(handle.backend)
      members["handle"] = .string(handle.identifier)
    case .attemptWaiting(let attempt, let reason):
      members.add(attempt)
      if let reason { members["reason"] = .string(reason) }
    case .attemptRunning(let attempt): members.add(attempt)
    case .attemptEnded(let attempt, let end):
      members.add(attempt)
      members.add(end)
    case .callSucceeded(let call, let attempt, let status):
      members.add(AttemptName(call, attempt))
      members["status"] = .int(Int(status))
    case .callFailed(let call, let message):
      members["call"] = .string(call.description)
      members["message"] = .string(message)
    case .callSkipped(let call, let cause):
      members["call"] = .string(call.description)
      members["because"] = .string(cause.description)
    case .note(let level, let message):
      members["level"] = .string(level.rawValue)
      members["message"] = .string(message)
    case .runEnded(let end): members.add(end)
    }
    return .object(members)
  }

  private var name: String {
    switch kind {
    case .runStarted: "run-started"
    case .callStarted: "call-started"
    case .attemptPrepared: "attempt-prepared"
    case .attemptSubmitted: "attempt-submitted"
    case .attemptWaiting: "attempt-waiting"
    case .attemptRunning: "attempt-running"
    case .attemptEnded: "attempt-ended"
    case .callSucceeded: "call-succeeded"
    case .callFailed: "call-failed"
    case .callCancelled: "call-cancelled"
    case .callSkipped: "call-skipped"
    case .note: "note"
    case .runEnded: "run-ended"
    }
  }
}

extension JSONObject {
  fileprivate mutating func add(_ attempt: AttemptName) {
    self["call"] = .string(attempt.call.description)
    self["attempt"] = .int(attempt.number + 1)
  }

  fileprivate mutating func add(_ end: RunEnd) {
    switch end {
    case .succeeded: self["end"] = "succeeded"
    case .cancelled: self["end"] = "cancelled"
    case .failed(let message):
      self["end"] = "failed"
      self["message"] = .string(message)
    }
  }

  fileprivate mutating func add(_ end: AttemptEnd) {
    switch end {
    case .cancelled: self["end"] = "cancelled"
    case .error(let message):
      self["end"] = "error"
      self["message"] = .string(message)
    case .outcome(.exited(let status, let files)):
      self["end"] = "exited"
      self["status"] = .int(Int(status))
      self["files"] = files.json
    case .outcome(.lost(let reason)):
      self["end"] = "lost"
      self["reason"] = .string(reason)
    case .outcome(.failed(let failure)):
      self["end"] = "failed"
      self["cause"] = .string(failure.cause.rawValue)
      self["reason"] = .string(failure.reason)
      if let advice = failure.advice { self["advice"] = .string(advice) }
      self["mayRetry"] = .bool(failure.mayRetry)
      if let files = failure.files { self["files"] = files.json }
    }
  }
}

extension TaskFiles {
  fileprivate var json: JSONValue {
    var members: JSONObject = [
      "stdout": .string(stdout.location), "stderr": .string(stderr.location), "workFolder": .string(workFolder),
    ]
    members["entries"] = .array(entries.map(\.json))
    members["matches"] = .object(
      JSONObject(matches.sorted { $0.key < $1.key }.map { ($0, .array($1.map { .string($0) })) }))
    return .object(members)
  }
}

extension TaskFiles.Entry {
  fileprivate var json: JSONValue {
    var members: JSONObject = ["path": .string(path), "at": .string(reference.location)]
    if isFolder { members["folder"] = true }
    if let size { members["size"] = .int(size) }
    return .object(members)
  }
}
