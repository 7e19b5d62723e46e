import Glibc
import JSONText
import TaskFolder
import WorkflowModel

/// Puts the output files of a run under readable names: `out/<output>/<file name>`.
///
/// A file of the run gets a second name there (a hard link; a copy where the file system allows none), so that it costs
/// no room. What lies on this machine but outside the run directory (an input that was handed through) is not doubled:
/// a symbolic link names it. References to other places stay as they are. Files of one output that have the same name
/// go to numbered folders.
struct OutputPublisher {
  private let directory: RunDirectory
  private let workflow: String

  init(_ directory: RunDirectory, _ workflow: String) {
    self.directory = directory
    self.workflow = workflow
  }

  /// - Returns: the values with every published file under its new name.
  func publish(_ outputs: WorkflowOutputs) throws -> JSONObject {
    let plan = OutputPlan(of: outputs.values, workflow, below: directory.published) {
      $0.isLocal && outputs.files.contains($0)
    }
    for place in plan.places { try publish(place.file, to: place.path) }
    return plan.values
  }

  /// The same in a place outside this machine, for a run whose machine will be gone.
  func publish(_ outputs: WorkflowOutputs, to folder: FileReference, _ storages: StorageTable) async throws
    -> JSONObject
  {
    let plan = OutputPlan(of: outputs.values, workflow, below: folder.location) {
      $0.isLocal && outputs.files.contains($0)
    }
    for place in plan.places { try await upload(place.file, to: FileReference(place.path), storages) }
    return plan.values
  }

  private func upload(_ file: FileReference, to target: FileReference, _ storages: StorageTable) async throws {
    let storage = try storages.storage(of: target)
    let isFolder = try onDisk { () throws(FileSystemError) in try Disk.status(of: file.location)?.kind == .folder }
    guard isFolder else { return try await storage.upload(file.location, to: target) }
    let content = try onDisk { () throws(FileSystemError) in try Disk.content(of: file.location) }
    for inner in content.files {
      try await storage.upload(inner.path, to: target.appending(String(inner.path.dropFirst(file.location.count + 1))))
    }
  }

  private func publish(_ file: FileReference, to path: String) throws {
    try onDisk { () throws(FileSystemError) in
      guard let real = try Disk.realPath(of: file.location), let status = try Disk.status(of: real) else {
        throw FileSystemError("publish", file.location, number: ENOENT, isWriting: false)
      }
      try Disk.makeFolder(Disk.parent(of: path))
      let ours = try Disk.realPath(of: directory.path) ?? directory.path
      if !real.hasPrefix(ours + "/") {
        try Disk.link(path, to: real)
      } else if status.kind == .folder {
        try publishFolder(real, to: path)
      } else {
        try Disk.linkOrCopy(real, to: path)
      }
    }
  }

  private func publishFolder(_ folder: String, to path: String) throws(FileSystemError) {
    let content = try Disk.content(of: folder)
    for empty in content.emptyFolders { try Disk.makeFolder(path + empty.dropFirst(folder.count)) }
    for file in content.files {
      let target = path + file.path.dropFirst(folder.count)
      try Disk.makeFolder(Disk.parent(of: target))
      try Disk.linkOrCopy(file.path, to: target)
    }
  }
}
