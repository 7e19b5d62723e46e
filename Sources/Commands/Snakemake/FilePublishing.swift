import SnakemakeBridge
import WorkflowEngine
import WorkflowModel

/// Copies files to where they are to be kept, within a storage or to another.
struct FilePublishing: HandedPlaces {
  private let storages: StorageTable
  private let programs: OwnPrograms
  /// Of a run that others have to find.
  private let marks: FolderMarks?

  /// - Parameter copy: the folder of the run's copy, for one that others have to find.
  init(_ storages: [any Storage], _ programs: OwnPrograms, copy: FileReference?) throws {
    let table = StorageTable(storages)
    self.storages = table
    self.programs = programs
    marks = try copy.map { FolderMarks(ofRun: $0, in: try table.storage(of: $0)) }
  }

  func copy(_ file: FileReference, to target: FileReference) async throws {
    if file.scheme == target.scheme {
      try await storages.storage(of: file).copy(file, to: target)
    } else if file.isLocal {
      try await storages.storage(of: target).upload(file.location, to: target)
    } else if target.isLocal {
      try await storages.storage(of: file).download(file, to: target.location)
    } else {
      throw ExecutionError(.unsupported, "cannot copy \(file.redacted) to \(target.redacted)")
    }
  }

  func files(below folder: FileReference) async throws -> [FileReference] {
    let storage = try storages.storage(of: folder)
    guard try await storage.look(at: folder)?.isFolder == true else { return [] }
    return try await storage.list(folder).filter { !$0.isFolder }.map(\.reference)
  }

  func begun(_ folders: [String]) async throws { try await marks?.set(folders) }

  func finished(_ folders: [String]) async throws { try await marks?.clear(folders) }

  func program(_ name: String) async throws -> FileReference? { try await programs.place(of: name, storages) }

  func remove(_ files: [FileReference]) async throws {
    guard let first = files.first else { return }
    try await storages.storage(of: first).delete(all: files)
  }
}
