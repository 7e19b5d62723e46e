import AWSClient
import Glibc
import TaskFolder

/// A download under way: the bytes that are there already, under a name of their own.
struct PartFile: Sendable {
  let path: String
  private let part: String
  private let descriptor: Int32
  /// Bytes that are there.
  private(set) var done: Int64 = 0
  /// What tells the file that they belong to from others: its ETag, or the time of its last change; nil when the server
  /// names none that is good for ranges.
  private var validator: String?

  /// - Throws: `LocalFile.Failure`.
  init(for path: String) throws {
    self.path = path
    part = Disk.partName(for: path)
    descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw LocalFile.Failure(action: "cannot write", path: path, errno: errno, isWriting: true)
    }
  }

  /// What asks for the bytes that are missing, of the same file only; nothing when all of them are.
  var fields: HTTPFields {
    guard done > 0, let validator else { return HTTPFields() }
    return ["Range": "bytes=\(done)-", "If-Range": validator]
  }

  /// Gets ready for the body of an answer: the rest, or everything from the beginning.
  ///
  /// - Returns: how many bytes the file has when the answer is complete; nil when the server does not say.
  /// - Throws: ``WebFailure``, or `LocalFile.Failure`.
  mutating func begin(_ response: HTTPResponse) throws -> Int64? {
    if response.status == 206, done > 0 {
      let range = response.fields["content-range"] ?? ""
      guard range.hasPrefix("bytes \(done)-") else {
        throw HTTPTransportError.malformedResponse(reason: "bytes from \(done) on were asked for, not `\(range)`")
      }
      return WebLook(part: response.fields).size
    }
    guard response.status != 206, response.isSuccess else { throw WebFailure(response) }
    try startOver()
    validator = Self.validator(response.fields)
    return response.contentLength
  }

  /// A weak ETag promises the same meaning, not the same bytes. A time tells only when the file was left alone for a
  /// minute: it could have changed twice in one second.
  ///
  /// Source: RFC 9110, sections 8.8.2.2 and 13.1.5.
  private static func validator(_ fields: HTTPFields) -> String? {
    if let tag = fields["etag"] { return tag.hasPrefix("W/") ? nil : tag }
    guard let time = fields["last-modified"], let changed = UnixTime(httpDate: time),
      let answered = fields["date"].flatMap({ UnixTime(httpDate: $0) }), answered - changed >= 60
    else { return nil }
    return time
  }

  mutating func startOver() throws {
    guard ftruncate(descriptor, 0) == 0 else {
      throw LocalFile.Failure(action: "cannot write", path: path, errno: errno, isWriting: true)
    }
    done = 0
    validator = nil
  }

  mutating func append(_ chunk: HTTPChunk) throws {
    try chunk.withUnsafeBytes { try LocalFile.write($0, to: descriptor, offset: done, path: path) }
    done += Int64(chunk.count)
  }

  /// Gives the file its name.
  consuming func commit() throws {
    guard close(descriptor) == 0, rename(part, path) == 0 else {
      let failure = LocalFile.Failure(action: "cannot write", path: path, errno: errno, isWriting: true)
      unlink(part)
      throw failure
    }
  }

  consuming func discard() {
    close(descriptor)
    unlink(part)
  }
}
