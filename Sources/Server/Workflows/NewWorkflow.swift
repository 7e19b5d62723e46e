import Glibc
import JSONText
import ServerModel
import TaskFolder
import WorkflowModel

/// A workflow as somebody submits it.
struct NewWorkflow: Sendable {
  enum Source: Sendable {
    case text([UInt8])
    /// An address, or a path among the files that come along.
    case url(String)
  }

  let owner: String
  var source: Source
  /// A file of the request: a zip archive with what the document imports.
  var dependencies: String?
  /// Files that come along, by their paths in the folder of what was submitted.
  var attachments: [(path: String, file: String)] = []
  var inputs = JSONObject()
  var options = JSONObject()
  var labels: [String: String] = [:]
  var isOnHold = false
  var language: String?
  var languageVersion: String?
  var target: String?
  /// That the client chose; nil for a new one.
  var id: String?
}

/// What was submitted of one workflow, on the server's disk.
///
/// ```
/// <data>/submitted/<id>/documents/…    the main document and what came along
///                       inputs.json  options.json
/// ```
struct SubmittedFolder: Sendable {
  let path: String

  init(_ id: String, in settings: ServerSettings) { self.init(at: settings.submittedFolder + "/" + id) }

  init(at path: String) { self.path = path }

  var documents: String { path + "/documents" }
  var inputs: String { path + "/inputs.json" }
  var options: String { path + "/options.json" }

  /// - Returns: the source as the database keeps it: an address, or a path in ``documents``.
  /// - Throws: ``ServerError`` for what cannot be a workflow, ``ExecutionError`` for an archive that is not taken;
  ///   ``FileSystemError``.
  func write(_ new: NewWorkflow) throws -> String {
    try Disk.makeFolder(documents)
    if let archive = new.dependencies { try ZipArchive.extract(archive, into: documents) }
    for (path, file) in new.attachments {
      let place = documents + "/" + path
      try Disk.makeFolder(Disk.parent(of: place))
      guard rename(file, place) == 0 else { throw FileSystemError("write", place) }
    }
    try Disk.write(Array(JSONWriter.indented(.object(new.inputs)).utf8), to: inputs, mode: 0o600)
    try Disk.write(Array(JSONWriter.indented(.object(new.options)).utf8), to: options, mode: 0o600)
    switch new.source {
    case .text(let bytes):
      let name = try mainDocument()
      try Disk.write(bytes, to: documents + "/" + name)
      return name
    case .url(let url): return url
    }
  }

  /// A name for the main document that none has of those that came along.
  private func mainDocument() throws -> String {
    var (name, number) = ("workflow.wdl", 1)
    while try Disk.status(of: documents + "/" + name) != nil {
      name = "workflow-\(number).wdl"
      number += 1
    }
    return name
  }

  /// - Parameter source: as ``write(_:)`` gives it.
  func described(_ source: String, language: String?) -> SubmittedDocuments {
    let isAddress = FileReference(source).scheme != nil
    return SubmittedDocuments(
      folder: documents, main: isAddress ? source : documents + "/" + source, language: language)
  }

  /// What the host is given.
  func submission(of workflow: StoredWorkflow, in settings: ServerSettings) throws -> Submission {
    Submission(
      id: workflow.id, documents: described(workflow.source, language: workflow.language),
      inputs: try Self.object(inputs), options: try Self.object(options), target: workflow.target,
      runsFolder: settings.runsFolder(of: workflow.owner))
  }

  private static func object(_ path: String) throws -> JSONObject {
    do {
      return try JSONParser.parse(try Disk.read(path)).object ?? JSONObject()
    } catch {
      throw ExecutionError(.notReadable, "\(path) was written when the workflow was submitted", cause: error)
    }
  }
}
