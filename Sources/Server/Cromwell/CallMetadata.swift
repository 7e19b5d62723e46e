import JSONText
import RunIndex
import RunReport
import WorkflowEngine
import WorkflowModel

/// One attempt of a call in metadata.
struct CallMetadata {
  private let call: ReportedCall
  /// Nil for a call that has had none.
  private let attempt: ReportedAttempt?
  /// Whether no later attempt followed.
  private let isLast: Bool
  private let document: MetadataDocument

  init(_ call: ReportedCall, _ attempt: ReportedAttempt?, isLast: Bool, in document: MetadataDocument) {
    self.call = call
    self.attempt = attempt
    self.isLast = isLast
    self.document = document
  }

  var json: JSONValue {
    var members = WantedMembers(wants: document.keys.wantsOfCall)
    members["shardIndex"] = { .int(ShardIndex.of(call.path)) }
    members["attempt"] = { .int((attempt?.number ?? 0) + 1) }
    members["executionStatus"] = { .string(status) }
    members["start"] = { .string(CromwellTime.text(attempt?.prepared ?? call.begun)) }
    if let end { members["end"] = { .string(CromwellTime.text(end)) } }
    if let shards = call.path.steps.last?.shards, shards.count > 1 {
      members["shardPath"] = { .array(shards.map { .int($0) }) }
    }
    members["inputs"] = { document.values(.inputs, of: call.path) }
    if isLast, call.state == .done || call.state == .cached {
      members["outputs"] = { document.values(.outputs, of: call.path) }
    }
    if let attempt { add(attempt, to: &members) }
    if let code = call.exitStatus(of: attempt) { members["returnCode"] = { .int(Int(code)) } }
    if let streams = call.streams(of: attempt, in: document.directory) {
      members["stdout"] = { .string(streams + "/stdout") }
      members["stderr"] = { .string(streams + "/stderr") }
      // What clients show where they have one place to show.
      members["backendLogs"] = { ["log": .string(streams + "/stderr")] }
    }
    members["callRoot"] = { .string(document.directory.place.callFolder(call.path)) }
    if let failure { members["failures"] = { Failures.json(failure) } }
    members["retryableFailure"] = { .bool(!isLast) }
    members["callCaching"] = { caching }
    return .object(members.members)
  }

  private func add(_ attempt: ReportedAttempt, to members: inout WantedMembers) {
    members["backend"] = { .string(attempt.environment) }
    members["backendStatus"] = {
      .string(attempt.ended != nil ? "Done" : attempt.running != nil ? "Running" : "Queued")
    }
    if let handle = attempt.handle { members["jobId"] = { .string(handle.identifier) } }
    if let image = attempt.image { members["dockerImageUsed"] = { .string(image) } }
    members["runtimeAttributes"] = { attributes(of: attempt) }
    members["commandLine"] = {
      let path = document.directory.place.attemptFolder(call.path, attempt.number) + "/command"
      return .string(AttemptText.read(path, below: document.directory.path))
    }
    members["executionEvents"] = { events(of: attempt) }
  }

  private func attributes(of attempt: ReportedAttempt) -> JSONValue {
    let resources = attempt.resources
    var members: JSONObject = ["cpu": .string(text(resources.cpu))]
    if let memory = resources.memory { members["memory"] = .string("\(memory) B") }
    if let image = attempt.image { members["docker"] = .string(image) }
    if resources.gpus > 0 { members["gpuCount"] = .string("\(resources.gpus)") }
    if let limit = resources.timeLimit { members["jobTimeout"] = .string("\(limit)") }
    let disks = resources.disks.map { "\($0.mountPoint ?? "local-disk") \($0.size >> 30) GiB" }
    if !disks.isEmpty { members["disks"] = .string(disks.joined(separator: ", ")) }
    return .object(members)
  }

  private func text(_ number: Double) -> String { number == number.rounded() ? "\(Int(number))" : "\(number)" }

  private func events(of attempt: ReportedAttempt) -> JSONValue {
    let starts = [
      (attempt.prepared, "Pending"), (attempt.submitted, "Queued"), (attempt.running, "RunningJob"),
    ].compactMap { time, name in time.map { ($0, name) } }
    return .array(
      starts.enumerated().map { place, event in
        let end = place + 1 < starts.count ? starts[place + 1].0 : attempt.ended
        var members: JSONObject = [
          "description": .string(event.1), "startTime": .string(CromwellTime.text(event.0)),
        ]
        if let end { members["endTime"] = .string(CromwellTime.text(end)) }
        return .object(members)
      })
  }

  private var status: String {
    if !isLast { return "RetryableFailure" }
    switch call.state {
    case .waiting: return attempt?.ended == nil ? "QueuedInCromwell" : "Running"
    case .queued: return "Starting"
    case .running: return "Running"
    case .done, .cached: return "Done"
    case .failed: return "Failed"
    case .cancelled: return "Aborted"
    case .skipped: return "Unstartable"
    }
  }

  private var end: Int64? { call.end(of: attempt) }

  private var failure: String? {
    if isLast, let message = call.message, call.state == .failed || call.state == .skipped { return message }
    guard !isLast || call.state == .failed, let ending = attempt?.ending else { return nil }
    return [ending.reason, ending.advice].compactMap { $0 }.joined(separator: "\n").nilIfEmpty
  }

  private var caching: JSONValue {
    var members: JSONObject = ["hit": .bool(call.cached != nil), "allowResultReuse": true]
    members["effectiveCallCachingMode"] = .string(call.key == nil ? "CallCachingOff" : "ReadAndWriteCache")
    if let cached = call.cached {
      members["result"] = .string("Cache Hit: \(cached.run):\(cached.call)")
    } else if call.key != nil {
      members["result"] = "Cache Miss"
    }
    if let key = call.key { members["hashes"] = ["martlet": .string(key)] }
    return .object(members)
  }
}

extension String {
  fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
