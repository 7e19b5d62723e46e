package import JSONText

extension TaskManifest {
  /// Reads the JSON that ``json`` writes.
  ///
  /// Members that this version does not know are ignored. Throws ``ManifestError`` for a newer version and for a
  /// member that is missing or of the wrong kind.
  package init(json: JSONValue) throws {
    let reader = try MemberReader(json, "the task's manifest")
    let version = try reader.version()
    let taskFolder = try reader.requiredString("taskFolder")
    self.init(
      task: try reader.requiredString("task"), command: try reader.requiredString("command"),
      shell: try reader.list("shell", of: "a string") { $0.string }, taskFolder: taskFolder,
      inputs: try reader.list("inputs", of: "an object") { try ManifestInput(json: $0) },
      outputs: try reader.list("outputs", of: "an object") { try ManifestOutput(json: $0) },
      environment: try reader.dictionary("environment", of: "a string") { $0.string },
      successStatuses: try Self.statuses(reader), timeLimit: try reader.integer("timeLimit"),
      grace: try reader.requiredInteger("grace"), destination: try reader.requiredString("destination"),
      region: try reader.requiredString("region"))
    self.version = version
    inputFolder = try reader.requiredString("inputFolder")
    workFolder = try reader.requiredString("workFolder")
    if let json = reader.value("objects"), !json.isNull { objects = try ManifestObjects(json: json) }
    keepsFailedOutputs = try reader.bool("keepsFailedOutputs") ?? false
    if let json = reader.value("cache"), !json.isNull { cache = try ManifestCache(json: json) }
  }

  private static func statuses(_ reader: MemberReader) throws -> Set<Int32>? {
    guard let value = reader.value("successStatuses"), !value.isNull else { return nil }
    return Set(
      try reader.list("successStatuses", of: "an exit status") { $0.int.flatMap { Int32(exactly: $0) } })
  }

  /// The manifest as it is written for the agent.
  package var json: JSONValue {
    var members: JSONObject = [
      "version": .int(version), "task": .string(task), "command": .string(command),
      "shell": .array(shell.map { .string($0) }), "taskFolder": .string(taskFolder),
      "inputFolder": .string(inputFolder), "workFolder": .string(workFolder),
      "inputs": .array(inputs.map(\.json)), "outputs": .array(outputs.map(\.json)),
      "environment": .sorted(environment) { .string($0) },
    ]
    members.set("successStatuses", successStatuses.map { .array($0.sorted().map { .int(Int($0)) }) })
    members.set("timeLimit", timeLimit.map { .int($0) })
    members["grace"] = .int(grace)
    members["destination"] = .string(destination)
    members["region"] = .string(region)
    if objects != ManifestObjects() { members["objects"] = objects.json }
    if keepsFailedOutputs { members["keepsFailedOutputs"] = true }
    members.set("cache", cache?.json)
    return .object(members)
  }
}

extension ManifestInput {
  init(json: JSONValue) throws {
    let reader = try MemberReader(json, "an input of the task's manifest")
    let path = try reader.requiredString("path")
    if let url = try reader.string("object") {
      self.init(.object(url: url, size: try reader.integer("size"), etag: try reader.string("etag")), at: path)
    } else if let url = try reader.string("prefix") {
      self.init(.prefix(url: url, listing: try reader.string("listing")), at: path)
    } else if let text = try reader.string("text") {
      self.init(.text(text), at: path)
    } else {
      throw ManifestError("the manifest's input \(path) has none of `object`, `prefix` and `text`")
    }
  }

  var json: JSONValue {
    var members: JSONObject = ["path": .string(path)]
    switch source {
    case .object(let url, let size, let etag):
      members["object"] = .string(url)
      members.set("size", size.map { .int($0) })
      members.set("etag", etag.map { .string($0) })
    case .prefix(let url, let listing):
      members["prefix"] = .string(url)
      members.set("listing", listing.map { .string($0) })
    case .text(let text): members["text"] = .string(text)
    }
    return .object(members)
  }
}

extension ManifestOutput {
  init(json: JSONValue) throws {
    let reader = try MemberReader(json, "an output of the task's manifest")
    if let path = try reader.string("path") {
      self = try reader.bool("always") == true ? .log(path) : .path(path)
    } else if let pattern = try reader.string("glob") {
      self = .glob(pattern)
    } else if try reader.bool("everything") == true {
      self = .everything
    } else {
      throw ManifestError("an output of the task's manifest has none of `path`, `glob` and `everything`")
    }
  }

  var json: JSONValue {
    switch self {
    case .path(let path): ["path": .string(path)]
    case .log(let path): ["path": .string(path), "always": true]
    case .glob(let pattern): ["glob": .string(pattern)]
    case .everything: ["everything": true]
    }
  }
}

extension ManifestObjects {
  init(json: JSONValue) throws {
    let reader = try MemberReader(json, "`objects` of the task's manifest")
    self.init()
    storageClass = try reader.string("storageClass")
    encryption = try reader.string("encryption")
    kmsKey = try reader.string("kmsKey")
    acl = try reader.string("acl")
    tags = try reader.dictionary("tags", of: "a string") { $0.string }
    contentTypes = try reader.dictionary("contentTypes", of: "a string") { $0.string }
    requesterPays = try reader.bool("requesterPays") ?? false
  }

  var json: JSONValue {
    var members = JSONObject()
    members.set("storageClass", storageClass.map { .string($0) })
    members.set("encryption", encryption.map { .string($0) })
    members.set("kmsKey", kmsKey.map { .string($0) })
    members.set("acl", acl.map { .string($0) })
    if !tags.isEmpty { members["tags"] = .sorted(tags) { .string($0) } }
    if !contentTypes.isEmpty { members["contentTypes"] = .sorted(contentTypes) { .string($0) } }
    if requesterPays { members["requesterPays"] = true }
    return .object(members)
  }
}

extension ManifestCache {
  init(json: JSONValue) throws {
    let reader = try MemberReader(json, "`cache` of the task's manifest")
    self.init(folder: try reader.requiredString("folder"), size: try reader.requiredInteger("size"))
  }

  var json: JSONValue { ["folder": .string(folder), "size": .int(size)] }
}
