import Foundation
import Hummingbird
import HummingbirdCore
import ServerModel
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// What routes need.
struct ServerParts: Sendable {
  let settings: ServerSettings
  let host: any WorkflowHost
  let store: WorkflowStore
  let users: UserStore
  let runner: WorkflowRunner
  let load: ServerLoad
  let readings = RunReadings()

  /// A workflow of a user's.
  ///
  /// - Throws: ``ServerError``: 400 for what is no identifier, 404 when the user has no such workflow.
  func workflow(_ id: String, of user: String) async throws -> StoredWorkflow {
    guard let id = WorkflowID.normalized(id) else { throw ServerError.badRequest("Invalid workflow ID: '\(id)'.") }
    guard let workflow = try await store.workflow(id), !user.isEmpty, workflow.owner == user else {
      throw ServerError.unknownWorkflow(id)
    }
    return workflow
  }

  /// Reads the form of a request, and removes its files when `body` has returned.
  func withUpload(
    _ request: Request, _ body: (MultipartForm) async throws -> Response
  ) async throws -> Response {
    let folder = settings.uploadsFolder + "/" + WorkflowID.new()
    try Disk.makeFolder(folder)
    defer { try? Disk.removeTree(folder) }
    return try await body(try await MultipartForm.read(request, limit: settings.maxBody, into: folder))
  }

  /// Where its run is, once it has begun.
  func directory(of workflow: StoredWorkflow) -> RunDirectory {
    RunDirectory(RunPlace(name: workflow.id, folder: settings.runsFolder(of: workflow.owner) + "/" + workflow.id))
  }
}

/// Names of workflows.
enum WorkflowID {
  static func new() -> String { UUID().uuidString.lowercased() }

  /// In lower case; nil for what is no UUID.
  static func normalized(_ text: String) -> String? { UUID(uuidString: text)?.uuidString.lowercased() }
}
