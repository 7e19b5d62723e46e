import Glibc

extension Disk {
  /// Makes a folder and those above it; one that exists already is fine.
  package static func makeFolder(_ path: String) throws(FileSystemError) {
    if mkdir(path, 0o777) == 0 { return }
    switch errno {
    case EEXIST:
      guard try status(of: path)?.kind == .folder else {
        throw FileSystemError("make the folder", path, number: EEXIST)
      }
    case ENOENT:
      let parent = parent(of: path)
      guard parent != path else { throw FileSystemError("make the folder", path) }
      try makeFolder(parent)
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileSystemError("make the folder", path) }
    default: throw FileSystemError("make the folder", path)
    }
  }

  /// Makes a folder that must not exist yet, in one that does.
  ///
  /// - Returns: false when something of that name is there already.
  package static func makeNewFolder(_ path: String) throws(FileSystemError) -> Bool {
    if mkdir(path, 0o777) == 0 { return true }
    if errno == EEXIST { return false }
    throw FileSystemError("make the folder", path)
  }

  /// Whether nothing lies below a path: it is an empty folder, or none.
  package static func holdsNothing(_ folder: String) throws(FileSystemError) -> Bool {
    guard let stream = opendir(folder) else {
      if errno == ENOENT || errno == ENOTDIR { return true }
      throw FileSystemError("list", folder, isWriting: false)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let start = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix(3)) }
      if ![[46, 0], [46, 46, 0]].contains(where: { start.starts(with: $0) }) { return false }
    }
    return true
  }

  /// The path without its last part; `/` and `.` end the way up.
  package static func parent(of path: String) -> String {
    var bytes = path.utf8[...]
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == bytes.startIndex ? "/" : String(bytes[..<slash]) ?? "/"
  }

  /// Removes whatever lies under a path, folders with all that is in them; nothing there is fine.
  ///
  /// Links are removed, not followed. A folder that forbids it is made writable first.
  package static func removeTree(_ path: String) throws(FileSystemError) {
    try removeTree(Array(path.utf8CString))
  }

  private static func removeTree(_ path: [CChar]) throws(FileSystemError) {
    if unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR { return }
    let failure = errno
    guard failure == EISDIR || failure == EPERM else { throw removalError(path, failure) }
    if rmdir(path) == 0 || errno == ENOENT { return }
    guard errno == ENOTEMPTY || errno == EEXIST || errno == EACCES else { throw removalError(path, errno) }
    chmod(path, 0o700)
    for name in try names(in: path) {
      try removeTree(path.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))] + name)
    }
    guard rmdir(path) == 0 || errno == ENOENT else { throw removalError(path, errno) }
  }

  private static func removalError(_ path: [CChar], _ number: Int32) -> FileSystemError {
    FileSystemError("remove", readable(path), number: number)
  }

  /// The text of a C string; bytes that are no UTF-8 become U+FFFD.
  package static func readable(_ path: [CChar]) -> String {
    String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The names in a folder but `.` and `..`, sorted by byte; those that are no UTF-8 are left out.
  package static func textNames(in folder: String) throws(FileSystemError) -> [String] {
    try names(in: Array(folder.utf8CString)).compactMap { name in
      String(validating: name.dropLast().lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  /// The names in a folder but `.` and `..`, each with its final zero, sorted by byte.
  package static func names(in folder: [CChar]) throws(FileSystemError) -> [[CChar]] {
    guard let stream = opendir(folder) else {
      throw FileSystemError("list", readable(folder), isWriting: false)
    }
    defer { closedir(stream) }
    var names: [[CChar]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        Array(raw.bindMemory(to: CChar.self).prefix { $0 != 0 }) + [0]
      }
      if name != [46, 0], name != [46, 46, 0] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) { UInt8(bitPattern: $0) < UInt8(bitPattern: $1) } }
  }
}
