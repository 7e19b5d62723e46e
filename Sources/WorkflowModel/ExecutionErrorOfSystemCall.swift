import Glibc

extension ExecutionError {
  /// What a failed system call means to a person.
  ///
  /// - Parameter doing: what was being done, with its object left open: `write`, `make the folder`.
  /// - Parameter number: the value of `errno`.
  /// - Parameter writing: whether the call was to change something; tells `notWritable` from `notReadable`.
  package init(doing: String, path: String, number: Int32, writing: Bool) {
    let reason = String(cString: strerror(number))
    let message = "cannot \(doing) \(path): \(reason)"
    switch number {
    case ENOENT where writing: self.init(.notWritable, message, help: "choose another folder")
    case ENOTDIR where writing:
      self.init(.notWritable, message, help: "a part of the path is a file: choose another folder")
    case ENOENT, ENOTDIR: self.init(.fileNotFound, message)
    case ENOSPC, EDQUOT:
      self.init(.diskFull, message, help: "make room on the disk that holds it, or choose another folder")
    case EROFS:
      self.init(.notWritable, message, help: "the file system is read-only: choose another folder")
    case EACCES, EPERM:
      self.init(
        writing ? .notWritable : .notReadable, message,
        help: writing ? "choose a folder that you may write to, or change its permissions" : "change its permissions")
    default: self.init(writing ? .notWritable : .notReadable, message)
    }
  }
}
