#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few things that are done with files of this machine, without Foundation.
package enum LocalFile {
  /// Something the operating system refused.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was being done: `cannot open`.
    package let action: String
    package let path: String
    package let errno: Int32
    /// Whether something was to be changed.
    package let isWriting: Bool

    package init(action: String, path: String, errno: Int32, isWriting: Bool = false) {
      self.action = action
      self.path = path
      self.errno = errno
      self.isWriting = isWriting
    }

    package var reason: String { LocalFile.reason(errno) }
    package var description: String { "\(action) `\(path)`: \(reason)" }
  }

  /// The operating system's words for an error number.
  package static func reason(_ number: Int32) -> String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }

  /// The whole file; nil when there is none.
  /// - Throws: ``Failure`` when it cannot be read.
  package static func content(_ path: String) throws(Failure) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Failure(action: "cannot open", path: path, errno: errno)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure(action: "cannot read", path: path, errno: errno) }
      if count == 0 { return bytes }
      bytes += part[..<count]
    }
  }

  /// The whole file as text; nil when there is none.
  package static func text(_ path: String) throws(Failure) -> String? {
    try content(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Exactly `count` bytes from `offset` on; fewer are an error.
  package static func bytes(of descriptor: Int32, offset: Int64, count: Int) throws(HTTPTransportError) -> [UInt8] {
    var failure: HTTPTransportError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        let part = pread(descriptor, buffer.baseAddress?.advanced(by: done), count - done, off_t(offset) + off_t(done))
        if part < 0, errno == EINTR { continue }
        guard part > 0 else {
          failure = .bodyUnreadable(reason: part == 0 ? "the file became shorter" : reason(errno))
          return
        }
        done += part
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes all of it at `offset`.
  /// - Throws: ``Failure``, with `ENOSPC` when the disk is full.
  package static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, offset: Int64, path: String
  ) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let part = pwrite(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset) + off_t(done))
      if part < 0, errno == EINTR { continue }
      guard part > 0 else { throw Failure(action: "cannot write", path: path, errno: errno, isWriting: true) }
      done += part
    }
  }
}
