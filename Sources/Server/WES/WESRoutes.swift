import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSONText
import NIOCore
import ServerModel
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// GA4GH's Workflow Execution Service, under the path of the standard and under Cromwell's.
///
/// Source: ga4gh/workflow-execution-service-schemas, 1.1.0.
struct WESRoutes {
  let parts: ServerParts

  static let paths = ["ga4gh/wes/v1", "api/ga4gh/wes/v1"]

  func add(to router: Router<ServerContext>) {
    for path in Self.paths {
      let group = router.group(RouterPath(path)).add(middleware: WESErrors())
      group.get("service-info") { try await serviceInfo(at: Self.address(of: $0, path), of: $1.user) }
      group.get("runs") { try await list($0, $1) }
      group.post("runs") { try await submit($0, $1) }
      group.get("runs/:run_id") { Response.json(try await run($1, at: Self.address(of: $0, path)).log) }
      group.get("runs/:run_id/status") { _, context in Response.json(WESRun.status(of: try await workflow(context))) }
      group.post("runs/:run_id/cancel") { _, context in try await cancel(context) }
      group.get("runs/:run_id/stderr") { _, context in
        let run = parts.directory(of: try await workflow(context))
        return Response.file(run.log, below: run.path)
      }
      group.get("runs/:run_id/tasks") { try await tasks($0, $1, at: Self.address(of: $0, path)) }
      group.get("runs/:run_id/tasks/:task_id") {
        Response.json(try await task($1, at: Self.address(of: $0, path)).log)
      }
      for name in ["stdout", "stderr"] {
        group.get(RouterPath("runs/:run_id/tasks/:task_id/\(name)")) {
          try await stream(name, $1, at: Self.address(of: $0, path))
        }
      }
    }
  }

  /// Where the client sees the service.
  private static func address(of request: Request, _ path: String) -> String {
    let scheme = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] } == "https" ? "https" : "http"
    return "\(scheme)://\(request.head.authority ?? "localhost")/\(path)"
  }

  // MARK: The service

  private func serviceInfo(at address: String, of user: String) async throws -> Response {
    let counts = try await parts.store.counts(of: user)
    let states = WorkflowStatus.allCases.map { (WESState.of($0), JSONValue.int(counts[$0] ?? 0)) }
    let languages = parts.host.languages.sorted { $0.key < $1.key }.map { name, versions -> (String, JSONValue) in
      (name, ["workflow_type_version": .array(versions.map { .string($0) })])
    }
    let home = String(address.prefix(address.count - (Self.paths.first { address.hasSuffix("/" + $0) } ?? "").count))
    return .json([
      "id": "martlet", "name": "martlet", "description": "Runs workflows here and on AWS Batch.",
      "type": ["group": "org.ga4gh", "artifact": "wes", "version": "1.1.0"],
      "organization": ["name": "martlet", "url": .string(home)], "version": .string(CromwellFacts.version),
      "workflow_type_versions": .object(JSONObject(languages)), "supported_wes_versions": ["1.0.0", "1.1.0"],
      "supported_filesystem_protocols": ["file", "http", "https", "s3"],
      "workflow_engine_versions": ["martlet": ["workflow_engine_version": [.string(CromwellFacts.version)]]],
      "default_workflow_engine_parameters": [], "system_state_counts": .object(JSONObject(states)),
      "auth_instructions_url": .string(home), "tags": .object(JSONObject()),
    ])
  }

  // MARK: Runs

  private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
    let page = try WESPage(request.uri.queryItems)
    let (workflows, next) = try await parts.store.page(page, of: context.user)
    return .json([
      "runs": .array(workflows.map(WESRun.summary)), "next_page_token": .string(next.map { "\($0)" } ?? ""),
    ])
  }

  private func submit(_ request: Request, _ context: ServerContext) async throws -> Response {
    try await parts.withUpload(request) { form in
      let new = try WESSubmission(form, languages: parts.host.languages).workflow(of: context.user)
      guard let workflow = try await parts.runner.submit([new]).first else { throw ServerError.badRequest("no run") }
      return .json(["run_id": .string(workflow.id)])
    }
  }

  private func cancel(_ context: ServerContext) async throws -> Response {
    let workflow = try await workflow(context)
    if !workflow.status.isTerminal {
      do {
        _ = try await parts.runner.abort(workflow)
      } catch let error as ServerError where error.status == .forbidden {
        // It has ended meanwhile.
      }
    }
    return .json(["run_id": .string(workflow.id)])
  }

  /// - Throws: ``ServerError`` 404 for whatever is no run of the user's.
  private func workflow(_ context: ServerContext) async throws -> StoredWorkflow {
    let id = try context.parameters.require("run_id")
    guard WorkflowID.normalized(id) != nil else { throw ServerError.unknownWorkflow(id) }
    return try await parts.workflow(id, of: context.user)
  }

  private func run(_ context: ServerContext, at address: String) async throws -> WESRun {
    let workflow = try await workflow(context)
    let directory = parts.directory(of: workflow)
    return WESRun(
      workflow: workflow, folder: SubmittedFolder(workflow.id, in: parts.settings), directory: directory,
      run: try await parts.readings.run(in: directory), address: "\(address)/runs/\(workflow.id)")
  }

  // MARK: Tasks

  private func tasks(_ request: Request, _ context: ServerContext, at address: String) async throws -> Response {
    let page = try WESPage(request.uri.queryItems)
    let run = try await run(context, at: address)
    let start = Int(page.after ?? 0)
    let tasks = run.tasks.dropFirst(start).prefix(page.size)
    let isLast = start + tasks.count >= run.tasks.count
    return .json([
      "task_logs": .array(tasks.map(\.log)), "next_page_token": .string(isLast ? "" : "\(start + tasks.count)"),
    ])
  }

  private func task(_ context: ServerContext, at address: String) async throws -> WESTask {
    let run = try await run(context, at: address)
    let id = try context.parameters.require("task_id")
    guard let number = Int(id), run.tasks.indices.contains(number - 1) else {
      throw ServerError(.notFound, "the run has no task \(id)")
    }
    return run.tasks[number - 1]
  }

  private func stream(_ name: String, _ context: ServerContext, at address: String) async throws -> Response {
    let task = try await task(context, at: address)
    guard let folder = task.streams, FileReference(folder).isLocal else {
      throw ServerError(.notFound, "the task has left no \(name) on this machine")
    }
    // Of a call that was in the cache, another run of the user's has them.
    return .file(
      FileReference(folder).appending(name).location, below: parts.settings.runsFolder(of: context.user))
  }
}

extension Response {
  private static let pieceSize = 1 << 18

  /// A text file below a folder, every link followed, however long; empty when there is none.
  static func file(_ path: String, below folder: String) -> Response {
    let file = OpenFile(path, below: folder)
    return Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .xContentTypeOptions: "nosniff"],
      body: ResponseBody { writer in
        var place: Int64 = 0
        while let bytes = try? file?.read(from: place, count: pieceSize), !bytes.isEmpty {
          try await writer.write(ByteBuffer(bytes: bytes))
          place += Int64(bytes.count)
        }
        try await writer.finish(nil)
      })
  }
}
