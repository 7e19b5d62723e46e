import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSONText
import NIOCore
import RunReport
import ServerModel
import TaskFolder
import WorkflowModel

/// Cromwell's REST interface to workflows: `/api/workflows/{version}`.
///
/// Source: Cromwell's REST API, release 92. Any version is answered, as there.
struct CromwellRoutes {
  let parts: ServerParts

  func add(to router: Router<ServerContext>) {
    let group = router.group("api/workflows/:version")
    group.post { try await submit($0, $1) }
    group.post("batch") { try await submitBatch($0, $1) }
    group.get("backends") { _, _ in backends }
    group.get("query") { try await query(.init($0.uri.queryItems), of: $1.user) }
    group.post("query") { try await query(.init(try await Self.body($0)), of: $1.user) }
    group.get("callcaching/diff") { try await CacheComparison(parts, of: $1.user).answer($0.uri.queryItems) }
    group.get(":id/status") { try await status($1) }
    group.get(":id/outputs") { try await outputs($1) }
    group.get(":id/logs") { try await logs($1) }
    group.get(":id/metadata") { try await metadata($0, $1) }
    group.get(":id/metadata/failed-jobs") { try await failedJobs($1) }
    group.get(":id/labels") { Response.labels(try await workflow($1)) }
    group.patch(":id/labels") { try await setLabels($0, $1) }
    group.post(":id/abort") { try await abort($1) }
    group.post(":id/releaseHold") { try await releaseHold($1) }
  }

  // MARK: Submission

  private func submit(_ request: Request, _ context: ServerContext) async throws -> Response {
    try await withForm(request, context) { form in
      let workflows = try await parts.runner.submit([try form.workflow()])
      return .json(workflows.first?.standing ?? .null, status: .created)
    }
  }

  private func submitBatch(_ request: Request, _ context: ServerContext) async throws -> Response {
    try await withForm(request, context) { form in
      let workflows = try await parts.runner.submit(try form.workflows())
      return .json(.array(workflows.map(\.standing)), status: .created)
    }
  }

  private func withForm(
    _ request: Request, _ context: ServerContext, _ body: (SubmissionForm) async throws -> Response
  ) async throws -> Response {
    try await parts.withUpload(request) { try await body(try SubmissionForm($0, of: context.user)) }
  }

  // MARK: Looks

  private func workflow(_ context: ServerContext) async throws -> StoredWorkflow {
    try await parts.workflow(try context.parameters.require("id"), of: context.user)
  }

  private func status(_ context: ServerContext) async throws -> Response {
    let id = try context.parameters.require("id")
    if let sub = try await subworkflow(id, context, keys: MetadataKeys(included: ["status"], excluded: ["calls"])) {
      return .json(["id": sub["id"] ?? .null, "status": sub["status"] ?? .null])
    }
    return .json(try await workflow(context).standing)
  }

  private func outputs(_ context: ServerContext) async throws -> Response {
    let id = try context.parameters.require("id")
    if let sub = try await subworkflow(id, context, keys: MetadataKeys(included: ["outputs"], excluded: ["calls"])) {
      return .json(["id": sub["id"] ?? .null, "outputs": sub["outputs"] ?? .null])
    }
    let found = try await document(of: workflow(context), MetadataKeys(included: ["outputs"], excluded: ["calls"])).json
    return .json(["id": found["id"] ?? .null, "outputs": found["outputs"] ?? .object(JSONObject())])
  }

  private func logs(_ context: ServerContext) async throws -> Response {
    let keys = MetadataKeys(included: ["stdout", "stderr", "backendLogs"])
    let id = try context.parameters.require("id")
    let found: JSONValue
    if let sub = try await subworkflow(id, context, keys: keys) {
      found = sub
    } else {
      found = try await document(of: workflow(context), keys).json
    }
    return .json(["id": found["id"] ?? .null, "calls": found["calls"] ?? .object(JSONObject())])
  }

  private func metadata(_ request: Request, _ context: ServerContext) async throws -> Response {
    let keys = MetadataKeys(request.uri.queryItems)
    let id = try context.parameters.require("id")
    if let sub = try await subworkflow(id, context, keys: keys) { return .json(sub) }
    return .json(try await document(of: workflow(context), keys).json)
  }

  private func failedJobs(_ context: ServerContext) async throws -> Response {
    let workflow = try await workflow(context)
    let found = try await document(of: workflow, MetadataKeys(expandsSubworkflows: true)).json
    let calls = (found["calls"]?.object ?? JSONObject()).compactMap { name, list -> (String, JSONValue)? in
      let failed = (list.array ?? []).filter { $0["executionStatus"]?.string == "Failed" }
      return failed.isEmpty ? nil : (name, .array(failed))
    }
    return .json(.object([workflow.id: ["calls": .object(JSONObject(calls)), "failures": found["failures"] ?? []]]))
  }

  func document(of workflow: StoredWorkflow, _ keys: MetadataKeys) async throws -> MetadataDocument {
    let directory = parts.directory(of: workflow)
    let document = MetadataDocument(
      workflow, folder: SubmittedFolder(workflow.id, in: parts.settings), directory: directory,
      run: try await parts.readings.run(in: directory), keys: keys)
    if keys.wantsCalls, !keys.expandsSubworkflows {
      try await parts.store.keep(subworkflows: document.subworkflows, of: workflow.id)
    }
    return document
  }

  /// What a call of a workflow runs, where the identifier is that of such; nil else.
  private func subworkflow(_ id: String, _ context: ServerContext, keys: MetadataKeys) async throws -> JSONValue? {
    guard let id = WorkflowID.normalized(id), let place = try await parts.store.subworkflow(id),
      let root = try await parts.store.workflow(place.root), root.owner == context.user,
      let path = CallPath(place.path)
    else { return nil }
    let parent = CallPath(Array(path.steps.dropLast()))
    let parentID = parent.steps.isEmpty ? root.id : SubworkflowID.make(of: root.id, parent)
    return try await document(of: root, keys).json(ofSubworkflow: path, parent: parentID)
  }

  private func query(_ query: WorkflowQuery, of user: String) async throws -> Response {
    .json(try await parts.store.answer(query, of: user))
  }

  private var backends: Response {
    .json([
      "supportedBackends": .array(parts.host.environments.sorted().map { .string($0) }),
      "defaultBackend": .string(parts.host.environments.first ?? ""),
    ])
  }

  // MARK: Changes

  private func setLabels(_ request: Request, _ context: ServerContext) async throws -> Response {
    guard let object = try await Self.body(request).object else {
      throw ServerError.badRequest("labels have to be a JSON object")
    }
    let labels = try Labels.read(object)
    var workflow = try await workflow(context)
    workflow.labels = try await parts.store.setLabels(labels, of: workflow.id) ?? [:]
    return .labels(workflow)
  }

  private func abort(_ context: ServerContext) async throws -> Response {
    var workflow = try await workflow(context)
    workflow.status = try await parts.runner.abort(workflow)
    return .json(workflow.standing)
  }

  private func releaseHold(_ context: ServerContext) async throws -> Response {
    var workflow = try await workflow(context)
    try await parts.runner.release(workflow)
    workflow.status = .submitted
    return .json(workflow.standing)
  }

  /// A body of JSON.
  static func body(_ request: Request, limit: Int = 4 << 20) async throws -> JSONValue {
    let buffer: ByteBuffer
    do {
      buffer = try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw ServerError(.contentTooLarge, "the body is larger than \(limit) bytes")
    }
    do {
      return try JSONParser.parse(Array(buffer.readableBytesView))
    } catch {
      throw ServerError.badRequest("the body is \(error)")
    }
  }
}

extension StoredWorkflow {
  /// What most answers say of it.
  var standing: JSONValue { ["id": .string(id), "status": .string(status.rawValue)] }
}

extension Response {
  fileprivate static func labels(_ workflow: StoredWorkflow) -> Response {
    .json(["id": .string(workflow.id), "labels": workflow.labelsJSON])
  }
}

extension MetadataKeys {
  /// - Parameter items: of a query: `includeKey`, `excludeKey`, `expandSubWorkflows`.
  init(_ items: [(name: String, value: String)]) {
    for (name, value) in items {
      switch name {
      case "includeKey": included.append(value)
      case "excludeKey": excluded.append(value)
      case "expandSubWorkflows": expandsSubworkflows = value.lowercased() == "true"
      default: break
      }
    }
  }
}
