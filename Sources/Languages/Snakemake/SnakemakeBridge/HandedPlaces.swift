import Concurrency
package import WorkflowModel

/// Where files of jobs are kept, so that Snakemake finds them.
package protocol HandedPlaces: Sendable {
  func copy(_ file: FileReference, to target: FileReference) async throws

  /// All files below a folder; none when there is no such folder.
  func files(below folder: FileReference) async throws -> [FileReference]

  /// That there is no such file is fine.
  func remove(_ files: [FileReference]) async throws

  /// A job is about to write these folders; remembered outside this machine until ``finished(_:)``.
  func begun(_ folders: [String]) async throws

  /// A job has written these folders whole.
  func finished(_ folders: [String]) async throws

  /// Where jobs find one of martlet's own programs; nil when they need not be given it.
  ///
  /// - Throws: ``ExecutionError`` when there is none of that name, or it cannot be brought there.
  func program(_ name: String) async throws -> FileReference?
}

extension HandedPlaces {
  /// Puts what a command left into its places, in the stead of what was there: what it did not leave is there no more.
  package func keep(_ files: [HandedFiles.File], of left: TaskFiles) async throws {
    let entries = left.byPath
    var copies: [Copy] = []
    var old: [FileReference] = []
    for file in files {
      let target = FileReference(file.address)
      let found = entries[file.path].map { entry in
        entry.isFolder ? left.copies(below: file.path, to: target) : [Copy(file: entry.reference, target: target)]
      }
      copies += found ?? []
      if file.isFolder {
        let kept = Set((found ?? []).map(\.target.location))
        old += try await self.files(below: target).filter { !kept.contains($0.location) }
      } else if found?.isEmpty ?? true {
        old.append(target)
      }
    }
    if !old.isEmpty { try await remove(old) }
    _ = try await copies.concurrentMap(width: 16) { try await copy($0.file, to: $0.target) }
  }
}

extension HandedFiles {
  private static let ownScheme = "martlet:"

  /// The same with the programs of martlet's own where jobs can fetch them.
  func found(in places: any HandedPlaces) async throws -> HandedFiles {
    var files = self
    files.inputs = []
    for file in inputs {
      guard file.address.hasPrefix(Self.ownScheme) else {
        files.inputs.append(file)
        continue
      }
      let place = try await places.program(String(file.address.dropFirst(Self.ownScheme.count)))
      if let place { files.inputs.append(File(path: file.path, address: place.location, isFolder: false)) }
    }
    return files
  }
}

private struct Copy: Sendable {
  let file: FileReference
  let target: FileReference
}

extension TaskFiles {
  /// What was left, by where the command saw it.
  var byPath: [String: Entry] { Dictionary(entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first }) }

  /// The files below a folder, each on its way to the same place below another.
  fileprivate func copies(below folder: String, to target: FileReference) -> [Copy] {
    entries.filter { !$0.isFolder && $0.path.hasPrefix(folder + "/") }.map { entry in
      Copy(file: entry.reference, target: target.appending(String(entry.path.dropFirst(folder.count + 1))))
    }
  }
}
