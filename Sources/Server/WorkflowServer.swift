import HTTPTypes
import Hummingbird
import JSONText
import Logging
package import ServerModel

/// The server over HTTP.
package struct WorkflowServer: WorkflowService {
  package init() {}

  package func serve(
    _ settings: ServerSettings, _ host: any WorkflowHost, announce: @escaping @Sendable (String) -> Void
  ) async throws {
    let router = Router(context: ServerContext.self)
    router.get("engine/v1/version") { _, _ in Response.json(["cromwell": "92-martlet"]) }
    var logger = Logger(label: "martlet")
    logger.logLevel = .error
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: "martlet"),
      onServerRunning: {
        announce("listening on http://\(settings.host):\($0.localAddress?.port ?? settings.port)")
      }, logger: logger)
    try await application.run()
  }
}
