import GRDB
import Hummingbird
import JSONText
import RunIndex
import WorkflowEngine
import WorkflowModel

/// The list of a user's runs: by status, name, label and words, the newest first.
struct RunListRoutes {
  let parts: ServerParts

  private static let most = 200
  private static let usual = 50

  func add(to routes: RouterGroup<ServerContext>) {
    routes.get("workflows") { request, context in
      let (query, offset, limit) = try Self.query(request)
      let (workflows, total) = try await parts.store.page(of: query, owner: context.user, offset: offset, limit: limit)
      let counts = try await parts.store.counts(query, owner: context.user)
      let names = try await parts.store.names(of: context.user)
      let calls = CallTallies.of(workflows, parts)
      let rows = workflows.map { workflow -> JSONValue in
        var members = workflow.pageJSON
        if let counts = calls[workflow.id] { members["calls"] = Self.json(of: counts) }
        return .object(members)
      }
      let list: JSONObject = [
        "workflows": .array(rows), "total": .int(total), "names": .array(names.map { .string($0) }),
        "counts": .object(JSONObject(counts.map { ($0.rawValue, .int($1)) }.sorted { $0.0 < $1.0 })),
      ]
      return Response.tagged(JSONWriter.compact(.object(list)), of: request)
    }
  }

  private static func query(_ request: Request) throws -> (WorkflowQuery, offset: Int, limit: Int) {
    let items = request.uri.queryItems.filter { !$0.value.isEmpty }
    func number(_ name: String, _ usual: Int) throws -> Int {
      try (items.first { $0.name == name }?.value).count(named: name, usual: usual)
    }
    let wanted = items.filter { ["status", "name", "label", "search"].contains($0.name) }
    return (try WorkflowQuery(wanted), try number("offset", 0), min(try number("limit", usual), most))
  }

  private static func json(of counts: CallCounts) -> JSONValue {
    .object(JSONObject(CallState.allCases.filter { counts[$0] > 0 }.map { ($0.name, .int(counts[$0])) }))
  }
}

/// How far the calls of runs are, as the index of runs tells.
enum CallTallies {
  ///
  /// - Parameter workflows: of one user.
  static func of(_ workflows: [StoredWorkflow], _ parts: ServerParts) -> [String: CallCounts] {
    let begun = workflows.filter { $0.started != nil }
    guard let first = begun.first else { return [:] }
    let runs = FileReference(parts.directory(of: first).path).parent.location
    let counts = try? RunIndex.of(runs, say: { _ in }) { index in
      try begun.map { workflow in
        try index.refresh(workflow.id)
        return (workflow.id, try index.run(workflow.id)?.counts)
      }
    }
    return Dictionary((counts ?? []).compactMap { id, counts in counts.map { (id, $0) } }, uniquingKeysWith: { $1 })
  }
}

extension StoredWorkflow {
  var pageJSON: JSONObject {
    var members: JSONObject = [
      "id": .string(id), "status": .string(status.rawValue), "submitted": .int(submitted), "source": .string(source),
      "labels": labelsJSON,
    ]
    for (name, text) in [("name", name), ("message", message), ("target", target)] {
      if let text { members[name] = .string(text) }
    }
    for (name, time) in [("started", started), ("ended", ended)] { if let time { members[name] = .int(time) } }
    return members
  }
}

extension WorkflowStore {
  /// How many there are of each status of what is asked for, whatever status that names.
  func counts(_ query: WorkflowQuery, owner: String) async throws -> [WorkflowStatus: Int] {
    var query = query
    query.statuses = []
    let (condition, arguments) = query.condition(of: owner)
    return try await database.pool.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT status, COUNT(*) AS count FROM workflows WHERE \(condition) GROUP BY status",
        arguments: arguments)
      return Self.counts(rows)
    }
  }

  /// What a user's workflows are called; the first hundred.
  func names(of owner: String) async throws -> [String] {
    try await database.pool.read { database in
      try String.fetchAll(
        database,
        sql: "SELECT DISTINCT name FROM workflows WHERE owner = ? AND name IS NOT NULL ORDER BY name LIMIT 100",
        arguments: [owner])
    }
  }
}
