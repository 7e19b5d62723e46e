import JSONText
import ServerModel
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// What may be read of a run: files that its journal names, what it published, and what was submitted. A file of this
/// machine has to lie in the folder of the run that it belongs to when every link on the way is followed: tasks write
/// links as they like.
struct RunFiles {
  private let directory: RunDirectory
  /// Holds what was submitted.
  private let documents: String?
  /// The folder of the user's runs.
  private let runs: String
  private let reader: any WorkflowHost

  init(_ directory: RunDirectory, documents: String?, _ parts: ServerParts) {
    self.directory = directory
    self.documents = documents
    runs = FileReference(directory.path).parent.location
    reader = parts.host
  }

  init(of workflow: StoredWorkflow, _ parts: ServerParts) {
    self.init(
      parts.directory(of: workflow), documents: SubmittedFolder(workflow.id, in: parts.settings).documents, parts)
  }

  /// The sizes of those of some locations that may be read, by location: null where it is not known without asking.
  func sizes(of locations: [String], _ names: NamedFiles) async throws -> JSONObject {
    var sizes = JSONObject()
    for location in locations where sizes[location] == nil {
      if FileReference(location).isLocal {
        if let file = file(at: location, names) { sizes[location] = ["size": .int(file.size)] }
      } else if names.contains(location) {
        sizes[location] = ["size": .null]
      }
    }
    return sizes
  }

  /// What a location holds; nil for what may not be read, and for what is not there.
  func content(of location: String, _ names: NamedFiles) async throws -> (any ReadableFile)? {
    let file = FileReference(location)
    if file.isLocal { return self.file(at: location, names) }
    guard names.contains(location), let size = try await reader.size(of: file) else { return nil }
    return RemoteFile(reference: file, size: size, reader: reader)
  }

  /// A stream of an attempt, as far as it was written.
  func stream(_ name: String, in folder: String) -> OpenFile? { OpenFile(folder + "/" + name, below: directory.path) }

  private func file(at location: String, _ names: NamedFiles) -> OpenFile? {
    let path = FileReference(location).normalized.location
    guard path == location else { return nil }
    if let documents, path.hasPrefix(documents + "/") { return OpenFile(path, below: documents) }
    if path.hasPrefix(directory.published + "/") { return OpenFile(path, below: directory.path) }
    guard names.contains(location), let owner = owner(of: path) else { return nil }
    return OpenFile(path, below: owner)
  }

  /// The folder of the run that a path belongs to: this one's, or that of one whose results were taken.
  private func owner(of path: String) -> String? {
    guard path.hasPrefix(runs + "/") else { return nil }
    let name = path.dropFirst(runs.count + 1).prefix { $0 != "/" }
    return name.isEmpty ? nil : runs + "/" + name
  }
}
