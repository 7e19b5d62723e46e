import Glibc

/// Reads a file that grows, line by line.
struct FileTail {
  private let path: String
  private var offset: off_t = 0
  private var rest: [UInt8] = []

  private static let chunk = 1 << 20

  init(_ path: String) { self.path = path }

  /// Begins only so many lines before the end, at most a mebibyte.
  mutating func skip(toLast count: Int) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_size > 0 else { return }
    offset = max(0, status.st_size - off_t(Self.chunk))
    let isCut = offset > 0
    var lines = read().split(separator: 0x0A, omittingEmptySubsequences: false)
    if isCut { lines.removeFirst() }
    if lines.last?.isEmpty == true { lines.removeLast() }
    let kept = lines.suffix(count).map { $0.count + 1 }.reduce(0, +)
    offset = max(0, status.st_size - off_t(kept))
    rest = []
  }

  /// The whole lines that are there now and were not before, at most about a mebibyte of them; none when there is nothing
  /// new, or no such file.
  ///
  /// - Parameter isOver: nothing will be written any more: a last line without its line feed is one too.
  mutating func lines(isOver: Bool) -> [String] {
    let new = read()
    if new.isEmpty {
      defer { if isOver { rest = [] } }
      return isOver && !rest.isEmpty ? [String(decoding: rest, as: UTF8.self)] : []
    }
    rest += new
    var lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
    rest = lines.popLast().map { Array($0) } ?? []
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func read() -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      count = max(0, pread(file, buffer.baseAddress, buffer.count, offset))
    }
    offset += off_t(bytes.count)
    return bytes
  }
}
