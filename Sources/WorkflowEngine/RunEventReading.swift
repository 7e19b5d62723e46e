package import JSONText
import WorkflowModel

extension RunEvent {
  /// Reads what ``json`` writes; members that are not known are passed over.
  ///
  /// - Throws: ``ExecutionError`` (`invalidInput`) that says what is missing; `unsupported` for a journal of a newer
  ///   format and for kinds of event that this version does not know.
  package init(_ json: JSONValue) throws {
    let record = Record(json)
    self.init(time: try record.int("time"), try record.kind())
  }
}

/// An event's object while it is read.
private struct Record {
  let json: JSONValue

  init(_ json: JSONValue) { self.json = json }

  func missing(_ name: String) -> ExecutionError {
    ExecutionError(.invalidInput, "an event of the journal has no proper `\(name)`: \(JSONWriter.compact(json))")
  }

  func string(_ name: String) throws -> String {
    guard let text = json[name]?.string else { throw missing(name) }
    return text
  }

  func int(_ name: String) throws -> Int64 {
    guard let number = json[name]?.int else { throw missing(name) }
    return number
  }

  func status() throws -> Int32 {
    guard let status = Int32(exactly: try int("status")) else { throw missing("status") }
    return status
  }

  func call(_ name: String = "call") throws -> CallPath {
    guard let call = CallPath(try string(name)) else { throw missing(name) }
    return call
  }

  func attempt() throws -> AttemptName { AttemptName(try call(), Int(try int("attempt")) - 1) }

  func kind() throws -> RunEvent.Kind {
    switch try string("event") {
    case "run-started": return try started()
    case "run-resumed": return .runResumed(try place())
    case "call-restored": return .callRestored(try call())
    case "call-started": return .callStarted(try call())
    case "attempt-prepared": return try prepared()
    case "attempt-submitted": return .attemptSubmitted(try attempt(), try handle())
    case "attempt-taken-over": return .attemptTakenOver(try attempt(), try handle())
    case "attempt-waiting": return .attemptWaiting(try attempt(), reason: json["reason"]?.string)
    case "attempt-running": return .attemptRunning(try attempt())
    case "attempt-placed": return try placed()
    case "attempt-ended": return .attemptEnded(try attempt(), try attemptEnd())
    case "call-succeeded":
      return .callSucceeded(try call(), attempt: try attempt().number, status: try status())
    case "call-keyed":
      return .callKeyed(try call(), key: try string("key"), number: Int(json["number"]?.int ?? 0))
    case "call-uncached": return .callUncached(try call(), because: try string("reason"))
    case "call-cached": return .callCached(try call(), try cached())
    case "call-failed": return .callFailed(try call(), message: try string("message"))
    case "call-cancelled": return .callCancelled(try call())
    case "call-skipped": return .callSkipped(try call(), because: try call("because"))
    case "note": return .note(RunNote.Level(rawValue: try string("level")) ?? .info, try string("message"))
    case "run-ended": return .runEnded(try runEnd())
    case let other: throw ExecutionError(.unsupported, "the journal has an event `\(other)`, which is not known here")
    }
  }

  private func cached() throws -> CachedCall {
    guard let files = json["files"] else { throw missing("files") }
    return CachedCall(
      key: try string("key"), run: try string("fromRun"), call: try call("fromCall"), status: try status(),
      files: try TaskFiles(json: files))
  }

  private func started() throws -> RunEvent.Kind {
    let version = try int("journal")
    guard version <= RunEvent.formatVersion else {
      throw ExecutionError(
        .unsupported, "the journal has format \(version); this version reads up to \(RunEvent.formatVersion)",
        help: "use the newer martlet that wrote it")
    }
    return .runStarted(try place(), workflow: try string("workflow"))
  }

  private func handle() throws -> BackendHandle {
    BackendHandle(backend: try string("backend"), identifier: try string("handle"))
  }

  private func place() throws -> RunPlace {
    RunPlace(name: try string("run"), folder: try string("folder"), key: json["key"]?.string)
  }

  private func prepared() throws -> RunEvent.Kind {
    guard let cpu = json["cpu"]?.double else { throw missing("cpu") }
    let disks = try (json["disks"]?.array ?? []).map { disk in
      guard let size = disk["size"]?.int else { throw missing("disks") }
      return TaskDisk(mountPoint: disk["mountPoint"]?.string, size: size)
    }
    return .attemptPrepared(
      try attempt(), environment: try json["environment"]?.string ?? string("backend"),
      TaskResources(
        cpu: cpu, memory: json["memory"]?.int, disks: disks, gpus: Int(json["gpus"]?.int ?? 0),
        timeLimit: json["timeLimit"]?.int), image: json["image"]?.string)
  }

  private func placed() throws -> RunEvent.Kind {
    guard let stay = json["stay"].flatMap({ MachineStay(json: $0) }) else { throw missing("stay") }
    let labels = (json["labels"]?.object ?? JSONObject()).compactMap { name, value in value.string.map { (name, $0) } }
    return .attemptPlaced(try attempt(), stay, labels: Dictionary(labels, uniquingKeysWith: { $1 }))
  }

  private func runEnd() throws -> RunEnd {
    switch try string("end") {
    case "succeeded": .succeeded
    case "cancelled": .cancelled
    case "failed": .failed(try string("message"))
    default: throw missing("end")
    }
  }

  private func attemptEnd() throws -> AttemptEnd {
    switch try string("end") {
    case "cancelled": return .cancelled
    case "error": return .error(try string("message"))
    case "exited":
      guard let files = json["files"] else { throw missing("files") }
      return .outcome(.exited(status: try status(), try TaskFiles(json: files)))
    case "lost": return .outcome(.lost(reason: try string("reason")))
    case "failed":
      return .outcome(
        .failed(
          TaskFailure(
            TaskFailure.Cause(rawValue: try string("cause")) ?? .unknown, reason: try string("reason"),
            advice: json["advice"]?.string, mayRetry: json["mayRetry"]?.bool ?? false,
            files: try json["files"].map { try TaskFiles(json: $0) })))
    default: throw missing("end")
    }
  }
}
