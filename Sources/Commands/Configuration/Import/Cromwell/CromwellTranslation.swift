import ForeignConfiguration
import JSONText
import SourceText
import WorkflowModel

/// `cromwell.conf` as a martlet.yaml: an environment for each provider on AWS Batch.
struct CromwellTranslation {
  private var source: ForeignSettings
  private var result = ImportedConfiguration()
  /// The names of the authorizations that providers use.
  private var authorizations: Set<String> = []

  private static let factory = "AwsBatchBackendLifecycleActorFactory"
  private static let providers = ["backend", "providers"]

  /// - Throws: ``ExecutionError`` (`configuration`) for a text that is no HOCON, or has no provider on AWS Batch.
  static func configuration(_ file: SourceFile) throws -> ImportedConfiguration {
    let document: HOCONDocument
    do {
      document = try HOCONDocument(file.bytes)
    } catch {
      throw ExecutionError(error, in: file)
    }
    var translation = CromwellTranslation(source: ForeignSettings(document.root, in: file, name: name))
    try translation.translate(document)
    return translation.result
  }

  private init(source: ForeignSettings) { self.source = source }

  /// `spot: root` of `backend.providers.spot.config.root`.
  private static func name(_ path: [String]) -> String {
    guard path.starts(with: providers), path.count > 4, path[3] == "config" else { return path.joined(separator: ".") }
    return "\(path[2]): " + path.dropFirst(4).joined(separator: ".")
  }

  private mutating func translate(_ document: HOCONDocument) throws {
    for include in document.includes {
      source.note(
        .dropped, "include \(include.name)", at: include.span, "is not followed; Cromwell's own defaults are not needed"
      )
    }
    for place in document.unset {
      source.note(.dropped, "${?\(place.name)}", at: place.span, "variables of the environment are not read")
    }
    let names = source.value(at: Self.providers)?.members?.names ?? []
    for name in names { try provider(name) }
    guard !result.environments.isEmpty else {
      throw ExecutionError(
        .configuration, "\(source.file.name) has no provider on AWS Batch",
        help: "one has an actor-factory that ends in \(Self.factory); included files are not read")
    }
    credentials()
    everyRun()
    if let name = source.text(["backend", "default"]) {
      if result.environments.contains(where: { $0.name == name }) {
        result.settings["default"] = .string(name)
        source.note(.kept, ["backend", "default"], "default")
      } else {
        source.note(.dropped, ["backend", "default"], "is no provider on AWS Batch")
      }
    }
    source.dropRest(CromwellReasons.all(providers: names))
    result.notes = source.notes
  }

  // MARK: Providers

  private mutating func provider(_ name: String) throws {
    let path = Self.providers + [name]
    let config = path + ["config"]
    let factory = source.value(at: path + ["actor-factory"])?.spelled
    let hasQueue = source.value(at: config + ["default-runtime-attributes", "queueArn"]) != nil
    guard factory?.hasSuffix(Self.factory) ?? hasQueue else {
      source.settle(path)
      return source.note(.dropped, path, "is no provider on AWS Batch")
    }
    source.settle(path + ["actor-factory"])
    result.environments.append(.init(name: name, origin: name))
    set("backend", "aws-batch")
    for (names, setting, read) in CromwellReasons.moved { move(config + names, to: setting, read) }
    region()
    bucket(config)
    if let auth = source.text(config + ["auth"]) { authorizations.insert(auth) }
    mirror(config + ["docker-mirror", "dockerhub"])
    attributes(config + ["default-runtime-attributes"])
    caching(config + ["filesystems", "s3", "caching", "duplication-strategy"])
  }

  private mutating func set(_ setting: String, _ value: JSONValue) {
    result.environments[result.environments.count - 1].settings[setting] = value
  }

  private mutating func move(_ path: [String], to setting: String, _ read: (JSONValue) -> JSONValue?) {
    guard let value = source.json(path) else { return }
    guard let value = read(value) else {
      return source.note(.dropped, path, "is not of the kind that `\(setting)` takes")
    }
    set(setting, value)
    source.note(.kept, path, setting)
  }

  /// The queue's own region counts, as it does for Cromwell when it submits.
  private mutating func region() {
    let queue = result.environments.last?.settings["queue"]?.string?.split(separator: ":")
    let ofQueue = queue.flatMap { $0.count == 6 && $0[0] == "arn" ? String($0[3]) : nil }
    let path = ["aws", "region"]
    let given = source.text(path)
    if let given {
      source.note(
        ofQueue ?? given == given ? .kept : .changed, path,
        "region" + (ofQueue ?? given == given ? "" : ": that of the queue"))
    }
    if let region = ofQueue ?? given { set("region", .string(region)) }
  }

  private mutating func bucket(_ config: [String]) {
    let root = config + ["root"]
    let scripts = config + ["default-runtime-attributes", "scriptBucketName"]
    if let address = source.text(root) {
      guard let folder = ForeignUnits.folder(address) else { return source.note(.dropped, root, "is no address in S3") }
      set("bucket", .string(folder.address))
      source.note(
        folder.isChanged ? .changed : .kept, root, "bucket" + (folder.isChanged ? ": with a folder for the runs" : ""))
    } else if let name = source.text(scripts), let folder = ForeignUnits.folder("s3://" + name) {
      set("bucket", .string(folder.address))
      source.note(.changed, scripts, "bucket: with a folder for the runs")
    }
  }

  /// Credentials are found as AWS's own tools find them; keys are never taken.
  private mutating func credentials() {
    source.settle(["aws", "auths"])
    for auth in source.value(at: ["aws", "auths"])?.list ?? [] {
      let isUsed = auth["name"]?.spelled.map { authorizations.contains($0) } ?? false
      let text =
        switch auth["scheme"]?.spelled {
        case "assume_role": "put its role into a profile of ~/.aws/config (role_arn), and name that by AWS_PROFILE"
        case "custom_keys": "keys are secrets: put them into ~/.aws/credentials, or use a role"
        default: "not needed: credentials are found as AWS's own tools find them"
        }
      source.note(isUsed && !text.hasPrefix("not") ? .needed : .dropped, "aws.auths", at: auth.span, text)
    }
  }

  private mutating func mirror(_ path: [String]) {
    let isOn = source.flag(path + ["enabled"]) ?? true
    if isOn {
      move(path + ["address"], to: "dockerHubMirror", ForeignUnits.text)
    } else {
      source.settle(path)
      source.note(.dropped, path, "is turned off")
    }
  }

  private mutating func caching(_ path: [String]) {
    guard let strategy = source.text(path) else { return }
    guard ["copy", "reference"].contains(strategy) else {
      return source.note(.dropped, path, "is no way to use results")
    }
    var cache = result.settings["cache"]?.object ?? JSONObject()
    cache["results"] = .string(strategy)
    result.settings["cache"] = .object(cache)
    source.note(.kept, path, "cache.results")
  }

  // MARK: Attributes of tasks

  private mutating func attributes(_ path: [String]) {
    for (name, setting, read) in CromwellReasons.defaults {
      guard let value = source.json(path + [name]) else { continue }
      guard let value = read(value) else {
        source.note(.dropped, path + [name], "is not of the kind that `\(setting)` takes")
        continue
      }
      result.defaults[setting] = value
      source.note(.changed, path + [name], "a rule with `\(setting)`, as a comment: it would win over what tasks say")
    }
    disks(path + ["disks"])
  }

  /// Disks but the task's own are folders of the host there.
  private mutating func disks(_ path: [String]) {
    guard let value = source.json(path) else { return }
    let texts =
      value.array?.compactMap(\.string) ?? value.string.map { $0.split(separator: ",").map(String.init) } ?? []
    let mounts = texts.compactMap { $0.split(separator: " ").first }.filter { $0.hasPrefix("/") }
    guard !mounts.isEmpty else { return source.note(.dropped, path, "not needed: each task has a disk of its own") }
    let volumes = result.environments.last?.settings["volumes"]?.array ?? []
    set("volumes", .array(volumes + mounts.map { .string(String($0)) }))
    source.note(.changed, path, "volumes: folders of the instances")
  }

  // MARK: What holds for every run

  private mutating func everyRun() {
    failureMode()
    let options = ["workflow-options", "default"]
    for (name, setting, read) in CromwellReasons.options {
      guard let value = source.json(options + [name]).flatMap(read) else { continue }
      for number in result.environments.indices { result.environments[number].settings[setting] = value }
      source.note(.kept, options + [name], setting)
    }
    cache(options)
  }

  private mutating func failureMode() {
    let paths = [
      ["workflow-options", "workflow-failure-mode"], ["workflow-options", "default", "workflow_failure_mode"],
    ]
    for path in paths {
      guard let mode = source.text(path) else { continue }
      guard let mode = FailureMode(named: mode) else {
        source.note(.dropped, path, "is no failure mode")
        continue
      }
      result.settings["failureMode"] = .string(mode.rawValue)
      source.note(.kept, path, "failureMode")
    }
    if result.settings["failureMode"] == nil {
      result.settings["failureMode"] = .string(FailureMode.finish.rawValue)
      source.note(
        .kept, "workflow-failure-mode", at: nil, "failureMode: finish, as Cromwell has it where nothing is said")
    }
  }

  private mutating func cache(_ options: [String]) {
    let path = ["call-caching", "enabled"]
    switch source.flag(path) {
    case false?:
      result.settings["cache"] = false
      return source.note(.kept, path, "cache: false")
    case true?: source.note(.kept, path, "cache, which is on by itself")
    case nil: source.note(.changed, "call-caching", at: nil, "is on here by itself; `cache: false` turns it off")
    }
    for (name, setting) in [("read_from_cache", "read"), ("write_to_cache", "write")] {
      guard let flag = source.flag(options + [name]) else { continue }
      var cache = result.settings["cache"]?.object ?? JSONObject()
      cache[setting] = .bool(flag)
      result.settings["cache"] = .object(cache)
      source.note(.kept, options + [name], "cache.\(setting)")
    }
  }
}
