import Hummingbird
import JSONText
import ServerModel
import TaskFolder
import WorkflowModel

/// Cromwell's `POST /api/womtool/{version}/describe`: what a workflow takes and gives, and whether it is right.
///
/// Source: Cromwell's REST API, release 92. Unlike there, what a document imports may come along.
struct DescribeRoute {
  let parts: ServerParts

  func add(to router: Router<ServerContext>) {
    router.post("api/womtool/:version/describe") { request, context in
      try await parts.withUpload(request) { form in
        let submission = try SubmissionForm(form, of: context.user)
        let folder = SubmittedFolder(at: parts.settings.uploadsFolder + "/" + WorkflowID.new())
        defer { try? Disk.removeTree(folder.path) }
        return .json(DescriptionJSON.json(of: try await describe(try submission.described(), in: folder)))
      }
    }
  }

  private func describe(
    _ wanted: (workflow: NewWorkflow, hasInputs: Bool), in folder: SubmittedFolder
  ) async throws -> WorkflowDescription {
    let new = wanted.workflow
    do {
      let documents = folder.described(try folder.write(new), language: new.language)
      return try await parts.host.describe(documents, inputs: wanted.hasInputs ? new.inputs : nil)
    } catch let error as ExecutionError {
      // Whatever it is, it is the document that cannot be had.
      throw ServerError.badRequest("\(error)")
    }
  }
}
