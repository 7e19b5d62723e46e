import Glibc
import TaskFolder

/// A folder for one test, removed when the test has ended.
package struct ScratchFolder: ~Copyable, Sendable {
  /// Absolute, without links.
  package let path: String

  package init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/martlet-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileSystemError("make the folder", base) }
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
