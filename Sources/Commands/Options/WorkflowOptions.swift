import JSONText
import WorkflowEngine
import WorkflowModel

/// What a person says of one run beside its inputs, under the names that Cromwell has for its workflow options.
///
/// It lies between what tasks say themselves and what martlet.yaml says of all runs.
struct WorkflowOptions: Hashable, Sendable {
  /// Where final files are copied to.
  struct Copies: Hashable, Sendable {
    var outputs: FileReference?
    /// Whether outputs keep only the paths that their commands gave them.
    var usesRelativePaths = false
    /// Whether `outputs.json` is to name the copies.
    var namesCopies = false
    var workflowLog: FileReference?
    var callLogs: FileReference?

    var folders: [FileReference] { [outputs, workflowLog, callLogs].compactMap(\.self) }
  }

  /// An environment's name.
  var environment: String?
  var failureMode: FailureMode?
  /// ARN.
  var jobRole: String?
  /// `s3://bucket/folder`, in place of the environments' buckets.
  var root: String?
  var defaultAttributes = JSONObject()
  var readsCache: Bool?
  var writesCache: Bool?
  /// Results are taken only from below these.
  var cachePrefixes: [String]?
  var copies = Copies()
  var deletesIntermediateFiles = false
  /// An address of the web that is told how the run ended.
  var callback: String?
  /// What was said and has no effect, for people.
  var notes: [String] = []
  /// What has an effect, as ``init(_:named:)`` reads it: for the run's record.
  var kept = JSONObject()

  static let none = WorkflowOptions()

  private init() {}

  /// - Parameter name: what the options came from, for messages: `options.json`.
  /// - Throws: ``ExecutionError`` (`invalidInput`) that names everything that is wrong. Names that nobody knows are notes,
  ///   as Cromwell passes over them.
  init(_ options: JSONObject, named name: String) throws {
    var reader = OptionsReader(name)
    for (option, value) in options where !value.isNull {
      if let read = Self.table[option] {
        read(&self, &reader, option, value)
        kept[option] = value
      } else {
        notes.append("\(name): " + Self.remark(on: option))
      }
    }
    reader.checkAttributes(defaultAttributes)
    try reader.throwProblems()
    keepFolders()
  }

  /// Relative folders are meant from where the run was started.
  private mutating func keepFolders() {
    let folders = [
      "final_workflow_outputs_dir": copies.outputs, "final_workflow_log_dir": copies.workflowLog,
      "final_call_logs_dir": copies.callLogs,
    ]
    for (option, folder) in folders { if let folder { kept[option] = .string(folder.location) } }
  }

  private typealias Reading = @Sendable (inout WorkflowOptions, inout OptionsReader, String, JSONValue) -> Void

  private static let table: [String: Reading] = [
    "backend": { $0.environment = $1.text($2, $3, "an environment's name") },
    "workflow_failure_mode": { $0.failureMode = $1.failureMode($2, $3) },
    "aws_batch_job_role_arn": { $0.jobRole = $1.role($2, $3) },
    "aws_s3_root": { $0.root = $1.root($2, $3) },
    "default_runtime_attributes": { options, reader, name, value in
      for (attribute, value) in reader.object(name, value) { options.defaultAttributes[attribute] = value }
    },
    // What default_runtime_attributes say of the same counts before these two.
    "continueOnReturnCode": { options, reader, name, value in
      if reader.returnCodes(name, value) { options.addDefault(name, value) }
    },
    "memory_retry_multiplier": { options, reader, name, value in
      if let factor = reader.multiplier(name, value) { options.addDefault(name, .double(factor)) }
    },
    "read_from_cache": { $0.readsCache = $1.flag($2, $3) },
    "write_to_cache": { $0.writesCache = $1.flag($2, $3) },
    "call_cache_hit_path_prefixes": { $0.cachePrefixes = $1.prefixes($2, $3) },
    "final_workflow_outputs_dir": { $0.copies.outputs = $1.folder($2, $3) },
    "use_relative_output_paths": { $0.copies.usesRelativePaths = $1.flag($2, $3) ?? false },
    "final_workflow_outputs_dir_metadata": {
      $0.copies.namesCopies = $1.choice($2, $3, of: ["source", "destination"]) == "destination"
    },
    "final_workflow_log_dir": { $0.copies.workflowLog = $1.folder($2, $3) },
    "final_call_logs_dir": { $0.copies.callLogs = $1.folder($2, $3) },
    "delete_intermediate_output_files": { $0.deletesIntermediateFiles = $1.flag($2, $3) ?? false },
    "workflow_callback_uri": { $0.callback = $1.webAddress($2, $3) },
  ]

  static var names: [String] { table.keys.sorted() }

  private mutating func addDefault(_ name: String, _ value: JSONValue) {
    if defaultAttributes[name] == nil { defaultAttributes[name] = value }
  }
}
