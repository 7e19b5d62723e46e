import ForeignConfiguration
import JSONText
import SourceText
import WorkflowModel

/// What is plain in a `nextflow.config` as a martlet.yaml: an environment for the file, or for each profile, that has its
/// processes on AWS Batch.
struct NextflowTranslation {
  private var source: ForeignSettings
  private var result = ImportedConfiguration()
  /// Whose settings count before those outside of profiles.
  private var profile: String?

  static let usualName = "aws"

  /// - Throws: ``ExecutionError`` (`configuration`) for a text whose parts cannot be told apart, or that says nothing of AWS.
  static func configuration(_ file: SourceFile) throws -> ImportedConfiguration {
    let document: NextflowDocument
    do {
      document = try NextflowDocument(file.bytes)
    } catch {
      throw ExecutionError(error, in: file)
    }
    var translation = NextflowTranslation(source: ForeignSettings(document.root, in: file))
    for skipped in document.skipped { translation.source.note(.dropped, "Groovy", at: skipped.span, skipped.what) }
    try translation.translate()
    return translation.result
  }

  private init(source: ForeignSettings) { self.source = source }

  private mutating func translate() throws {
    let profiles = source.value(at: ["profiles"])?.members?.names ?? []
    let ours = profiles.filter { isOnBatch(["profiles", $0]) }
    if isOnBatch([]) || ours.isEmpty && source.value(at: ["aws"]) != nil { environment(nil) }
    for profile in ours { environment(profile) }
    guard !result.environments.isEmpty else {
      throw ExecutionError(
        .configuration, "\(source.file.name) has no process on AWS Batch",
        help:
          "`process.executor` would be `awsbatch`, of the file or of one of its profiles; included files are not read")
    }
    for profile in profiles where !ours.contains(profile) {
      source.settle(["profiles", profile])
      source.note(.dropped, ["profiles", profile], "is not on AWS Batch")
    }
    if result.environments.count == 1 { result.settings["default"] = .string(result.environments[0].name) }
    rules([])
    for profile in ours {
      if result.environments.count == 1 {
        rules(["profiles", profile])
      } else {
        leaveOutRules(["profiles", profile])
      }
    }
    source.dropRest(NextflowReasons.all(profiles: profiles))
    result.notes = source.notes
  }

  private func isOnBatch(_ scope: [String]) -> Bool {
    let executors = [["process", "executor"], ["executor", "name"]].map { source.value(at: scope + $0)?.spelled }
    return executors.contains("awsbatch")
  }

  // MARK: Environments

  private mutating func environment(_ profile: String?) {
    self.profile = profile
    let name = profile ?? Self.usualName
    let origin = profile.map { "profiles.\($0)" } ?? "the file"
    result.environments.append(.init(name: name, origin: origin, settings: ["backend": "aws-batch"]))
    for scope in scopes {
      for executor in [["process", "executor"], ["executor", "name"]] { source.settle(scope + executor) }
    }
    for (names, setting, read) in NextflowReasons.moved { move(names, to: setting, read) }
    bucket()
    unschedulable()
    variables()
    defaults()
    failureMode()
  }

  /// From the one that counts least.
  private var scopes: [[String]] { [[]] + (profile.map { [["profiles", $0]] } ?? []) }

  /// Where a setting stands that counts.
  private func place(_ names: [String]) -> [String] {
    scopes.last { source.value(at: $0 + names) != nil }.map { $0 + names } ?? names
  }

  private mutating func set(_ setting: String, _ value: JSONValue) {
    result.environments[result.environments.count - 1].settings[setting] = value
  }

  private mutating func move(_ names: [String], to setting: String, _ read: (JSONValue) -> JSONValue?) {
    for scope in scopes { source.settle(scope + names) }
    let path = place(names)
    guard let value = source.json(path) else { return }
    guard let value = read(value) else {
      return source.note(.dropped, path, "is not of the kind that `\(setting)` takes")
    }
    set(setting, value)
    source.note(.kept, path, setting)
  }

  private mutating func bucket() {
    for names in [["bucketDir"], ["workDir"]] {
      let path = place(names)
      guard let address = source.text(path) else { continue }
      guard let folder = ForeignUnits.folder(address) else {
        source.note(.dropped, path, "is no address in S3")
        continue
      }
      set("bucket", .string(folder.address))
      source.note(
        folder.isChanged ? .changed : .kept, path, "bucket" + (folder.isChanged ? ": with a folder for the runs" : ""))
      return
    }
  }

  private mutating func unschedulable() {
    let path = place(["aws", "batch", "terminateUnschedulableJobs"])
    guard source.flag(path) == true else { return }
    set("cancelUnrunnable", "10 min")
    source.note(.changed, path, "cancelUnrunnable, after 10 min")
  }

  /// `env`: values that may be secrets are not taken.
  private mutating func variables() {
    let path = place(["env"])
    guard let members = source.value(at: path)?.members else { return }
    var variables = JSONObject()
    for (name, _) in members.pairs {
      if name == "PATH" {
        source.settle(path + [name])
        source.note(.dropped, path + [name], "the image has its own")
      } else if name.lowercased().contains(#/secret|token|password|passwd|key|credential/#) {
        source.settle(path + [name])
        source.note(.dropped, path + [name], "may be a secret: `martlet secrets set`, and name it in `secrets`")
      } else if let text = source.text(path + [name]) {
        variables[name] = .string(text)
        source.note(.kept, path + [name], "environment")
      }
    }
    if !variables.isEmpty { set("environment", .object(variables)) }
  }

  private mutating func failureMode() {
    let path = place(["process", "errorStrategy"])
    guard let strategy = source.text(path) else { return }
    guard let mode = FailureMode(named: strategy) else {
      return source.note(.dropped, path, "is no failure mode; repeats are `retries`")
    }
    result.settings["failureMode"] = .string(mode.rawValue)
    source.note(.changed, path, "failureMode, of the whole run")
  }

  // MARK: Rules

  /// What processes get that say nothing themselves.
  private mutating func defaults() {
    for (name, setting, read) in NextflowReasons.directives where NextflowReasons.onlyInRules.contains(setting) {
      let path = place(["process", name])
      guard let value = source.json(path) else { continue }
      guard let value = read(value) else {
        source.note(.dropped, path, "is not of the kind that `\(setting)` takes")
        continue
      }
      result.defaults[setting] = value
      source.note(.changed, path, "a rule with `\(setting)`, as a comment: it would win over what tasks say")
    }
  }

  private mutating func rules(_ scope: [String]) {
    for name in selectors(scope) {
      let path = scope + ["process", name]
      let isName = name.hasPrefix("withName:")
      let pattern = String(name.drop { $0 != ":" }.dropFirst())
      guard let patterns = NextflowSelector.patterns(pattern, isName: isName) else {
        source.settle(path)
        source.note(.dropped, path, "its pattern cannot be written for martlet")
        continue
      }
      var rule = JSONObject()
      rule[isName ? "name" : "label"] =
        patterns.count == 1 ? .string(patterns[0]) : .array(patterns.map { .string($0) })
      for (directive, setting, read) in NextflowReasons.directives {
        guard let value = source.json(path + [directive]) else { continue }
        guard let value = read(value) else {
          source.note(.dropped, path + [directive], "is not of the kind that `\(setting)` takes")
          continue
        }
        rule[setting] = value
        source.note(.kept, path + [directive], "`\(setting)` of a rule")
      }
      if rule.count > 1 { result.rules.append(rule) }
      for directive in source.value(at: path)?.members?.names ?? [] where NextflowReasons.of(directive) != nil {
        source.settle(path + [directive])
        source.note(.dropped, path + [directive], NextflowReasons.of(directive) ?? "")
      }
    }
  }

  private func selectors(_ scope: [String]) -> [String] {
    let names = source.value(at: scope + ["process"])?.members?.names ?? []
    return names.filter { $0.hasPrefix("withName:") || $0.hasPrefix("withLabel:") }
  }

  private mutating func leaveOutRules(_ scope: [String]) {
    for name in selectors(scope) {
      source.settle(scope + ["process", name])
      source.note(.dropped, scope + ["process", name], "rules are for all environments: write it where it is meant")
    }
  }
}
