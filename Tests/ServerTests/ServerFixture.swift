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
    folder = try ScratchFolder()
    let settings = ServerSettings(dataFolder: folder.path)
    let database = try ServerDatabase(in: folder.path)
    let (host, store, load) = (IdleHost(), WorkflowStore(database: database), ServerLoad())
    parts = ServerParts(
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

struct IdleHost: WorkflowHost {
  var environments: [String] { ["local"] }
  var languages: [String: [String]] { ["WDL": ["1.0", "1.1"]] }

  func describe(_ documents: SubmittedDocuments, inputs: JSONObject?) async throws -> WorkflowDescription {
    WorkflowDescription(language: "WDL", languageVersion: "1.0", errors: [], program: nil)
  }

  func check(options: JSONObject) throws {}
  func run(_ submission: Submission, observers: [any RunObserver]) async throws -> JSONObject { JSONObject() }
  func end(_ submission: Submission) async throws {}
}
