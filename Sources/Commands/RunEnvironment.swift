import AWSBatchBackend
import FileStorage
import Glibc
import JSONText
import LocalBackend
import S3Storage
import SourceText
import WorkflowModel

/// Where a run goes: its backend and the storages that it can reach.
struct RunEnvironment: Sendable {
  let backend: any Backend
  let storages: [any Storage]
  private let aws: AWSAccess
  private let web: WebAccess
  /// How many calls may have started at a time.
  let callWindow: Int

  init(_ backend: any Backend, aws: AWSAccess, web: WebAccess = WebAccess(), callWindow: Int) {
    self.backend = backend
    self.aws = aws
    self.web = web
    self.callWindow = callWindow
    storages = [
      FileStorage(), DeferredStorage(schemes: ["s3"]) { S3Storage(try await aws.configuration()) },
      DeferredStorage(schemes: ["http", "https"]) { try await web.storage() },
    ]
  }

  /// Lets go of its connections.
  func shutdown() async {
    await aws.shutdown()
    await web.shutdown()
  }

  /// What lies under a name; nil when there is nothing, or nothing here can tell.
  func look(at reference: FileReference) async throws -> StorageEntry? {
    guard let storage = storages.first(where: { $0.schemes.contains(reference.scheme) }) else { return nil }
    return try await storage.look(at: reference)
  }
}

extension Composition {
  private static let backends = ["local", "aws-batch"]
  /// More than any machine runs at once: what waits beyond it costs a fifth of the memory.
  private static let localWindow = 500
  /// Enough to fill two array jobs of 10,000.
  private static let batchWindow = 20_000

  /// The environment of that name; without one the configuration's default, or this machine.
  ///
  /// - Throws: ``ExecutionError`` (`configuration`).
  func environment(_ named: String?, of configuration: Configuration) async throws -> RunEnvironment {
    let name = named ?? configuration.defaultEnvironment ?? "local"
    if name == "local", configuration.environments["local"] == nil { return try local([:], name) }
    let settings = try configuration.settings(of: name)
    guard let backend = (settings["backend"] ?? settings["type"] ?? settings["executor"])?.string else {
      throw ExecutionError(
        .configuration, "`environments.\(name).backend` is missing",
        help: "it is one of: " + Self.backends.joined(separator: ", "))
    }
    switch backend {
    case "local": return try local(settings, name)
    case "aws-batch", "awsbatch": return try await batch(settings, name)
    default:
      let near = Suggestion.nearest(to: backend, among: Self.backends).map { "did you mean `\($0)`?" }
      throw ExecutionError(
        .configuration, "`environments.\(name).backend` is `\(backend)`, which is no backend",
        help: near ?? "it is one of: " + Self.backends.joined(separator: ", "))
    }
  }

  private func local(_ members: JSONObject, _ name: String) throws -> RunEnvironment {
    var settings = try LocalEnvironment.settings(members, named: name)
    if let chosen = ContainerMode(rawValue: containers.rawValue), containers != .auto { settings.containers = chosen }
    return RunEnvironment(LocalBackend(settings), aws: AWSAccess(), callWindow: Self.localWindow)
  }

  private func batch(_ members: JSONObject, _ name: String) async throws -> RunEnvironment {
    let environment = try BatchEnvironment(settings: members, name: name)
    let (aws, web) = (AWSAccess(region: environment.region), WebAccess())
    let backend = AWSBatchBackend(
      environment: environment, configuration: try await aws.configuration(), agentPath: Self.agentPath,
      storages: [DeferredStorage(schemes: ["http", "https"]) { try await web.storage() }])
    return RunEnvironment(backend, aws: aws, web: web, callWindow: Self.batchWindow)
  }

  /// The agent's static binary: the one that `MARTLET_AGENT` names, or the one beside this program.
  private static var agentPath: String {
    if let path = ProcessEnvironment["MARTLET_AGENT"], !path.isEmpty { return SourceReading.absolute(path) }
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? 0
    }
    let program = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    return FileReference(program).parent.appending("martlet-agent").location
  }
}
