import JSONText
import RunIndex
import RunReport
import WorkflowEngine
import WorkflowModel

/// A run as WES tells it.
struct WESRun {
  let workflow: StoredWorkflow
  let folder: SubmittedFolder
  let directory: RunDirectory
  /// Of its calls, in the order in which they began: it only grows.
  let tasks: [WESTask]
  /// Of this run.
  private let address: String

  /// Of a run with more, tasks are told by their own list alone.
  private static let mostTasks = 1_000

  /// - Parameter run: nil: it has not begun.
  init(
    workflow: StoredWorkflow, folder: SubmittedFolder, directory: RunDirectory, run: ReportedRun?, address: String
  ) {
    self.workflow = workflow
    self.folder = folder
    self.directory = directory
    self.address = address
    tasks = (run?.calls ?? []).enumerated().map { number, call in
      WESTask(
        id: "\(number + 1)", call: call, attempts: call.attempts.compactMap { run?.attempts[$0] }, directory: directory,
        address: "\(address)/tasks/\(number + 1)")
    }
  }

  static func status(of workflow: StoredWorkflow) -> JSONValue {
    ["run_id": .string(workflow.id), "state": .string(WESState.of(workflow.status))]
  }

  static func summary(of workflow: StoredWorkflow) -> JSONValue {
    var members = status(of: workflow).object ?? JSONObject()
    if let started = workflow.started { members["start_time"] = .string(WESTime.text(started)) }
    if let ended = workflow.ended { members["end_time"] = .string(WESTime.text(ended)) }
    members["tags"] = workflow.labelsJSON
    return .object(members)
  }

  /// All that is known of it.
  var log: JSONValue {
    [
      "run_id": .string(workflow.id), "request": request, "state": .string(WESState.of(workflow.status)),
      "run_log": runLog, "task_logs_url": .string(address + "/tasks"),
      "task_logs": tasks.count > Self.mostTasks ? .null : .array(tasks.map(\.log)),
      "outputs": .object(JSONFile.object(at: directory.outputs) ?? JSONObject()),
    ]
  }

  private var request: JSONValue {
    let options = (JSONFile.object(at: folder.options) ?? JSONObject()).map { name, value in
      (name, JSONValue.string(value.string ?? JSONWriter.compact(value)))
    }
    return [
      "workflow_params": .object(JSONFile.object(at: folder.inputs) ?? JSONObject()),
      "workflow_type": .string(workflow.language ?? "WDL"),
      "workflow_type_version": .string(workflow.languageVersion ?? ""), "tags": workflow.labelsJSON,
      "workflow_engine_parameters": .object(JSONObject(options)),
      "workflow_url": .string(FileReference(workflow.source).redacted),
    ]
  }

  private var runLog: JSONValue {
    var members = JSONObject()
    if let name = workflow.name { members["name"] = .string(name) }
    if let started = workflow.started { members["start_time"] = .string(WESTime.text(started)) }
    if let ended = workflow.ended { members["end_time"] = .string(WESTime.text(ended)) }
    members["stderr"] = .string(address + "/stderr")
    if workflow.status == .succeeded || workflow.status == .failed {
      members["exit_code"] = workflow.status == .succeeded ? 0 : 1
    }
    members["system_logs"] = .array(workflow.message.map { [.string($0)] } ?? [])
    return .object(members)
  }
}

/// A call of a run as WES tells it: its last attempt, and what became of those before.
struct WESTask {
  let id: String
  let call: ReportedCall
  let attempts: [ReportedAttempt]
  let directory: RunDirectory
  let address: String

  var log: JSONValue {
    var members: JSONObject = ["id": .string(id), "name": .string(call.path.description)]
    if let attempt = attempts.last {
      let command = AttemptText.read(
        directory.place.attemptFolder(call.path, attempt.number) + "/command", below: directory.path)
      members["cmd"] = .array(command.isEmpty ? [] : [.string(command)])
    }
    members["start_time"] = .string(WESTime.text(attempts.last?.prepared ?? call.begun))
    if let end { members["end_time"] = .string(WESTime.text(end)) }
    if let streams {
      let place = FileReference(streams).isLocal ? address : FileReference(streams).redacted
      members["stdout"] = .string(place + "/stdout")
      members["stderr"] = .string(place + "/stderr")
    }
    if let code { members["exit_code"] = .int(Int(code)) }
    members["system_logs"] = .array(notes.map { .string($0) })
    return .object(members)
  }

  /// The folder of its streams.
  var streams: String? { call.streams(of: attempts.last, in: directory) }

  private var end: Int64? { call.end(of: attempts.last) }

  private var code: Int32? { call.exitStatus(of: attempts.last) }

  private var notes: [String] {
    var notes: [String] = []
    for attempt in attempts {
      guard let ending = attempt.ending, let reason = ending.reason else { continue }
      notes.append(
        "attempt \(attempt.number + 1): " + [reason, ending.advice].compactMap { $0 }.joined(separator: "\n"))
    }
    if let message = call.message { notes.append(message) }
    if let cached = call.cached { notes.append("taken from \(cached.call) of the run \(cached.run)") }
    return notes
  }
}
