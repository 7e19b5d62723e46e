import HTTPTypes
import Hummingbird
import JSONText
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Inputs, options, outputs and documents of a workflow.
struct RunValues {
  private let submitted: SubmittedFolder
  private let directory: RunDirectory

  /// Of documents and files that were submitted together, so many are told.
  private static let mostDocuments = 1_000
  /// Values longer than this are not read, in bytes.
  private static let longest = 64 << 20

  init(of workflow: StoredWorkflow, in parts: ServerParts) {
    submitted = SubmittedFolder(workflow.id, in: parts.settings)
    directory = parts.directory(of: workflow)
  }

  private func path(of name: String) -> String? {
    ["inputs": submitted.inputs, "options": submitted.options, "outputs": directory.outputs][name]
  }

  /// All of them, with those files that can be downloaded.
  func json(_ names: NamedFiles, _ files: RunFiles) async throws -> JSONObject {
    var members = JSONObject()
    for name in ["inputs", "options", "outputs"] {
      members[name] = path(of: name).flatMap(Self.object).map { .object($0) } ?? .null
    }
    let documents = try Disk.content(of: submitted.documents).files.map(\.path).prefix(Self.mostDocuments)
    members["documents"] = .array(documents.map { .string($0) })
    let mentioned = Self.texts(in: .array([members["inputs"] ?? .null, members["outputs"] ?? .null]))
    members["files"] = .object(try await files.sizes(of: mentioned + documents, names))
    return members
  }

  /// One of them as a file.
  ///
  /// - Throws: ``ServerError``.
  func download(_ name: String) throws -> Response {
    guard let path = path(of: name), let values = Self.object(path) else {
      throw ServerError(.notFound, "there is nothing called \(name)")
    }
    var response = Response.text(JSONWriter.indented(.object(values)) + "\n", as: "application/json")
    response.headers[.contentDisposition] = Attachment.header(named: name + ".json")
    return response
  }

  /// Nil when there is no such file, or it holds something else.
  static func object(_ path: String) -> JSONObject? {
    JSONFile.object(at: path, limit: longest)
  }

  /// Every text in a value.
  static func texts(in value: JSONValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(texts)
    case .object(let members): members.values.flatMap(texts)
    case .number, .bool, .null: []
    }
  }
}
