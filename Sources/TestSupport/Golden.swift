import Glibc
import TaskFolder

/// Compares texts that people read with files in a folder; with `BLESS=1` in the environment it rewrites the files.
package struct Golden: Sendable {
  private let folder: String
  private let isBlessing: Bool

  /// - Parameter folder: the folder's name beside the test's source.
  /// - Parameter source: the test's source file.
  package init(_ folder: String, beside source: String = #filePath) {
    self.folder = Disk.parent(of: source) + "/" + folder
    isBlessing = getenv("BLESS").map { String(cString: $0) } == "1"
  }

  /// The files of the folder whose names end so, sorted: the cases.
  package func names(endingWith end: String) throws -> [String] {
    try Disk.filesBelow(folder).map { String($0.path.dropFirst(folder.utf8.count + 1)) }.filter { $0.hasSuffix(end) }
  }

  package func text(of name: String) throws -> String {
    String(decoding: try Disk.read(folder + "/" + name), as: UTF8.self)
  }

  /// Compares a text with a file.
  ///
  /// - Returns: nil when they are the same; else what differs, with how to accept it.
  package func difference(of text: String, from name: String) throws -> String? {
    let path = folder + "/" + name
    if isBlessing {
      try Disk.makeFolder(Disk.parent(of: path))
      try Disk.write(Array(text.utf8), to: path)
      return nil
    }
    guard try Disk.status(of: path) != nil else { return "there is no \(name); BLESS=1 makes it of:\n\(text)" }
    let expected = try self.text(of: name)
    if text == expected { return nil }
    let (was, now) = (lines(expected), lines(text))
    let first = zip(was, now).prefix { $0 == $1 }.count
    return """
      \(name) differs from line \(first + 1) on; BLESS=1 accepts it
      expected: \(first < was.count ? was[first] : "the end")
      found:    \(first < now.count ? now[first] : "the end")
      """
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
