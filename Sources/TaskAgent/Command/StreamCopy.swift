import Glibc

/// Copies what a command writes, as it comes: into a file and to the container's own stream.
///
/// When the file cannot take more (the disk is full) or the container's stream is gone, the other still gets
/// everything, and the command is not held up.
struct StreamCopy {
  /// The pipe's end from which is read.
  let source: Int32
  private let file: Int32
  private let live: Int32
  private var isLive = true
  /// Why the file does not hold everything: an `errno`.
  private(set) var fileFailure: Int32?
  private(set) var isClosed = false

  init(from source: Int32, file: Int32, live: Int32) {
    self.source = source
    self.file = file
    self.live = live
  }

  /// Copies what there is, waiting for the first byte or the end.
  mutating func copy(through buffer: UnsafeMutableRawBufferPointer) {
    let count = read(source, buffer.baseAddress, buffer.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    guard count > 0 else {
      isClosed = true
      return
    }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    if fileFailure == nil { fileFailure = Self.write(bytes, to: file) }
    if isLive, Self.write(bytes, to: live) != nil { isLive = false }
  }

  /// - Returns: the `errno` of what went wrong, or nil.
  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
        continue
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}
