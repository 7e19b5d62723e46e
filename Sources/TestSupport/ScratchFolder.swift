import TaskFolder

/// A folder for one test, removed when the test has ended.
package struct ScratchFolder: ~Copyable, Sendable {
  /// Absolute, without links.
  package let path: String

  package init() throws {
    let made = try Disk.makeScratchFolder(named: "martlet-test")
    path = try Disk.realPath(of: made) ?? made
  }

  deinit { try? Disk.removeTree(path) }

  /// Writes a text to a file in it and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    let target = path + "/" + name
    try Disk.makeFolder(Disk.parent(of: target))
    try Disk.write(Array(text.utf8), to: target)
    return target
  }

  /// The text of a file in it.
  package func text(of name: String) throws -> String {
    String(decoding: try Disk.read(path + "/" + name), as: UTF8.self)
  }
}
