import GRDB
import JSONText

/// What `query` asks for: workflows by what they are, in pages.
struct WorkflowQuery: Sendable {
  var ids: [String] = []
  var names: [String] = []
  var statuses: [String] = []
  /// Each of them, `name:value`.
  var labels: [(String, String)] = []
  /// Any of them.
  var labelsOr: [(String, String)] = []
  /// Not all of them.
  var excludedAnd: [(String, String)] = []
  /// None of them.
  var excludedOr: [(String, String)] = []
  /// Submitted, started at or after; ended at or before: milliseconds since 1970.
  var submission: Int64?
  var start: Int64?
  var end: Int64?
  /// Part of a name, an id, a message or a label's value, in any case of letters.
  var search: String?
  var page = 1
  var pageSize: Int?
  var additional: Set<String> = []
  var isNewestFirst = true
  /// Of other kinds than are kept here, there is nothing.
  var isEmpty = false

  /// As the items of an address, or as the objects of a body say.
  ///
  /// - Throws: ``ServerError``.
  init(_ items: [(name: String, value: String)]) throws {
    for (name, value) in items { try add(name, value) }
  }

  init(_ body: JSONValue) throws {
    guard let objects = body.array?.map(\.object), !objects.contains(where: { $0 == nil }) else {
      throw ServerError.badRequest("the body has to be an array of objects: [{\"status\": \"Running\"}, …]")
    }
    for object in objects {
      for (name, value) in object ?? JSONObject() {
        try add(name, value.string ?? JSONWriter.compact(value))
      }
    }
  }

  private mutating func add(_ name: String, _ value: String) throws {
    switch name.lowercased() {
    case "id":
      guard let id = WorkflowID.normalized(value) else {
        throw ServerError.badRequest("Invalid workflow ID: '\(value)'.")
      }
      ids.append(id)
    case "name": names.append(value)
    case "status":
      guard let status = WorkflowStatus.allCases.first(where: { $0.rawValue.lowercased() == value.lowercased() }) else {
        throw ServerError.badRequest("Unrecognized status values: \(value)")
      }
      statuses.append(status.rawValue)
    case "label": labels.append(try Self.label(value))
    case "labelor": labelsOr.append(try Self.label(value))
    case "excludelabeland": excludedAnd.append(try Self.label(value))
    case "excludelabelor": excludedOr.append(try Self.label(value))
    case "submission": submission = try Self.time(name, value)
    case "start": start = try Self.time(name, value)
    case "end": end = try Self.time(name, value)
    case "search": search = value.isEmpty ? nil : value
    case "page": page = try Self.count(name, value)
    case "pagesize": pageSize = try Self.count(name, value)
    case "additionalqueryresultfields": additional.insert(value)
    case "newestfirst": isNewestFirst = value.lowercased() != "false"
    case "metadataarchivestatus": isEmpty = isEmpty || value != "Unarchived"
    case "includesubworkflows": break
    default: throw ServerError.badRequest("Unrecognized query keys: \(name)")
    }
  }

  private static func label(_ text: String) throws -> (String, String) {
    guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
      throw ServerError.badRequest("Invalid label: '\(text)': write name:value")
    }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  private static func time(_ name: String, _ text: String) throws -> Int64 {
    guard let time = CromwellTime.time(text) else {
      throw ServerError.badRequest("Unable to parse \(name): '\(text)': write it as 2026-11-28T19:43:09.810Z")
    }
    return time
  }

  private static func count(_ name: String, _ text: String) throws -> Int {
    guard let count = Int(text), (1...1_000_000_000).contains(count) else {
      throw ServerError.badRequest("\(name) has to be a number from 1, not '\(text)'")
    }
    return count
  }

  // MARK: SQL

  /// What it says of the rows of `workflows`, with its arguments.
  func condition(of owner: String) -> (sql: String, arguments: StatementArguments) {
    var (parts, arguments) = (["owner = ?"], StatementArguments([owner]))
    func add(_ sql: String, _ values: [any DatabaseValueConvertible]) {
      parts.append(sql)
      arguments += StatementArguments(values)
    }
    for (column, values) in [("id", ids), ("name", names), ("status", statuses)] where !values.isEmpty {
      add("\(column) IN (\(databaseQuestionMarks(count: values.count)))", values)
    }
    for (column, sign, time) in [("submitted", ">=", submission), ("started", ">=", start), ("ended", "<=", end)] {
      if let time { add("\(column) \(sign) ?", [time]) }
    }
    for label in labels { add(Self.hasLabel, [label.0, label.1]) }
    for (group, word, joint) in [
      (labelsOr, "", " OR "), (excludedAnd, "NOT ", " AND "), (excludedOr, "NOT ", " OR "),
    ] where !group.isEmpty {
      add(
        "\(word)(" + group.map { _ in Self.hasLabel }.joined(separator: joint) + ")", group.flatMap { [$0.0, $0.1] })
    }
    if let search {
      let escaped = search.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
      let pattern = "%\(escaped)%"
      add(
        "(name LIKE ? ESCAPE '\\' OR id LIKE ? ESCAPE '\\' OR message LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM labels "
          + "WHERE workflow = number AND value LIKE ? ESCAPE '\\'))", [pattern, pattern, pattern, pattern])
    }
    if isEmpty { parts.append("0") }
    return (parts.joined(separator: " AND "), arguments)
  }

  private static let hasLabel =
    "EXISTS (SELECT 1 FROM labels WHERE workflow = number AND labels.name = ? AND labels.value = ?)"
}

extension WorkflowStore {
  /// - Returns: the page of those that are asked for, and how many there are in all.
  func page(of query: WorkflowQuery, owner: String) async throws -> (workflows: [StoredWorkflow], total: Int) {
    let size = query.pageSize ?? -1
    return try await page(
      of: query, owner: owner, offset: size < 0 ? 0 : (query.page - 1) * size, limit: size,
      withLabels: query.additional.contains("labels"))
  }

  /// - Parameter limit: below 0 for all of them.
  func page(
    of query: WorkflowQuery, owner: String, offset: Int, limit: Int, withLabels: Bool = true
  ) async throws -> (workflows: [StoredWorkflow], total: Int) {
    let (condition, arguments) = query.condition(of: owner)
    return try await database.pool.read { database in
      let total =
        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM workflows WHERE \(condition)", arguments: arguments) ?? 0
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM workflows WHERE \(condition) ORDER BY number \(query.isNewestFirst ? "DESC" : "ASC")
          LIMIT ? OFFSET ?
          """, arguments: arguments + StatementArguments([limit, offset]))
      return (withLabels ? try Self.labelled(rows, database) : rows.map(StoredWorkflow.init), total)
    }
  }

  /// As Cromwell answers.
  func answer(_ query: WorkflowQuery, of owner: String) async throws -> JSONValue {
    let (workflows, total) = try await page(of: query, owner: owner)
    let results = workflows.map { workflow in
      var members: JSONObject = ["id": .string(workflow.id)]
      if let name = workflow.name { members["name"] = .string(name) }
      members["status"] = .string(workflow.status.rawValue)
      members["submission"] = .string(CromwellTime.text(workflow.submitted))
      if let started = workflow.started { members["start"] = .string(CromwellTime.text(started)) }
      if let ended = workflow.ended { members["end"] = .string(CromwellTime.text(ended)) }
      members["metadataArchiveStatus"] = "Unarchived"
      if query.additional.contains("labels") {
        members["labels"] = workflow.labelsJSON
      }
      return JSONValue.object(members)
    }
    return ["results": .array(results), "totalResultsCount": .int(total)]
  }
}
