import HTTPTypes
import Hummingbird
import JSONText
import NIOCore
import RunIndex
import RunReport
import ServerModel
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// One run: how it stands, its report, its calls, what it was given and what it gave.
struct RunRoutes {
  let parts: ServerParts

  private static let mostCalls = 1_000

  func add(to routes: RouterGroup<ServerContext>) {
    routes.get("workflows/:id") { request, context in
      let workflow = try await workflow(context)
      return Response.tagged(JSONWriter.compact(.object(workflow.pageJSON)), of: request)
    }
    routes.get("workflows/:id/report") { request, context in
      let workflow = try await workflow(context)
      guard let report = try await parts.readings.report(of: workflow, in: parts.directory(of: workflow), parts.host)
      else {
        return Response(status: .noContent)
      }
      return Response.tagged(report.tag, of: request) {
        (ResponseBody(byteBuffer: ByteBuffer(bytes: report.json)), "application/json")
      }
    }
    routes.get("workflows/:id/calls") { request, context in
      let run = try await parts.readings.run(in: parts.directory(of: try await workflow(context)))
      return Response.json(try Self.calls(of: run?.calls ?? [], Dictionary(items: request.uri.queryItems)))
    }
    routes.get("workflows/:id/call") { request, context in
      let workflow = try await workflow(context)
      guard let path = Dictionary(items: request.uri.queryItems)["path"], let call = CallPath(path) else {
        throw ServerError.badRequest("`path` has to name a call: variants/align[3]")
      }
      return Response.json(try await details(of: call, in: parts.directory(of: workflow)))
    }
    routes.get("workflows/:id/values") { request, context in
      let workflow = try await workflow(context)
      let values = RunValues(of: workflow, in: parts)
      if let name = Dictionary(items: request.uri.queryItems)["of"] { return try values.download(name) }
      let names = try await parts.readings.names(in: parts.directory(of: workflow))
      return Response.json(.object(try await values.json(names, RunFiles(of: workflow, parts))))
    }
  }

  private func workflow(_ context: ServerContext) async throws -> StoredWorkflow {
    try await parts.workflow(try context.parameters.require("id"), of: context.user)
  }

  // MARK: Calls

  /// A page of calls, chosen by state, name and a part of their path, in the order in which they began.
  static func calls(of calls: [ReportedCall], _ items: [String: String]) throws -> JSONValue {
    let found = calls.filter { call in
      (items["state"].map { call.state.name == $0 } ?? true) && (items["name"].map { call.path.name == $0 } ?? true)
        && (items["text"].map { call.path.description.range(of: $0) != nil } ?? true)
    }
    let page = found.dropFirst(try items["offset"].count(named: "offset", usual: 0)).prefix(
      min(try items["limit"].count(named: "limit", usual: 100), mostCalls))
    let rows = page.map { call -> JSONValue in
      var members: JSONObject = [
        "path": .string(call.path.description), "name": .string(call.path.name), "state": .string(call.state.name),
        "begun": .int(call.begun), "since": .int(call.since), "attempts": .int(call.attempts.count),
      ]
      if let message = call.message { members["message"] = .string(message) }
      return .object(members)
    }
    return ["calls": .array(rows), "total": .int(found.count)]
  }

  /// What ``RunReader/details(of:in:)`` tells, with the call's values and with the files that can be downloaded.
  private func details(of call: CallPath, in directory: RunDirectory) async throws -> JSONValue {
    guard var members = try await parts.host.details(of: call.description, in: directory).object else { return [:] }
    let last = members["attempts"]?.array?.last
    if let command = last?["command"] { members["command"] = command }
    if let inputs = last?["inputs"]?.array { members["staged"] = .array(inputs.compactMap { $0["from"] }) }
    let folder = directory.place.callFolder(call)
    for name in ["inputs", "outputs"] {
      if let values = RunValues.object(folder + "/\(name).json") { members[name] = .object(values) }
    }
    let names = try await parts.readings.names(in: directory)
    let files = RunFiles(directory, documents: nil, parts)
    let outputs = (members["cached"] ?? last)?["outputs"]?.array ?? []
    let mentioned = RunValues.texts(in: .array([members["inputs"] ?? .null, members["outputs"] ?? .null]))
    members["files"] = .object(
      try await files.sizes(of: mentioned + outputs.compactMap { $0["at"]?.string }, names))
    return .object(members)
  }
}

extension [String: String] {
  /// The last of each name.
  init(items: [(name: String, value: String)]) {
    self.init(items.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }
}
