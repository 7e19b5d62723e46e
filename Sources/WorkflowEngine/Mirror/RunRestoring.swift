import JSONText
import TaskFolder
package import WorkflowModel

extension MirrorPlace {
  /// Makes the folder of a run out of its copy, on a machine that has not got it; one that is there already is left alone.
  ///
  /// - Parameters:
  ///   - folder: of the run's copy.
  ///   - runs: the folder of all runs on this machine. Absolute.
  /// - Throws: ``ExecutionError`` when there is no such copy, or another run has its name here.
  package static func restore(
    _ folder: FileReference, from storage: any ConditionalStorage, into runs: String
  ) async throws -> RunDirectory {
    let layout = MirrorLayout(folder: folder)
    let segments = JournalSegments(storage: storage, folder: layout.journal)
    let known = try await segments.all()
    guard !known.isEmpty else {
      throw ExecutionError(
        .configuration, "there is no run at \(folder.location)",
        help: "name the folder of a run in the environment's bucket: s3://bucket/prefix/<run>")
    }
    let bytes = try await segments.bytes(of: known)
    guard let name = RunPlace(ofJournal: bytes, in: "")?.name else {
      throw ExecutionError(
        .notReadable, "the copy of the journal in \(layout.journal.location) does not begin as one",
        help: "resume the run where its own folder is")
    }
    let path = runs + "/" + name
    let directory = RunDirectory(RunPlace(name: name, folder: path, key: folder.name))
    if let here = try RunPlace(of: path) {
      guard here.key == folder.name else {
        throw ExecutionError(
          .conflict, "\(path) is another run of that name", help: "choose another folder for it: --runs-dir")
      }
      return directory
    }
    try await bring(layout, storage, to: path)
    try onDisk { () throws(FileSystemError) in
      // Nobody has it here.
      try Disk.write([], to: directory.lock)
      // The last of all: by it a folder is known for a run.
      try Disk.write(bytes, to: directory.journal, sync: true)
      try Disk.link(runs + "/_latest", to: name)
    }
    return directory
  }

  /// Brings what a run's copy has got since into its folder here, unless a process here has the run.
  ///
  /// - Parameter folder: of the copy.
  package static func refresh(
    _ directory: RunDirectory, from folder: FileReference, _ storage: any ConditionalStorage
  ) async throws {
    let segments = JournalSegments(storage: storage, folder: MirrorLayout(folder: folder).journal)
    let known = try await segments.all()
    guard let lease = try? RunLease.take(directory) else { return }
    defer { withExtendedLifetime(lease) {} }
    let size = try onDisk { () throws(FileSystemError) in try Disk.status(of: directory.journal)?.size ?? 0 }
    guard let end = known.last?.end, end > size else { return }
    let new = known.filter { $0.start >= size }
    guard new.first?.start == size else {
      // Another head has written on from an earlier place.
      let bytes = try await segments.bytes(of: known)
      return try onDisk { () throws(FileSystemError) in try Disk.write(bytes, to: directory.journal) }
    }
    let bytes = try await segments.bytes(of: new)
    try onDisk { () throws(FileSystemError) in try Disk.append(bytes, to: directory.journal) }
  }

  /// Whether a head has the run of a copy, as its lease says; who it is, for people.
  package static func holder(
    of folder: FileReference, _ storage: any ConditionalStorage
  ) async throws -> (isHeld: Bool, process: String?) {
    let file = MirrorLayout(folder: folder).lease
    guard let found = try await storage.readVersion(of: file, limit: 64 << 10) else { return (false, nil) }
    guard let lease = HeadLease(found.bytes) else { return (true, nil) }
    return (lease.isHeld, lease.process)
  }

  private static func bring(_ layout: MirrorLayout, _ storage: any ConditionalStorage, to path: String) async throws {
    var files: [(FileReference, String)] = MirrorLayout.files.map { (layout.file($0), path + "/" + $0) }
    if try await storage.look(at: layout.sources) != nil {
      files += try await storage.list(layout.sources).map { ($0.reference, path + "/source/" + $0.reference.name) }
    }
    for (file, target) in files {
      guard let content = try await storage.readVersion(of: file, limit: .max) else { continue }
      try onDisk { () throws(FileSystemError) in
        try Disk.makeFolder(Disk.parent(of: target))
        // Variables of commands and addresses with secrets may stand in them.
        try Disk.write(content.bytes, to: target, mode: 0o600)
      }
    }
  }
}

extension RunPlace {
  /// As the first event of a journal tells it; nil when that is no whole event.
  init?(ofJournal bytes: [UInt8], in folder: String) {
    guard let end = bytes.firstIndex(of: 0x0A), let json = try? JSONParser.parse(Array(bytes[..<end])),
      let event = try? RunEvent(json), case .runStarted(let place, _) = event.kind
    else { return nil }
    self.init(name: place.name, folder: folder, key: place.key)
  }

  /// Of the run in a folder; nil when there is none, or it never came to begin.
  package init?(of folder: String) throws {
    let path = RunDirectory(RunPlace(name: "", folder: folder)).journal
    let start = try onDisk { () throws(FileSystemError) in
      try Disk.status(of: path) == nil ? [] : try Disk.read(path, from: 0, count: 1 << 20)
    }
    self.init(ofJournal: start, in: folder)
  }
}
