import Glibc
import JSONText
import SourceText
import WorkflowEngine
import WorkflowModel

/// `martlet.yaml`: named environments, and rules that say more of single calls.
struct Configuration: Sendable {
  /// Where it was read from; nil when there is none.
  let path: String?
  /// By name, in the order of the file.
  var environments: JSONObject
  /// The environment that runs go to when none is named.
  let defaultEnvironment: String?
  let rules: TaskRules
  let document: ConfigurationDocument?
  /// What happens when a call fails, when it is said.
  var failureMode: FailureMode?
  var cache = CacheSettings()
  var memoryUnits: MemoryUnits?

  static let names = ["environments", "default", "rules", "failureMode", CacheSetting.name, MemoryUnits.name]
  /// With those that say the same.
  static let allNames = names + FailureModeSetting.names

  /// What counts where there is no file.
  static let none = Configuration(
    path: nil, environments: JSONObject(), defaultEnvironment: nil, rules: TaskRules(), document: nil)

  /// Reads the file that is named, or the nearest one: beside the workflow or above it, then the user's own.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`).
  static func load(_ named: String?, near source: String) throws -> Configuration {
    try document(named, near: source).map(read) ?? .none
  }

  /// The file as it is, whatever is in it; nil when there is none.
  ///
  /// - Throws: ``ExecutionError`` when the file that is named is not there, or is no YAML.
  static func document(_ named: String?, near source: String) throws -> ConfigurationDocument? {
    func read(_ path: String, shownAs name: String) throws -> ConfigurationDocument {
      do {
        return try ConfigurationDocument(SourceFile(name: name, bytes: TextFile.read(path, shownAs: name)))
      } catch let error as ExecutionError {
        // A configuration that is not there is as wrong as one that says nonsense.
        throw ExecutionError(.configuration, error.message, help: error.help)
      }
    }
    if let named = Self.named(named) { return try read(SourceReading.absolute(named), shownAs: named) }
    return try nearest(to: source).map { try read($0, shownAs: $0) }
  }

  /// The file that a flag or else the variable names.
  static func named(_ flag: String?) -> String? { flag ?? ProcessEnvironment.given("MARTLET_CONFIG") }

  /// The nearest file that is there.
  static func nearest(to source: String) -> String? { candidates(near: source).first { access($0, F_OK) == 0 } }

  /// For the head of a detached run, where the paths of the machine that began it mean nothing: the agent lies beside it.
  mutating func forgetAgentPaths() {
    for (name, settings) in environments {
      guard let settings = settings.object, BackendKind.of(settings) == .batch else { continue }
      environments[name] = .object(JSONObject(settings.filter { $0.0 != "agentPath" }))
    }
  }

  private static func candidates(near source: String) -> [String] {
    var found: [String] = []
    if FileReference(source).isLocal {
      var folder = FileReference(SourceReading.absolute(source)).parent
      while folder.location != "/" {
        found.append(folder.appending("martlet.yaml").location)
        folder = folder.parent
      }
      found.append("/martlet.yaml")
    }
    found.append(FileReference(SourceReading.workingFolder).appending("martlet.yaml").location)
    if let home = userFolder { found.append(home + "/martlet/martlet.yaml") }
    return found
  }

  /// Where the user's own configuration lies, above a folder `martlet`.
  static var userFolder: String? {
    if let folder = getenv("XDG_CONFIG_HOME").map({ String(cString: $0) }), folder.hasPrefix("/") { return folder }
    return getenv("HOME").map { String(cString: $0) + "/.config" }
  }

  private static func read(_ document: ConfigurationDocument) throws -> Configuration {
    let (name, members) = (document.file.name, document.members)
    for member in members.names where !allNames.contains(member) {
      let near =
        SettingHome.ofEnvironments(member)
        ?? Suggestion.nearest(to: member, among: names).map { "did you mean `\($0)`?" }
      throw ExecutionError(
        .configuration, "\(name): there is no setting `\(member)`",
        help: near ?? "it may have: " + names.joined(separator: ", "))
    }
    let environments = try object(members["environments"], "environments", name)
    var reader = RuleReader(environments: ["local"] + environments.names.filter { $0 != "local" })
    let rules = reader.rules(members["rules"])
    if let error = ConfigurationProblem.error(reader.problems, in: document) { throw error }
    return Configuration(
      path: name, environments: environments, defaultEnvironment: members["default"]?.string, rules: rules,
      document: document, failureMode: try FailureModeSetting.read(members, name),
      cache: try CacheSetting.read(members, name), memoryUnits: try MemoryUnits.read(members, name))
  }

  private static func object(_ value: JSONValue?, _ place: String, _ name: String) throws -> JSONObject {
    guard let value, !value.isNull else { return JSONObject() }
    guard let object = value.object else {
      throw ExecutionError(.configuration, "\(name): `\(place)` must hold names and settings, not \(value.kind)")
    }
    return object
  }

  /// The settings of an environment.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`) when there is none of that name.
  func settings(of environment: String) throws -> JSONObject {
    guard let value = environments[environment] else {
      let known = (["local"] + environments.names).joined(separator: ", ")
      throw ExecutionError(
        .configuration, "there is no environment called `\(environment)`",
        help: path.map { "\($0) has: \(known)" } ?? "there is no martlet.yaml; only `local` can be used")
    }
    return try Self.object(value, "environments.\(environment)", path ?? "martlet.yaml")
  }
}
