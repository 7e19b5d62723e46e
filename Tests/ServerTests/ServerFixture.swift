import Hummingbird
import JSONText
import ServerModel
import TestSupport
import WorkflowEngine
import WorkflowModel

@testable import Server

/// A server's parts in a scratch folder, with a host that runs nothing.
struct ServerFixture: ~Copyable {
  let folder: ScratchFolder
  let parts: ServerParts

  init() throws {
    let folder = try ScratchFolder()
    let parts = try Self.parts(in: folder.path)
    self.init(folder: folder, parts: parts)
  }

  private init(folder: consuming ScratchFolder, parts: ServerParts) {
    self.folder = folder
    self.parts = parts
  }

  private static func parts(in folder: String) throws -> ServerParts {
    let settings = ServerSettings(dataFolder: folder)
    let database = try ServerDatabase(in: folder)
    let (host, store, load) = (PlayedHost(), WorkflowStore(database: database), ServerLoad())
    return ServerParts(
      settings: settings, host: host, store: store, users: UserStore(database: database),
      runner: WorkflowRunner(settings, host, store, load) { _ in }, load: load)
  }

  /// As the OpenAPI document writes them: `GET /engine/{version}/version`.
  var routes: [String] {
    WorkflowServer.router(parts).routes.map { route in
      let words = "\(route)".split(separator: " ")
      return "\(words[0]) /" + words[1].split(separator: "/").joined(separator: "/")
    }
  }
}
