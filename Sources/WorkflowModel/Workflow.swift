package import JSONText
package import SourceText

/// A language that workflows are written in.
///
/// To add one: conform, list it in `Composition.swift`.
package protocol WorkflowLanguage: Sendable {
  /// `WDL`.
  var name: String { get }
  /// Those that are understood: `["1.0", "1.1"]`.
  var versions: [String] { get }
  /// Without the dot: `["wdl"]`.
  var fileExtensions: [String] { get }

  /// Reads and checks a document and all that it imports.
  ///
  /// - Parameter source: the path or URL of the document.
  /// - Parameter lints: whether to look for what is allowed but seldom meant, too.
  /// - Parameter read: the bytes of a document; throws when it cannot be had.
  func load(
    _ source: String, lints: Bool, read: @escaping @Sendable (String) async throws -> [UInt8]
  ) async throws -> LoadedWorkflow
}

/// What came of reading a document: a program when nothing is wrong with it.
package struct LoadedWorkflow: Sendable {
  /// Of the language, as the document says: `1.1`.
  package let version: String
  package let diagnostics: [Diagnostic]
  package let program: (any WorkflowProgram)?

  package init(version: String, diagnostics: [Diagnostic], program: (any WorkflowProgram)?) {
    self.version = version
    self.diagnostics = diagnostics
    self.program = program
  }
}

/// A checked document: what has not been checked cannot run.
package protocol WorkflowProgram: Sendable {
  /// The workflow and the tasks that can be run by name.
  var targets: [String] { get }

  /// What the document holds.
  var description: ProgramDescription { get }

  /// What a target takes.
  ///
  /// - Parameter target: nil chooses the workflow, or the only task.
  /// - Throws: ``ExecutionError`` (`invalidInput`) when there is no such target, or no one to choose.
  func inputs(of target: String?) throws -> [WorkflowInput]

  /// The calls of a target.
  ///
  /// - Throws: as ``inputs(of:)``.
  func graph(of target: String?) throws -> CallGraph

  /// What the texts of a target's tasks say of their requests, before there are inputs; nothing where a language cannot
  /// tell.
  ///
  /// - Throws: ``ExecutionError`` (`invalidInput`) when there is no such target, or no one to choose.
  func sketches(of target: String?) async throws -> [TaskSketch]

  /// Checks the inputs against a target and binds them: before anything is made for the run.
  ///
  /// - Parameter look: what lies under a name, and how the workflow is to name it: files of the inputs are looked up with
  ///   it; nil where nobody is to look.
  /// - Throws: ``ExecutionError`` (`invalidInput`) with every problem found.
  func bind(
    _ inputs: WorkflowInputs, target: String?,
    look: (@Sendable (FileReference) async throws -> StorageEntry?)?
  ) async throws -> any Workflow
}

extension WorkflowProgram {
  package func sketches(of target: String?) async throws -> [TaskSketch] { [] }
}

/// What a task's text alone says of its request, without inputs.
package struct TaskSketch: Sendable {
  package let site: TaskSite
  /// Without command and files; what is not known is as if it were not said.
  package let request: TaskRequest
  /// The attributes that only a run tells.
  package let unknown: [String]
  package let isOfUnknownImage: Bool

  package init(site: TaskSite, request: TaskRequest, unknown: [String], isOfUnknownImage: Bool) {
    self.site = site
    self.request = request
    self.unknown = unknown
    self.isOfUnknownImage = isOfUnknownImage
  }
}

/// One thing that a target takes.
package struct WorkflowInput: Sendable {
  /// `variants.reference`.
  package let name: String
  /// As the language writes it: `Array[File]+`.
  package let type: String
  package let isRequired: Bool
  /// The default as the document writes it.
  package let defaultText: String?
  package let help: String?

  package init(name: String, type: String, isRequired: Bool, defaultText: String?, help: String? = nil) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.defaultText = defaultText
    self.help = help
  }
}

/// The inputs as the user gave them.
package struct WorkflowInputs: Sendable {
  /// From a file: names to values.
  package var values: JSONObject
  /// `name=value` of the command line, in order: read by the type of the input; a repeated name makes an array.
  package var arguments: [(name: String, text: String)]
  /// Where relative paths are looked up, in this order. Absolute folders.
  package var searchFolders: [String]
  /// What the values came from, for messages: `inputs.json`.
  package var source: String?

  package init(
    values: JSONObject = JSONObject(), arguments: [(name: String, text: String)] = [], searchFolders: [String],
    source: String? = nil
  ) {
    self.values = values
    self.arguments = arguments
    self.searchFolders = searchFolders
    self.source = source
  }
}

/// A program with its inputs: ready to run.
package protocol Workflow: Sendable {
  /// The name of the target: `variants`.
  var name: String { get }

  /// The inputs as they were understood, for the run's record.
  var inputs: JSONObject { get }

  /// Whether it decides itself what a failed call means for the others: it is told of each, and the run goes on.
  var judgesFailures: Bool { get }

  /// Runs to the end.
  ///
  /// - Returns: the outputs, each under `target.name`, with files where they lie.
  /// - Throws: ``ExecutionError``; `CancellationError` when the calling task was cancelled.
  func run(in context: any RunContext) async throws -> WorkflowOutputs
}

extension Workflow {
  package var judgesFailures: Bool { false }
}

/// What a workflow gives back.
package struct WorkflowOutputs: Sendable {
  /// `target.name` to value; files stand as their locations.
  package let values: JSONObject
  /// The files and folders among the values.
  package let files: Set<FileReference>

  package init(values: JSONObject, files: Set<FileReference>) {
    self.values = values
    self.files = files
  }
}
