import Hummingbird
import Logging
import NIOCore
package import ServerModel
import TaskFolder
import WorkflowModel

/// The server over HTTP.
package struct WorkflowServer: WorkflowService {
  package init() {}

  package func serve(
    _ settings: ServerSettings, _ host: any WorkflowHost, announce: @escaping @Sendable (String) -> Void
  ) async throws {
    let database = try Self.database(settings)
    let lock = try DataLock(settings)
    let (users, store, load) = (UserStore(database: database), WorkflowStore(database: database), ServerLoad())
    let runner = WorkflowRunner(settings, host, store, load, announce: announce)
    let parts = ServerParts(settings: settings, host: host, store: store, users: users, runner: runner, load: load)
    let token = settings.isOpen ? nil : try FirstToken(settings).token(of: users)
    try Disk.removeTree(settings.uploadsFolder)
    var logger = Logger(label: "martlet")
    logger.logLevel = .critical
    let application = Application(
      router: Self.router(parts),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: "martlet", reuseAddress: true),
      onServerRunning: { channel in
        let address = "http://\(settings.shownHost):\(channel.localAddress?.port ?? settings.port)"
        announce("listening on \(address)" + (token.map { "; the page: \(address)/#token=\($0)" } ?? ""))
        await runner.fill()
      }, logger: logger)
    do {
      try await application.run()
    } catch let error as IOError {
      throw ExecutionError(
        .network, "cannot listen on \(settings.host):\(settings.port): \(error)", help: "name another --port")
    }
    withExtendedLifetime(lock) {}
  }

  static func router(_ parts: ServerParts) -> Router<ServerContext> {
    let router = Router(context: ServerContext.self)
    router.addMiddleware {
      ErrorMiddleware()
      Authentication(users: parts.users, isOpen: parts.settings.isOpen)
      RateLimit(perSecond: parts.settings.requestsPerSecond)
    }
    CromwellRoutes(parts: parts).add(to: router)
    EngineRoutes(parts: parts).add(to: router)
    TimingPage(parts: parts).add(to: router)
    DescribeRoute(parts: parts).add(to: router)
    WESRoutes(parts: parts).add(to: router)
    OpenAPIRoutes().add(to: router)
    PageRoutes(parts: parts).add(to: router)
    return router
  }

  private static func database(_ settings: ServerSettings) throws -> ServerDatabase {
    try onDisk { () throws(FileSystemError) in try Disk.makeFolder(settings.dataFolder) }
    return try ServerDatabase(in: settings.dataFolder)
  }

  package func issueToken(to user: String, _ settings: ServerSettings) throws -> String {
    try UserStore(database: Self.database(settings)).issue(to: user)
  }

  package func removeUser(_ user: String, _ settings: ServerSettings) throws -> Bool {
    try UserStore(database: Self.database(settings)).remove(user)
  }

  package func users(_ settings: ServerSettings) throws -> [(name: String, made: Int64)] {
    try UserStore(database: Self.database(settings)).all()
  }
}

extension ServerSettings {
  /// As it stands in an address.
  fileprivate var shownHost: String { host.contains(":") ? "[\(host)]" : host }
}

/// What fails on the disk becomes an ``ExecutionError``.
func onDisk<Value>(_ body: () throws(FileSystemError) -> Value) throws -> Value {
  do {
    return try body()
  } catch {
    throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: error.isWriting)
  }
}
