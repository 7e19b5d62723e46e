import AWSBatchBackend
import AWSClient
import FileStorage
import Glibc
import JSONText
import LocalBackend
import S3Storage
import SourceText
import WorkflowEngine
import WorkflowModel

/// An environment of `martlet.yaml`, ready for use.
struct NamedBackend: Sendable {
  let name: String
  let settings: JSONObject
  let backend: any Backend
  let aws: AWSAccess
  /// Whether its tasks' files lie on AWS, so that its way to AWS is the one to read S3 by.
  var isOnAWS = false
  /// Where its results are kept for other runs, on AWS.
  var cache: FileReference?
  /// How many calls may have started at a time.
  let callWindow: Int
  /// Where runs are copied to that use it.
  var mirror: MirrorPlace?
}

/// Where a run goes: the backend of each call, and the storages that it can reach.
struct RunEnvironment: Sendable {
  let storages: [any Storage]
  /// How many calls may have started at a time.
  let callWindow: Int
  /// Where the run is copied to: the bucket of the environment that calls go to, or of the first that has one.
  let mirror: MirrorPlace?
  /// The settings of those that are used, by name.
  let settings: JSONObject
  /// Where the environments on AWS keep results for other runs.
  let caches: [FileReference]
  private let main: NamedBackend
  private let others: [String: NamedBackend]
  private let rules: TaskRules
  /// How sizes of memory are read; nil where nothing says.
  let memoryUnits: MemoryUnits?
  private let web: WebAccess
  /// What may be touched, where that is not everything.
  private let files: ServedFiles?

  /// - Parameter main: for all calls that no rule sends elsewhere.
  /// - Parameter others: those that rules name.
  init(
    _ main: NamedBackend, others: [NamedBackend] = [], rules: TaskRules = TaskRules(),
    memoryUnits: MemoryUnits? = nil, web: WebAccess, files: ServedFiles? = nil
  ) {
    self.files = files
    self.memoryUnits = memoryUnits
    self.main = main
    self.others = Dictionary(others.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    self.rules = rules
    self.web = web
    settings = JSONObject(([main] + others).map { ($0.name, .object($0.settings)) })
    caches = ([main] + others).compactMap(\.cache)
    callWindow = ([main] + others).map(\.callWindow).max() ?? main.callWindow
    mirror = ([main] + others).lazy.compactMap(\.mirror).first
    let aws = ([main] + others).first { $0.isOnAWS }?.aws ?? main.aws
    let all: [any Storage] = [
      FileStorage(), DeferredStorage(schemes: ["s3"]) { S3Storage(try await aws.configuration()) },
      DeferredStorage(schemes: ["http", "https"]) { try await web.storage() },
    ]
    storages = files.map { files in all.map { GuardedStorage(storage: $0, files: files) } } ?? all
  }

  /// Of the environment that calls go to which no rule sends elsewhere.
  var name: String { main.name }

  /// Of AWS, where that environment's jobs are; nil for this machine.
  func region() async throws -> String? { main.isOnAWS ? try await main.aws.configuration().region : nil }

  /// The settings of that environment and its way to AWS; nil for this machine.
  func onBatch() async throws -> (BatchEnvironment, AWSConfiguration)? {
    guard let backend = main.backend as? AWSBatchBackend else { return nil }
    return (backend.environment, try await main.aws.configuration())
  }

  /// The backend of a call: of the last rule that says where it runs, or the run's own.
  func backend(for site: TaskSite) -> any Backend {
    guard let name = rules.environment(for: site), name != main.name else { return main.backend }
    return others[name]?.backend ?? main.backend
  }

  /// What martlet.yaml makes of a request.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`) for an attribute of the task that is wrong.
  func configured(_ request: TaskRequest, at site: TaskSite) throws -> TaskRequest {
    try files?.check(request)
    let request = rules.configured(memoryUnits?.applied(to: request) ?? request, at: site)
    if backend(for: site) is AWSBatchBackend { return request }
    return try TaskBatchSettings.withTimeLimit(request, of: site.call)
  }

  /// Whether a call's job runs on Fargate.
  func isOnFargate(_ request: TaskRequest, _ site: TaskSite) -> Bool {
    guard let batch = backend(for: site) as? AWSBatchBackend else { return false }
    return batch.isOnFargate(request)
  }

  /// Lets go of its connections.
  func shutdown() async {
    await main.aws.shutdown()
    for other in others.values { await other.aws.shutdown() }
    await web.shutdown()
  }

  /// What lies under a name; nil when there is nothing, or nothing here can tell.
  func look(at reference: FileReference) async throws -> StorageEntry? {
    guard let storage = storages.first(where: { $0.schemes.contains(reference.scheme) }) else { return nil }
    return try await storage.look(at: reference)
  }
}

extension Composition {
  /// More than any machine runs at once: what waits beyond it costs a fifth of the memory.
  private static let localWindow = 500
  /// Enough to fill two array jobs of 10,000.
  private static let batchWindow = 20_000

  /// The environment of that name with those that the rules name; without a name that of `MARTLET_ENVIRONMENT`, the
  /// configuration's default, or this machine.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`).
  func environment(_ named: String?, of configuration: Configuration) async throws -> RunEnvironment {
    let name = Self.environmentName(named, of: configuration)
    let web = WebAccess()
    let paces = shared?.paces ?? AccountPaces()
    let main = try await backend(name, of: configuration, web, paces)
    var others: [NamedBackend] = []
    for other in configuration.rules.environments.sorted() where other != name {
      others.append(try await backend(other, of: configuration, web, paces))
    }
    return RunEnvironment(
      main, others: others, rules: configuration.rules, memoryUnits: configuration.memoryUnits, web: web,
      files: files)
  }

  /// The name of the environment that a run goes to.
  static func environmentName(_ named: String?, of configuration: Configuration) -> String {
    named ?? ProcessEnvironment.given("MARTLET_ENVIRONMENT") ?? configuration.defaultEnvironment ?? "local"
  }

  private func backend(
    _ name: String, of configuration: Configuration, _ web: WebAccess, _ paces: AccountPaces
  ) async throws -> NamedBackend {
    if name == "local", configuration.environments["local"] == nil { return try local([:], name) }
    let settings = try configuration.settings(of: name)
    switch BackendKind.of(settings) {
    case .local?: return try local(settings, name)
    case .batch?: return try await batch(settings, name, web, paces)
    case nil: throw Self.noBackend(BackendKind.name(of: settings)?.string, name)
    }
  }

  private static func noBackend(_ given: String?, _ name: String) -> ExecutionError {
    let known = "it is one of: " + BackendKind.names.joined(separator: ", ")
    guard let given else {
      return ExecutionError(.configuration, "`environments.\(name).backend` is missing", help: known)
    }
    let near = Suggestion.nearest(to: given, among: BackendKind.names).map { "did you mean `\($0)`?" }
    return ExecutionError(
      .configuration, "`environments.\(name).backend` is `\(given)`, which is no backend", help: near ?? known)
  }

  private func local(_ members: JSONObject, _ name: String) throws -> NamedBackend {
    let settings = try localSettings(members, name)
    let backend: any Backend = shared?.local(name) { LocalBackend(settings) } ?? LocalBackend(settings)
    return NamedBackend(
      name: name, settings: members, backend: backend, aws: AWSAccess(), callWindow: Self.localWindow)
  }

  /// - Throws: ``ExecutionError`` (`configuration`) with the place of what is wrong.
  func localSettings(_ members: JSONObject, _ name: String) throws -> LocalSettings {
    var settings = try LocalEnvironment.settings(members, named: name)
    if let chosen = ContainerMode(rawValue: containers.rawValue), containers != .auto { settings.containers = chosen }
    return settings
  }

  private func batch(
    _ members: JSONObject, _ name: String, _ web: WebAccess, _ paces: AccountPaces
  ) async throws -> NamedBackend {
    let environment = try BatchEnvironment(settings: members, name: name)
    let aws = AWSAccess(region: environment.region, paces: paces)
    let backend = AWSBatchBackend(
      environment: environment, configuration: try await aws.configuration(), agentPath: Self.agentPath,
      storages: [DeferredStorage(schemes: ["http", "https"]) { try await web.storage() }])
    return NamedBackend(
      name: name, settings: members, backend: backend, aws: aws, isOnAWS: true,
      cache: environment.bucket.reference.appending("_cache"), callWindow: Self.batchWindow,
      mirror: mirror(environment, try await aws.configuration()))
  }

  /// Asked for in vain, S3 is left alone for a while: the run does not wait for it.
  private func mirror(_ environment: BatchEnvironment, _ configuration: AWSConfiguration) -> MirrorPlace {
    var configuration = configuration
    configuration.retry = RetryPolicy(maximumAttempts: 5, timeBudget: .seconds(10))
    return MirrorPlace(environment.storage(configuration), folder: environment.bucket.reference)
  }

  /// The agent's static binary: the one that `MARTLET_AGENT` names, or the one beside this program.
  static var agentPath: String {
    if let path = ProcessEnvironment["MARTLET_AGENT"], !path.isEmpty { return SourceReading.absolute(path) }
    return FileReference(programPath).parent.appending("martlet-agent").location
  }

  /// Of this program.
  static var programPath: String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? 0
    }
    return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
  }
}
