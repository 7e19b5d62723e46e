import JSONText
import RunIndex
import RunReport
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// A workflow's metadata as Cromwell tells it.
///
/// Source: Cromwell's REST API, `GET /api/workflows/{version}/{id}/metadata`, release 92.
struct MetadataDocument {
  let workflow: StoredWorkflow
  let folder: SubmittedFolder
  let directory: RunDirectory
  /// Nil: it has not begun.
  let run: ReportedRun?
  let keys: MetadataKeys
  private let tree: CallTree?

  init(
    _ workflow: StoredWorkflow, folder: SubmittedFolder, directory: RunDirectory, run: ReportedRun?,
    keys: MetadataKeys
  ) {
    self.workflow = workflow
    self.folder = folder
    self.directory = directory
    self.run = run
    self.keys = keys
    tree = run.map { CallTree($0) }
  }

  // MARK: The workflow

  var json: JSONValue {
    var members = WantedMembers(wants: keys.wants)
    members["id"] = { .string(workflow.id) }
    if let name = workflow.name { members["workflowName"] = { .string(name) } }
    members["status"] = { .string(workflow.status.rawValue) }
    members["submission"] = { .string(CromwellTime.text(workflow.submitted)) }
    if let started = workflow.started { members["start"] = { .string(CromwellTime.text(started)) } }
    if let ended = workflow.ended { members["end"] = { .string(CromwellTime.text(ended)) } }
    members["labels"] = { workflow.labelsJSON }
    members["submittedFiles"] = { submittedFiles }
    members["inputs"] = { Self.object(at: directory.inputs) ?? Self.object(at: folder.inputs) ?? .object(JSONObject()) }
    members["outputs"] = { Self.object(at: directory.outputs) ?? .object(JSONObject()) }
    members["workflowRoot"] = { .string(directory.path) }
    members["workflowLog"] = { .string(directory.log) }
    members["actualWorkflowLanguage"] = { .string(workflow.language ?? "WDL") }
    if let version = workflow.languageVersion { members["actualWorkflowLanguageVersion"] = { .string(version) } }
    members["metadataSource"] = { "Unarchived" }
    members["workflowProcessingEvents"] = { events }
    if let message = workflow.message { members["failures"] = { Failures.json(message) } }
    if keys.wantsCalls { members.put("calls", calls(of: CallPath([]), named: workflow.name ?? "workflow")) }
    return .object(members.members)
  }

  /// Of a workflow that a call of the root runs; nil when there is no such call.
  func json(ofSubworkflow path: CallPath, parent: String) -> JSONValue? {
    guard let tree, let node = tree[path], node.isWorkflow, let name = path.steps.last?.name else { return nil }
    var members = WantedMembers(wants: keys.wants)
    let standing = standing(of: node)
    members["id"] = { .string(SubworkflowID.make(of: workflow.id, path)) }
    members["workflowName"] = { .string(name) }
    members["status"] = { .string(standing.status.rawValue) }
    members["start"] = { .string(CromwellTime.text(standing.start)) }
    if let end = standing.end { members["end"] = { .string(CromwellTime.text(end)) } }
    members["rootWorkflowId"] = { .string(workflow.id) }
    members["parentWorkflowId"] = { .string(parent) }
    members["workflowRoot"] = { .string(directory.place.callFolder(path)) }
    members["inputs"] = { values(.inputs, of: path) }
    members["outputs"] = { values(.outputs, of: path) }
    members["labels"] = { ["cromwell-workflow-id": .string("cromwell-\(SubworkflowID.make(of: workflow.id, path))")] }
    if keys.wantsCalls { members.put("calls", calls(of: path, named: name)) }
    return .object(members.members)
  }

  /// The calls of workflows by the ids of what they run.
  var subworkflows: [String: CallPath] {
    Dictionary(
      (tree?.workflowCalls ?? []).map { (SubworkflowID.make(of: workflow.id, $0), $0) }, uniquingKeysWith: { $1 })
  }

  private var submittedFiles: JSONValue {
    var members: JSONObject = ["root": "", "workflowUrl": ""]
    if FileReference(workflow.source).scheme != nil {
      members["workflowUrl"] = .string(FileReference(workflow.source).redacted)
    } else {
      members["workflow"] = .string(AttemptText.read(folder.documents + "/" + workflow.source, below: folder.documents))
    }
    members["inputs"] = .string(text(at: folder.inputs))
    members["options"] = .string(text(at: folder.options))
    members["labels"] = .string(JSONWriter.compact(workflow.labelsJSON))
    members["workflowType"] = .string(workflow.language ?? "WDL")
    members["workflowTypeVersion"] = .string(workflow.languageVersion ?? "")
    return .object(members)
  }

  private func text(at path: String) -> String {
    (try? Disk.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private var events: JSONValue {
    let resumed = (run?.resumed ?? []).map { ($0, "Restarted") }
    let all = [(workflow.started, "PickedUp")].compactMap { time, name in time.map { ($0, name) } } + resumed
    let ended = [(workflow.ended, "Finished")].compactMap { time, name in time.map { ($0, name) } }
    return .array(
      (all + ended).map { time, name in
        [
          "cromwellId": "martlet", "cromwellVersion": .string(CromwellFacts.version), "description": .string(name),
          "timestamp": .string(CromwellTime.text(time)),
        ]
      })
  }

  // MARK: Calls

  private func calls(of parent: CallPath, named name: String) -> JSONValue {
    guard let tree, let run, let node = tree[parent] else { return .object(JSONObject()) }
    var lists: [String: [JSONValue]] = [:]
    var names: [String] = []
    for child in node.children.map({ tree.nodes[$0] }) {
      let key = name + "." + (child.path.steps.last?.name ?? "")
      if lists[key] == nil { names.append(key) }
      lists[key, default: []] +=
        child.call.map { entries(of: run.calls[$0], in: run) } ?? [entry(ofWorkflow: child, in: parent)]
    }
    return .object(JSONObject(names.map { ($0, .array(lists[$0] ?? [])) }))
  }

  private func entry(ofWorkflow node: CallTree.Node, in parent: CallPath) -> JSONValue {
    var members = WantedMembers(wants: keys.wantsOfCall)
    let standing = standing(of: node)
    members["shardIndex"] = { .int(ShardIndex.of(node.path)) }
    members["attempt"] = { 1 }
    members["executionStatus"] = { .string(standing.execution) }
    members["start"] = { .string(CromwellTime.text(standing.start)) }
    if let end = standing.end { members["end"] = { .string(CromwellTime.text(end)) } }
    members["inputs"] = { values(.inputs, of: node.path) }
    members["outputs"] = { values(.outputs, of: node.path) }
    let id = SubworkflowID.make(of: workflow.id, node.path)
    if keys.expandsSubworkflows {
      let parentID = parent.steps.isEmpty ? workflow.id : SubworkflowID.make(of: workflow.id, parent)
      members["subWorkflowMetadata"] = { json(ofSubworkflow: node.path, parent: parentID) ?? .null }
    } else {
      members["subWorkflowId"] = { .string(id) }
    }
    return .object(members.members)
  }

  /// One for each attempt of the call; one for a call that has had none.
  private func entries(of call: ReportedCall, in run: ReportedRun) -> [JSONValue] {
    let attempts = call.attempts.map { run.attempts[$0] }
    guard !attempts.isEmpty else { return [CallMetadata(call, nil, isLast: true, in: self).json] }
    return attempts.enumerated().map { place, attempt in
      CallMetadata(call, attempt, isLast: place == attempts.count - 1, in: self).json
    }
  }

  /// How a workflow stands that is called, by its calls.
  private func standing(of node: CallTree.Node) -> SubworkflowStanding {
    var standing = SubworkflowStanding()
    guard let tree, let run else { return standing }
    var waiting = node.children
    while let place = waiting.popLast() {
      let child = tree.nodes[place]
      if let number = child.call { standing.add(run.calls[number]) }
      waiting += child.children
    }
    standing.finish(isOver: (try? Disk.status(of: valuesPath(.outputs, node.path))) != nil, rootEnd: workflow.ended)
    return standing
  }

  // MARK: Values

  private func valuesPath(_ kind: CallValues, _ call: CallPath) -> String {
    directory.place.callFolder(call) + "/\(kind.rawValue).json"
  }

  func values(_ kind: CallValues, of call: CallPath) -> JSONValue {
    Self.object(at: valuesPath(kind, call)) ?? .object(JSONObject())
  }

  private static func object(at path: String) -> JSONValue? { JSONFile.object(at: path).map { .object($0) } }
}

/// Members that are made only where they are wanted.
struct WantedMembers {
  let wants: (String) -> Bool
  private(set) var members = JSONObject()

  init(wants: @escaping (String) -> Bool) { self.wants = wants }

  subscript(name: String) -> () -> JSONValue {
    get { { members[name] ?? .null } }
    set { if wants(name) { members[name] = newValue() } }
  }

  mutating func put(_ name: String, _ value: JSONValue) { members[name] = value }
}

/// The number of a call's element in its scatter; -1 outside of any.
enum ShardIndex {
  /// Elements of a scatter in a scatter are told by one number, too: those of the inner one count below a million. Of more than
  /// three levels the number may be of the innermost alone.
  static func of(_ path: CallPath) -> Int {
    guard let shards = path.steps.last?.shards, !shards.isEmpty else { return -1 }
    var index = 0
    for shard in shards {
      let (shifted, overflows) = index.multipliedReportingOverflow(by: 1_000_000)
      let (sum, overflowsToo) = shifted.addingReportingOverflow(shard)
      if overflows || overflowsToo { return shards[shards.count - 1] }
      index = sum
    }
    return index
  }
}

/// Why something failed, as Cromwell nests it.
enum Failures {
  static func json(_ message: String) -> JSONValue { [["message": .string(message), "causedBy": []]] }
}
