package import JSONText
package import WorkflowEngine

/// What reads and runs workflows for a server: languages and environments are its matter.
package protocol WorkflowHost: RunReader {
  /// What workflows may be sent to by name, the one first that they go to when they name none.
  var environments: [String] { get }

  /// The versions that are understood, by the name of their language.
  var languages: [String: [String]] { get }

  /// Reads and checks a workflow, with its inputs where there are any; nothing is run.
  ///
  /// - Throws: ``ExecutionError`` when it cannot be read; what is wrong with it is part of the description.
  func describe(_ documents: SubmittedDocuments, inputs: JSONObject?) async throws -> WorkflowDescription

  /// Looks at workflow options before a workflow is accepted.
  ///
  /// - Throws: ``ExecutionError`` for those that cannot be followed.
  func check(options: JSONObject) throws

  /// Runs a workflow to its end, or goes on with it where an earlier process of the server had begun it. Cancelling the
  /// calling task cancels the run.
  ///
  /// - Returns: its outputs.
  /// - Throws: ``ExecutionError``; `CancellationError`; ``LeftForLater``.
  func run(_ submission: Submission, observers: [any RunObserver]) async throws -> JSONObject

  /// Ends what goes on of a workflow that an earlier process of the server ran, and says in its journal that it was
  /// cancelled.
  func end(_ submission: Submission) async throws
}

/// The documents of a workflow as they were submitted.
package struct SubmittedDocuments: Hashable, Sendable {
  /// Holds what was uploaded, and nothing else. Absolute.
  package let folder: String
  /// Of the main document: a path below the folder, or an address.
  package let main: String
  /// `WDL`, where it was said.
  package let language: String?

  package init(folder: String, main: String, language: String? = nil) {
    self.folder = folder
    self.main = main
    self.language = language
  }
}

/// A workflow that somebody wants to be run.
package struct Submission: Sendable {
  /// A UUID in lower case; the name of its run, too.
  package let id: String
  package let documents: SubmittedDocuments
  package let inputs: JSONObject
  /// Workflow options as Cromwell knows them.
  package let options: JSONObject
  /// The workflow or task of the document that is meant; nil for the workflow, or the only task.
  package let target: String?
  /// Holds the runs of the server. Absolute.
  package let runsFolder: String

  package init(
    id: String, documents: SubmittedDocuments, inputs: JSONObject, options: JSONObject, target: String?,
    runsFolder: String
  ) {
    self.id = id
    self.documents = documents
    self.inputs = inputs
    self.options = options
    self.target = target
    self.runsFolder = runsFolder
  }
}

/// A workflow that had begun cannot be gone on with now, and may be later: nothing of it was ended.
package struct LeftForLater: Error {
  package let cause: any Error

  package init(cause: any Error) { self.cause = cause }
}
