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
      if place.key != place.name { members["key"] = .string(place.key) }
      members["workflow"] = .string(workflow)
    case .runResumed(let place):
      members["run"] = .string(place.name)
      members["folder"] = .string(place.folder)
      if place.key != place.name { members["key"] = .string(place.key) }
    case .callStarted(let call), .callRestored(let call), .callCancelled(let call):
      members["call"] = .string(call.description)
    case .attemptPrepared(let attempt, let environment, let resources, let image):
      members.add(attempt)
      members["environment"] = .string(environment)
      members.add(resources)
      if let image { members["image"] = .string(image) }
    case .attemptSubmitted(let attempt, let handle), .attemptTakenOver(let attempt, let handle):
      members.add(attempt)
      members["backend"] = .string(handle.backend)
      members["handle"] = .string(handle.identifier)
    case .attemptWaiting(let attempt, let reason):
      members.add(attempt)
      if let reason { members["reason"] = .string(reason) }
    case .attemptRunning(let attempt): members.add(attempt)
    case .attemptPlaced(let attempt, let stay, let labels):
      members.add(attempt)
      members["stay"] = stay.json
      if !labels.isEmpty {
        members["labels"] = .object(JSONObject(labels.sorted { $0.key < $1.key }.map { ($0, .string($1)) }))
      }
    case .attemptEnded(let attempt, let end):
      members.add(attempt)
      members.add(end)
    case .callSucceeded(let call, let attempt, let status):
      members.add(AttemptName(call, attempt))
      members["status"] = .int(Int(status))
    case .callKeyed(let call, let key, let number):
      members["call"] = .string(call.description)
      members["key"] = .string(key)
      if number > 0 { members["number"] = .int(number) }
    case .callUncached(let call, let reason):
      members["call"] = .string(call.description)
      members["reason"] = .string(reason)
    case .callCached(let call, let cached):
      members["call"] = .string(call.description)
      members["key"] = .string(cached.key)
      members["fromRun"] = .string(cached.run)
      members["fromCall"] = .string(cached.call.description)
      members["status"] = .int(Int(cached.status))
      members["files"] = cached.files.json
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
    case .runResumed: "run-resumed"
    case .callStarted: "call-started"
    case .callRestored: "call-restored"
    case .attemptPrepared: "attempt-prepared"
    case .attemptSubmitted: "attempt-submitted"
    case .attemptTakenOver: "attempt-taken-over"
    case .attemptWaiting: "attempt-waiting"
    case .attemptRunning: "attempt-running"
    case .attemptPlaced: "attempt-placed"
    case .attemptEnded: "attempt-ended"
    case .callSucceeded: "call-succeeded"
    case .callKeyed: "call-keyed"
    case .callUncached: "call-uncached"
    case .callCached: "call-cached"
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

  fileprivate mutating func add(_ resources: TaskResources) {
    self["cpu"] = .double(resources.cpu)
    if let memory = resources.memory { self["memory"] = .int(memory) }
    if resources.gpus > 0 { self["gpus"] = .int(resources.gpus) }
    if let limit = resources.timeLimit { self["timeLimit"] = .int(limit) }
    if resources.disks.isEmpty { return }
    self["disks"] = .array(
      resources.disks.map { disk in
        var members: JSONObject = ["size": .int(disk.size)]
        if let mountPoint = disk.mountPoint { members["mountPoint"] = .string(mountPoint) }
        return .object(members)
      })
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
