import JSONText
import LocalBackend
import SourceText
import WorkflowModel

/// An environment of `martlet.yaml` whose tasks run on this machine.
enum LocalEnvironment {
  static let names = [
    "backend", "containers", "pull", "containerArguments", "maxCPU", "maxMemory", "enforceLimits", "grace",
  ]

  /// - Throws: ``ExecutionError`` (`configuration`) with the place of what is wrong.
  static func settings(_ members: JSONObject, named name: String) throws -> LocalSettings {
    var settings = LocalSettings()
    settings.environmentName = name
    for (member, value) in members {
      let place = "environments.\(name).\(member)"
      switch member {
      case "backend", "type", "executor": break
      case "containers": settings.containers = try containers(value, place)
      case "pull": settings.pull = try pull(value, place)
      case "containerArguments": settings.containerArguments = try arguments(value, place)
      case "maxCPU": settings.maxCPU = try positive(value.double, place, "a number of cores")
      case "maxMemory": settings.maxMemory = try positive(size(value), place, "a size like `16 GiB`")
      case "enforceLimits": settings.enforcesLimits = try known(value.bool, place, "true or false")
      case "grace": settings.grace = try positive(value.int, place, "seconds")
      default: throw unknown(member, place)
      }
    }
    return settings
  }

  private static func unknown(_ member: String, _ place: String) -> ExecutionError {
    let near = Suggestion.nearest(to: member, among: names).map { "did you mean `\($0)`?" }
    return ExecutionError(
      .configuration, "`\(place)` is not a setting of an environment of this machine",
      help: near ?? "it may have: " + names.joined(separator: ", "))
  }

  private static func containers(_ value: JSONValue, _ place: String) throws -> ContainerMode {
    let modes = ContainerMode.allCases.map(\.rawValue).joined(separator: ", ")
    return try known(value.string.flatMap(ContainerMode.init(rawValue:)), place, "one of \(modes)")
  }

  private static func pull(_ value: JSONValue, _ place: String) throws -> PullPolicy {
    let policies = PullPolicy.allCases.map(\.rawValue).joined(separator: ", ")
    return try known(value.string.flatMap(PullPolicy.init(rawValue:)), place, "one of \(policies)")
  }

  private static func arguments(_ value: JSONValue, _ place: String) throws -> [String] {
    let texts = value.array.map { $0.map(\.string) }
    return try known(texts.flatMap { $0.contains(nil) ? nil : $0.compactMap { $0 } }, place, "a list of texts")
  }

  private static func size(_ value: JSONValue) -> Int64? {
    value.int ?? value.string.flatMap { ByteSize.parse($0) }
  }

  private static func known<Value>(_ value: Value?, _ place: String, _ expected: String) throws -> Value {
    guard let value else { throw ExecutionError(.configuration, "`\(place)` must be \(expected)") }
    return value
  }

  private static func positive<Value: Comparable & ExpressibleByIntegerLiteral>(
    _ value: Value?, _ place: String, _ expected: String
  ) throws -> Value {
    let value = try known(value, place, expected)
    guard value > 0 else { throw ExecutionError(.configuration, "`\(place)` must be more than 0") }
    return value
  }
}
