import Glibc

/// A system call on a file that failed.
package struct FileSystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done, with its object left open: `make the folder`, `write`.
  package let doing: String
  package let path: String
  /// The value of `errno`.
  package let number: Int32
  /// Whether something was to be changed.
  package let isWriting: Bool

  package init(_ doing: String, _ path: String, number: Int32 = errno, isWriting: Bool = true) {
    self.doing = doing
    self.path = path
    self.number = number
    self.isWriting = isWriting
  }

  package var description: String { "cannot \(doing) \(path): \(String(cString: strerror(number)))" }
}
