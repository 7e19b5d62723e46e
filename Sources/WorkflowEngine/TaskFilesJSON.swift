import JSONText
import WorkflowModel

// How the journal and the call cache write what an attempt left.

extension TaskFiles {
  var json: JSONValue {
    var members: JSONObject = [
      "stdout": .string(stdout.location), "stderr": .string(stderr.location), "workFolder": .string(workFolder),
    ]
    members["entries"] = .array(entries.map(\.json))
    members["matches"] = .object(
      JSONObject(matches.sorted { $0.key < $1.key }.map { ($0, .array($1.map { .string($0) })) }))
    if let usage { members["usage"] = usage.json }
    if let times { members["times"] = times.json }
    return .object(members)
  }

  /// Reads what ``json`` writes.
  ///
  /// - Throws: ``ExecutionError`` (`invalidInput`) that says what is missing.
  init(json: JSONValue) throws {
    func text(_ name: String, of value: JSONValue) throws -> String {
      guard let text = value[name]?.string else {
        throw ExecutionError(.invalidInput, "a record of files has no proper `\(name)`: \(JSONWriter.compact(value))")
      }
      return text
    }
    let entries = try (json["entries"]?.array ?? []).map { entry in
      Entry(
        path: try text("path", of: entry), reference: FileReference(try text("at", of: entry)),
        isFolder: entry["folder"]?.bool ?? false, size: entry["size"]?.int, version: entry["version"]?.string)
    }
    let matches = (json["matches"]?.object ?? JSONObject()).map { name, paths in
      (name, (paths.array ?? []).compactMap(\.string))
    }
    self.init(
      stdout: FileReference(try text("stdout", of: json)), stderr: FileReference(try text("stderr", of: json)),
      workFolder: try text("workFolder", of: json), entries: entries,
      matches: Dictionary(matches, uniquingKeysWith: { $1 }), usage: json["usage"].map { TaskUsage(json: $0) },
      times: json["times"].map { TaskTimes(json: $0) })
  }
}

extension TaskUsage {
  /// Names in the journal, with what they stand for.
  fileprivate static let members: [(name: String, path: any WritableKeyPath<TaskUsage, Int64?> & Sendable)] = [
    ("peakMemory", \.peakMemory), ("processorTime", \.processorTime), ("bytesRead", \.bytesRead),
    ("bytesWritten", \.bytesWritten), ("diskUsed", \.diskUsed),
  ]

  fileprivate var json: JSONValue {
    var members = JSONObject()
    for (name, path) in Self.members {
      if let value = self[keyPath: path] { members[name] = .int(value) }
    }
    return .object(members)
  }

  /// Reads what ``json`` writes.
  init(json: JSONValue) {
    self.init()
    for (name, path) in Self.members { self[keyPath: path] = json[name]?.int }
  }
}

extension TaskTimes {
  /// Names in the journal, with what they stand for.
  fileprivate static let members: [(name: String, path: any WritableKeyPath<TaskTimes, Int64?> & Sendable)] = [
    ("start", \.start), ("stageIn", \.stageIn), ("run", \.run), ("stageOut", \.stageOut), ("end", \.end),
  ]

  fileprivate var json: JSONValue {
    .object(
      JSONObject(Self.members.compactMap { name, path in self[keyPath: path].map { (name, JSONValue.int($0)) } }))
  }

  /// Reads what ``json`` writes.
  fileprivate init(json: JSONValue) {
    self.init()
    for (name, path) in Self.members { self[keyPath: path] = json[name]?.int }
  }
}

extension TaskFiles.Entry {
  fileprivate var json: JSONValue {
    var members: JSONObject = ["path": .string(path), "at": .string(reference.location)]
    if isFolder { members["folder"] = true }
    if let size { members["size"] = .int(size) }
    if let version { members["version"] = .string(version) }
    return .object(members)
  }
}
