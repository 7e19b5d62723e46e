package import JSONText
import S3Storage
import SourceText
import WorkflowModel

extension BatchEnvironment {
  /// Reads the settings of an environment of `martlet.yaml`.
  ///
  /// - Parameter settings: its members; `backend` (or `type`), which chose this backend, may be among them.
  /// - Parameter name: the environment's name, for messages.
  /// - Throws: ``ExecutionError`` (`configuration`) that names every setting that is wrong, each with its place.
  package init(settings: JSONObject, name: String) throws {
    var reader = BatchSettingsReader(settings, place: "environments.\(name)")
    self = try reader.environment(named: name)
  }
}

/// Takes the settings of a Batch environment out of a JSON object, and remembers everything that is wrong on the way.
struct BatchSettingsReader {
  /// A setting under its own name first, then under the names that people bring from elsewhere.
  static let names: [[String]] =
    [
      ["backend", "type", "executor"],
      ["region", "awsRegion"],
      ["queue", "jobQueue", "awsQueue", "queueArn"],
      ["bucket", "workDir"],
      ["jobRole", "jobRoleArn"],
      ["executionRole", "executionRoleArn"],
      ["logGroup", "logsGroup"],
      ["agent"],
      ["agentPath"],
      ["pollInterval"],
      ["scratch"],
      ["platform", "platformCapability"],
      ["jobNamePrefix"],
      ["tags", "resourceLabels"],
      ["maxConcurrentJobs", "queueSize"],
      ["container", "image"],
    ] + BatchFlow.names.map { [$0] }

  private let settings: JSONObject
  private let place: String
  private var problems: [String] = []

  init(_ settings: JSONObject, place: String) {
    self.settings = settings
    self.place = place
  }

  mutating func environment(named name: String) throws -> BatchEnvironment {
    refuseUnknownNames()
    let queue = required("queue", meaning: "the job queue's name or ARN")
    let bucket = bucketPrefix()
    var environment = BatchEnvironment(name: name, queue: queue, bucket: bucket)
    environment.region = text("region")
    environment.jobRole = role("jobRole")
    environment.executionRole = role("executionRole")
    environment.logGroup = text("logGroup")
    environment.agent = agentMode()
    environment.agentPath = absolutePath("agentPath")
    if let interval = seconds("pollInterval") { environment.pollInterval = interval }
    if let scratch = absolutePath("scratch") { environment.scratch = scratch }
    if let platform = choice("platform", of: BatchEnvironment.Platform.allCases.map(\.rawValue)) {
      environment.platform = platform == "FARGATE" ? .fargate : .ec2
    }
    if let prefix = text("jobNamePrefix") { environment.jobNamePrefix = prefix }
    environment.tags = tags()
    environment.maxConcurrentJobs = count("maxConcurrentJobs")
    environment.container = text("container")
    environment.flow = BatchFlow(settings) { setting, problem in report(setting, problem) }
    if environment.platform == .fargate, environment.executionRole == nil {
      report("executionRole", "is needed on Fargate: the role that may pull the image and write the log")
    }
    try throwProblems()
    return environment
  }

  // MARK: What is wrong

  private mutating func report(_ setting: String, _ message: String) {
    problems.append("`\(place).\(setting)` \(message)")
  }

  private func throwProblems() throws {
    guard let first = problems.first else { return }
    let message = problems.count == 1 ? first : problems.map { "\n  " + $0 }.joined()
    throw ExecutionError(
      .configuration, problems.count == 1 ? message : "\(problems.count) settings are wrong:" + message,
      help: "correct `\(place)` in martlet.yaml")
  }

  private mutating func refuseUnknownNames() {
    let known = Self.names.flatMap(\.self)
    for name in settings.names where !known.contains(name) {
      let hint = Suggestion.nearest(to: name, among: known).map { "; did you mean `\($0)`?" }
      report(name, "is not a setting of an AWS Batch environment" + (hint ?? ""))
    }
    for group in Self.names {
      let given = group.filter { settings[$0] != nil }
      if given.count > 1 { report(given[1], "says the same as `\(given[0])`; keep one of them") }
    }
  }

  // MARK: Kinds of values

  private func value(_ setting: String) -> (name: String, value: JSONValue)? {
    let group = Self.names.first { $0.first == setting } ?? [setting]
    for name in group {
      if let value = settings[name], !value.isNull { return (name, value) }
    }
    return nil
  }

  private mutating func text(_ setting: String) -> String? {
    guard let (name, value) = value(setting) else { return nil }
    if let text = value.string, !text.isEmpty { return text }
    report(name, value == "" ? "is empty" : "must be a string, but is \(value.kind)")
    return nil
  }

  private mutating func required(_ setting: String, meaning: String) -> String {
    if value(setting) == nil { report(setting, "is missing: \(meaning)") }
    return text(setting) ?? ""
  }

  private mutating func bucketPrefix() -> S3Location {
    let none = S3Location(bucket: "", key: "")
    guard let (name, _) = value("bucket") else {
      report("bucket", "is missing: the folder in S3 that keeps the runs, as `s3://bucket/folder`")
      return none
    }
    guard let text = text("bucket") else { return none }
    do {
      let location = try S3Location(text)
      if !location.key.isEmpty { return location }
      report(name, "is `\(text)`, a bucket without a folder; write `\(location.url)/folder`")
    } catch {
      let error = error as? ExecutionError
      report(name, "is wrong: \(error?.message ?? "\(text)"); \(error?.help ?? "")")
    }
    return none
  }

  private mutating func role(_ setting: String) -> String? {
    guard let text = text(setting) else { return nil }
    if text.hasPrefix("arn:"), text.contains(":role/") { return text }
    report(
      value(setting)?.name ?? setting, "must be a role's ARN (`arn:aws:iam::<account>:role/<name>`), not `\(text)`")
    return nil
  }

  private mutating func absolutePath(_ setting: String) -> String? {
    guard var path = text(setting) else { return nil }
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    if path.hasPrefix("/") { return path }
    report(setting, "must be an absolute path, not `\(path)`")
    return nil
  }

  private mutating func choice(_ setting: String, of choices: [String]) -> String? {
    guard let text = text(setting) else { return nil }
    if let choice = choices.first(where: { $0.lowercased() == text.lowercased() }) { return choice }
    report(setting, "must be one of \(choices.map { "`\($0)`" }.joined(separator: ", ")), not `\(text)`")
    return nil
  }

  private mutating func count(_ setting: String) -> Int? {
    guard let (name, value) = value(setting) else { return nil }
    if let number = value.int, number > 0, let count = Int(exactly: number) { return count }
    report(name, "must be a whole number above 0")
    return nil
  }

  /// A number of seconds, or a text such as `10 s`, `500 ms` or `1 min`.
  private mutating func seconds(_ setting: String) -> Duration? {
    guard let (name, value) = value(setting) else { return nil }
    if let duration = DurationText.read(value), duration > .zero { return duration }
    report(name, "must be a time such as `5`, `10 s` or `1 min`")
    return nil
  }

  private mutating func tags() -> [String: String] {
    guard let (name, value) = value("tags") else { return [:] }
    guard let members = value.object else {
      report(name, "must be an object of names and values, but is \(value.kind)")
      return [:]
    }
    var tags: [String: String] = [:]
    for (tag, value) in members {
      switch value {
      case .string(let text): tags[tag] = text
      case .number(let number): tags[tag] = number.text
      case .bool(let value): tags[tag] = String(value)
      default: report("\(name).\(tag)", "must be a string, but is \(value.kind)")
      }
    }
    return tags
  }

  /// `download`, `{mount: /path/on/host}` or `{image: /path/in/image}`.
  private mutating func agentMode() -> BatchEnvironment.AgentMode {
    guard let (_, value) = value("agent") else { return .download }
    let members = value.object
    switch (value.string, members?.names.first, members?.values.first?.string) {
    case ("download", _, _): return .download
    case (_, "mount", let path?) where members?.count == 1 && path.hasPrefix("/") && path.dropFirst().contains("/"):
      return .mount(path: path)
    case (_, "image", let path?) where members?.count == 1 && path.hasPrefix("/"): return .image(path: path)
    default:
      report(
        "agent",
        "must be `download`, `{mount: /path/on/the/host}` or `{image: /path/in/the/image}`; the agent on a host lies in a folder of its own"
      )
      return .download
    }
  }
}
