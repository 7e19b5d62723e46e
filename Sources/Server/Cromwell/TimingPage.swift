import HTTPTypes
import Hummingbird
import NIOCore
import RunReport
import TaskFolder
import WorkflowEngine

/// Cromwell's `GET /api/workflows/{version}/{id}/timing`: when the calls of a workflow ran. It is the report of the run,
/// which needs no other host.
struct TimingPage {
  let parts: ServerParts

  func add(to router: Router<ServerContext>) {
    router.get("api/workflows/:version/:id/timing") { _, context in
      let workflow = try await parts.workflow(try context.parameters.require("id"), of: context.user)
      return Response.page(try await html(of: workflow))
    }
  }

  private func html(of workflow: StoredWorkflow) async throws -> [UInt8] {
    let directory = parts.directory(of: workflow)
    // That of a run which has ended tells more: its graph, and what it cost.
    let kept = directory.path + "/" + RunDirectory.pageName
    if workflow.status.isTerminal, let page = try? Disk.read(kept) { return page }
    guard let run = try await parts.readings.run(in: directory) else {
      return Array("<!DOCTYPE html><title>\(workflow.id)</title><p>It has not begun: \(workflow.status.rawValue).".utf8)
    }
    let holding = workflow.status.isTerminal ? Holding.unknown : .running
    return ReportPage(of: run, ReportHeading(), holding: holding).html(now: WallClock.system.now())
  }
}

extension Response {
  fileprivate static func page(_ html: [UInt8]) -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: html)))
  }
}
