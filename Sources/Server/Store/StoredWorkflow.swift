import GRDB
import JSONText

/// A workflow as the database knows it. Times are milliseconds since 1970.
struct StoredWorkflow: Hashable, Sendable {
  /// Counts those of the database, in the order in which they were submitted.
  var number: Int64 = 0
  /// A UUID in lower case.
  let id: String
  let owner: String
  /// Of the workflow in its document; nil while it is not known.
  var name: String?
  var status: WorkflowStatus
  let submitted: Int64
  var started: Int64?
  var ended: Int64?
  /// Why it failed.
  var message: String?
  /// Of the main document: a path in the folder of what was submitted, or an address.
  let source: String
  /// As they were said: `WDL`, `1.0`.
  var language: String?
  var languageVersion: String?
  /// Which workflow or task of the document is meant.
  var target: String?
  var labels: [String: String] = [:]

  /// Its labels by their names, in the order of these.
  var labelsJSON: JSONValue { .object(JSONObject(labels.sorted { $0.key < $1.key }.map { ($0, .string($1)) })) }
}

extension StoredWorkflow {
  init(_ row: Row) {
    self.init(
      number: row["number"], id: row["id"], owner: row["owner"], name: row["name"],
      status: WorkflowStatus(rawValue: row["status"]) ?? .failed, submitted: row["submitted"], started: row["started"],
      ended: row["ended"], message: row["message"], source: row["source"], language: row["language"],
      languageVersion: row["languageVersion"], target: row["target"])
  }
}
