package import WorkflowModel

/// One file and where it goes.
package struct TransferItem: Hashable, Sendable {
  package let source: FoundFile
  package let target: TransferPlace

  package init(source: FoundFile, target: TransferPlace) {
    self.source = source
    self.target = target
  }
}

/// Decides where each file goes. It touches neither disk nor network.
///
/// The content of a folder goes into the destination, which becomes its copy, however often it is done; what a pattern
/// finds goes below it with the path from where the pattern opens; of several sources each goes there under its own name.
package struct TransferPlan: Sendable {
  private let destination: TransferAddress
  private let isFolder: Bool

  /// - Parameter isFolder: whether a folder is there already, or the spelling says that it is one.
  package init(to destination: TransferAddress, isFolder: Bool) {
    self.destination = destination
    self.isFolder = isFolder
  }

  /// - Throws: ``ExecutionError`` before anything is copied, when the destination cannot take them or a name cannot be
  ///   one of its files.
  package func items(_ sources: [FoundSource]) throws -> [TransferItem] {
    for source in sources { try checkOutside(source) }
    if let first = sources.first, sources.count == 1, first.kind == .file, !isFolder, let file = first.files.first {
      return try checked([TransferItem(source: file, target: destination.place)])
    }
    let becomesFolder = sources.count == 1 && sources.first?.kind != .file
    guard isFolder || becomesFolder else {
      throw ExecutionError(
        .configuration, "\(destination.text) is no folder, and several files cannot go to one name",
        help: "end it with a slash: \(destination.text)/")
    }
    var items: [TransferItem] = []
    for source in sources {
      let front = sources.count > 1 && source.kind == .folder ? source.name + "/" : ""
      for file in source.files { items.append(TransferItem(source: file, target: try target(front + file.path, file))) }
    }
    return try checked(items)
  }

  private func target(_ path: String, _ file: FoundFile) throws -> TransferPlace {
    switch destination.place {
    case .object(let folder):
      return .object(ObjectAddress(bucket: folder.bucket, key: Self.withSlash(folder.key) + path))
    case .file(let folder):
      try Self.check(path, file)
      return .file(folder.hasSuffix("/") ? folder + path : folder + "/" + path)
    case .web: throw Self.noWayToTheWeb(destination)
    }
  }

  package static func noWayToTheWeb(_ destination: TransferAddress) -> ExecutionError {
    ExecutionError(
      .configuration, "nothing can be copied to \(destination.text): the web is only read",
      help: "name a path of this machine or an address of S3 (s3://bucket/key)")
  }

  /// A key may be anything; a path that leads elsewhere, or nowhere, is refused. A slash at its end names a folder.
  private static func check(_ path: String, _ file: FoundFile) throws {
    let named = path.hasSuffix("/") ? path.utf8.dropLast() : path.utf8[...]
    let parts = named.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isHarmless = parts.allSatisfy { part in
      !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8) && !part.contains(0)
    }
    guard isHarmless else {
      throw ExecutionError(
        .unsupported, "\(file.place.text) has no place on this machine: `\(path)` is no path below a folder",
        help: "copy it by itself, under a name of your own")
    }
  }

  /// No two files may go to one place, and on this machine none may go where a folder has to be.
  private func checked(_ items: [TransferItem]) throws -> [TransferItem] {
    var taken: [[UInt8]: FoundFile] = [:]
    var folders: Set<[UInt8]> = []
    for item in items {
      let target = item.target.bytes
      if item.source.place.bytes == target {
        throw ExecutionError(
          .configuration, "\(item.target.text) would be copied onto itself", help: "name another destination")
      }
      if let other = taken.updateValue(item.source, forKey: target) {
        throw ExecutionError(
          .invalidInput, "\(other.place.text) and \(item.source.place.text) would both become \(item.target.text)",
          help: "copy them one by one, under different names")
      }
      if case .file = item.target { Self.addFolders(above: target, to: &folders) }
    }
    for item in items {
      guard case .file(let path) = item.target, !path.hasSuffix("/"), folders.contains(item.target.bytes) else {
        continue
      }
      throw ExecutionError(
        .unsupported, "\(item.source.place.text) has no place on this machine: \(path) has to be a folder, too",
        help: "a file system holds no file and folder of one name: copy one of them by itself, under another name")
    }
    return items
  }

  private static func addFolders(above path: [UInt8], to folders: inout Set<[UInt8]>) {
    var path = path[...]
    while let slash = path.lastIndex(of: UInt8(ascii: "/")) {
      path = path[..<slash]
      guard folders.insert(Array(path)).inserted else { return }
    }
  }

  /// A folder of S3 cannot be copied to a place below it: each copy would find more than the one before.
  private func checkOutside(_ source: FoundSource) throws {
    guard source.kind == .folder, case .object(let from) = source.address.place,
      case .object(let to) = destination.place, from.bucket == to.bucket
    else { return }
    let (folder, place) = (Self.withSlash(from.key), Self.withSlash(to.key))
    guard place.utf8.starts(with: folder.utf8), place.utf8.count > folder.utf8.count else { return }
    throw ExecutionError(
      .configuration, "\(destination.text) is in \(source.address.text), which cannot be copied into itself",
      help: "name a destination outside of it")
  }

  private static func withSlash(_ key: String) -> String { key.isEmpty || key.hasSuffix("/") ? key : key + "/" }
}
