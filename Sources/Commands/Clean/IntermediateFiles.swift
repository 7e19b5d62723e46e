import JSONText
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// What a run that succeeded has left and nothing needs any more: what its attempts wrote beside their streams, and the
/// inputs that were fetched for them. What outputs point to is not among it.
struct IntermediateFiles {
  /// Each is to be removed with everything in it.
  private(set) var paths: [String] = []
  private var going: Set<String> = []
  private(set) var size = TreeSize()
  /// How many files and folders stay since something points to them.
  private(set) var keptCount = 0
  private var kept: KeptPaths

  /// In an attempt's folder, what may have grown large; the rest says what the attempt did.
  private static let parts = ["work", "disks", "tmp", "inputs"]

  /// - Parameter users: runs that use results of this one: what their outputs point to stays, too.
  /// - Throws: ``ExecutionError`` when the outputs cannot be read, since then nobody knows what to keep.
  init(of directory: RunDirectory, users: [RunDirectory]) throws {
    kept = try Self.outputs(of: directory)
    for user in users {
      // One that has not succeeded has no outputs.
      if try onDisk({ () throws(FileSystemError) in try Disk.status(of: user.outputs) }) != nil {
        kept.add(try Self.outputs(of: user))
      }
    }
    try onDisk { () throws(FileSystemError) in
      try look(at: directory.inputCache)
      try lookForAttempts(in: directory.path + "/calls")
      for path in paths { try size.add(path) }
      going = Set(paths)
    }
  }

  /// The files of the run that its outputs point to, as they are spelled and where links lead.
  private static func outputs(of directory: RunDirectory) throws -> KeptPaths {
    let values = try JSONParser.parse(try TextFile.read(directory.outputs, shownAs: directory.outputs))
    var kept = KeptPaths()
    for path in KeptPaths.paths(in: values) + links(in: directory.published) {
      kept.keep(path)
      let path = moved(path, to: directory)
      kept.keep(path)
      if let real = (try? Disk.realPath(of: path)) ?? nil { kept.keep(real) }
    }
    return kept
  }

  /// Where a file of a call lies when the run's folder has been moved or renamed since.
  private static func moved(_ path: String, to directory: RunDirectory) -> String {
    guard !path.hasPrefix(directory.path + "/"), let place = path.range(of: "/calls/") else { return path }
    return directory.path + path[place.lowerBound...]
  }

  /// What symbolic links below a folder say.
  private static func links(in folder: String) -> [String] {
    guard let status = (try? Disk.linkStatus(of: folder)) ?? nil else { return [] }
    if status.kind == .link { return [Disk.target(of: folder)].compactMap(\.self) }
    guard status.kind == .folder else { return [] }
    return ((try? Disk.textNames(in: folder)) ?? []).flatMap { links(in: folder + "/" + $0) }
  }

  private mutating func lookForAttempts(in folder: String) throws(FileSystemError) {
    guard try Disk.linkStatus(of: folder)?.kind == .folder else { return }
    let isAttempt = FileReference(folder).name.hasPrefix("attempt-")
    for name in try Disk.textNames(in: folder) {
      if !isAttempt {
        try lookForAttempts(in: folder + "/" + name)
      } else if Self.parts.contains(name) {
        try look(at: folder + "/" + name)
      }
    }
  }

  private mutating func look(at path: String) throws(FileSystemError) {
    guard let status = try Disk.linkStatus(of: path) else { return }
    switch kept.verdict(on: path) {
    case .keep: keptCount += 1
    case .remove: paths.append(path)
    case .lookInside:
      guard status.kind == .folder else { return }
      for name in try Disk.textNames(in: path) { try look(at: path + "/" + name) }
    }
  }

  /// Whether a path is among what goes; its folders may be spelled with links.
  func holds(_ path: String) -> Bool {
    var place = ((try? Disk.realPath(of: path)) ?? nil) ?? path
    while place != "/", place != "." {
      if going.contains(place) { return true }
      place = Disk.parent(of: place)
    }
    return false
  }

  /// - Throws: ``ExecutionError`` for what cannot be removed.
  func remove() throws {
    try onDisk { () throws(FileSystemError) in
      for path in paths { try Disk.removeTree(path) }
    }
  }
}
