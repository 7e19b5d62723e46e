import Hummingbird
import JSONText
import ServerModel
import TaskFolder
import WorkflowModel

/// Submits a workflow again, and cancels one.
struct ActionRoutes {
  let parts: ServerParts

  func add(to routes: RouterGroup<ServerContext>) {
    routes.post("workflows/:id/resubmit") { request, context in
      _ = try await SessionRoutes.json(of: request)
      let workflow = try await parts.workflow(try context.parameters.require("id"), of: context.user)
      // What comes along is moved to its place.
      let copies = parts.settings.uploadsFolder + "/again-" + WorkflowID.new()
      defer { try? Disk.removeTree(copies) }
      guard let again = try await parts.runner.submit([try again(workflow, copies)]).first else {
        throw ServerError(.internalServerError, "nothing was submitted")
      }
      return Response.json(["id": .string(again.id)], status: .created)
    }
    routes.post("workflows/:id/abort") { request, context in
      _ = try await SessionRoutes.json(of: request)
      let workflow = try await parts.workflow(try context.parameters.require("id"), of: context.user)
      return Response.json(["status": .string(try await parts.runner.abort(workflow).rawValue)])
    }
  }

  /// The same documents, inputs, options and labels.
  ///
  /// - Parameter copies: the folder for copies of the documents.
  private func again(_ workflow: StoredWorkflow, _ copies: String) throws -> NewWorkflow {
    let submitted = SubmittedFolder(workflow.id, in: parts.settings)
    var new = NewWorkflow(owner: workflow.owner, source: .url(workflow.source))
    try Disk.makeFolder(copies)
    for (number, file) in try Disk.content(of: submitted.documents).files.enumerated() {
      let copy = "\(copies)/\(number)"
      try Disk.linkOrCopy(file.path, to: copy)
      new.attachments.append((path: String(file.path.dropFirst(submitted.documents.count + 1)), file: copy))
    }
    new.inputs = RunValues.object(submitted.inputs) ?? JSONObject()
    new.options = RunValues.object(submitted.options) ?? JSONObject()
    new.labels = workflow.labels.filter { $0.key != "cromwell-workflow-id" }
    (new.language, new.languageVersion, new.target) = (workflow.language, workflow.languageVersion, workflow.target)
    return new
  }
}
