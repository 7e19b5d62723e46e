package import JSONText

extension TaskResult {
  /// Reads the JSON that ``json`` writes.
  ///
  /// Members that this version does not know are ignored. Throws ``ManifestError`` for a newer version and for a
  /// member that is missing or of the wrong kind.
  package init(json: JSONValue) throws {
    let reader = try MemberReader(json, "the task's result")
    let version = try reader.version()
    self.init(
      exitStatus: try reader.status("exitStatus"), signal: try reader.status("signal"),
      failure: try reader.value("failure").flatMap { $0.isNull ? nil : try Failure(json: $0) },
      files: try reader.list("files", of: "an object") { try Kept(json: $0) },
      matches: try reader.dictionary("matches", of: "an array of strings") { value in
        let paths = value.array?.compactMap(\.string)
        return paths?.count == value.array?.count ? paths : nil
      },
      times: try reader.dictionary("times", of: "a whole number") { $0.int },
      peakMemory: try reader.integer("peakMemory"),
      usage: try reader.value("usage").flatMap { $0.isNull ? nil : try Usage(json: $0) },
      batchAttempt: try reader.integer("batchAttempt"))
    self.version = version
  }

  /// The result as the agent writes it.
  package var json: JSONValue {
    var members: JSONObject = ["version": .int(version)]
    members.set("exitStatus", exitStatus.map { .int(Int($0)) })
    members.set("signal", signal.map { .int(Int($0)) })
    members.set("failure", failure?.json)
    members["files"] = .array(files.map(\.json))
    members["matches"] = .sorted(matches) { .array($0.map { .string($0) }) }
    members["times"] = .object(
      JSONObject(times.sorted { Self.order($0) < Self.order($1) }.map { ($0.key, .int($0.value)) }))
    members.set("peakMemory", peakMemory.map { .int($0) })
    members.set("usage", usage?.json)
    members.set("batchAttempt", batchAttempt.map { .int($0) })
    return .object(members)
  }

  /// Moments in their order, those of one millisecond in the order of the phases.
  private static func order(_ moment: (key: String, value: Int64)) -> (Int64, Int, String) {
    let phases = ["start", "stage-in", "run", "stage-out", "end"]
    return (moment.value, phases.firstIndex(of: moment.key) ?? phases.count, moment.key)
  }
}

extension TaskResult.Kept {
  init(json: JSONValue) throws {
    let reader = try MemberReader(json, "a file of the task's result")
    self.init(
      path: try reader.requiredString("path"), url: try reader.requiredString("url"),
      isFolder: try reader.bool("isFolder") ?? false, size: try reader.integer("size"),
      etag: try reader.string("etag"))
  }

  var json: JSONValue {
    var members: JSONObject = ["path": .string(path), "url": .string(url)]
    if isFolder { members["isFolder"] = true }
    members.set("size", size.map { .int($0) })
    members.set("etag", etag.map { .string($0) })
    return .object(members)
  }
}

extension TaskResult.Usage {
  init(json: JSONValue) throws {
    let reader = try MemberReader(json, "`usage` of the task's result")
    self.init(
      processorTime: try reader.integer("processorTime"), bytesRead: try reader.integer("bytesRead"),
      bytesWritten: try reader.integer("bytesWritten"), diskUsed: try reader.integer("diskUsed"))
  }

  var json: JSONValue {
    var members = JSONObject()
    members.set("processorTime", processorTime.map { .int($0) })
    members.set("bytesRead", bytesRead.map { .int($0) })
    members.set("bytesWritten", bytesWritten.map { .int($0) })
    members.set("diskUsed", diskUsed.map { .int($0) })
    return .object(members)
  }
}

extension TaskResult.Failure {
  init(json: JSONValue) throws {
    let reader = try MemberReader(json, "the failure of the task's result")
    let phase = try reader.requiredString("phase")
    let cause = try reader.requiredString("cause")
    guard let knownPhase = Phase(rawValue: phase) else {
      throw ManifestError("the failure of the task's result is in an unknown phase, `\(phase)`")
    }
    guard let knownCause = Cause(rawValue: cause) else {
      throw ManifestError("the failure of the task's result has an unknown cause, `\(cause)`")
    }
    self.init(knownPhase, knownCause, try reader.requiredString("message"))
  }

  var json: JSONValue {
    ["phase": .string(phase.rawValue), "cause": .string(cause.rawValue), "message": .string(message)]
  }
}
