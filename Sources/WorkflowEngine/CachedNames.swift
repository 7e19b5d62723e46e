import WorkflowModel

/// The paths that the files of a remote folder get on this machine, relative to the folder's copy.
struct CachedNames {
  /// In the order of the files.
  let names: [String]

  /// - Throws: ``ExecutionError`` (`unsupported`) when the names cannot stand beside each other in a file system: `a` and
  ///   `a/b`, `a/b` and `a//b`, or one with `..` in it.
  init(of files: [FileReference], in folder: FileReference) throws {
    var parts: [[[UInt8]]] = []
    for file in files {
      let below = file.location.utf8.dropFirst(folder.location.utf8.count)
      parts.append(below.split(separator: UInt8(ascii: "/")).map(Array.init))
      guard parts.last?.contains(where: { $0 == Array(".".utf8) || $0 == Array("..".utf8) }) == false else {
        throw Self.refusal(file, in: folder)
      }
    }
    var taken: Set<[[UInt8]]> = []
    var folders: Set<[[UInt8]]> = []
    for (file, parts) in zip(files, parts) {
      guard taken.insert(parts).inserted else { throw Self.refusal(file, in: folder) }
      for count in 0..<parts.count { folders.insert(Array(parts.prefix(count))) }
    }
    for (file, parts) in zip(files, parts) where folders.contains(parts) { throw Self.refusal(file, in: folder) }
    names = parts.map { parts in parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") }
  }

  private static func refusal(_ file: FileReference, in folder: FileReference) -> ExecutionError {
    ExecutionError(
      .unsupported, "cannot bring the folder \(folder.redacted) to this machine: \(file.redacted) has no place in it",
      help: "a file system holds no file and folder of one name, no empty names and no `..`: rename the object")
  }
}
