import Glibc
import JSONText
import Synchronization
import TaskFolder
import WorkflowModel

/// The list of a run's events in a file, one JSON object a line.
///
/// Each event is handed to the system before ``append(_:)`` returns, so that it outlives this process; it is not forced
/// to the disk, so a power cut may take the last ones. A line is written by one call and taken back when it did not
/// fit, so that only a crash in between can leave a torn last line.
package final class Journal: Sendable {
  private struct State {
    let file: Int32
    var length: off_t
  }

  private let path: String
  private let state: Mutex<State>

  /// Makes the file, which must not exist.
  package init(at path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw ExecutionError(doing: "write", path: path, number: errno, writing: true) }
    self.path = path
    state = Mutex(State(file: file, length: 0))
  }

  /// Opens a journal to go on with it. A torn last line, which a crash left, is cut off.
  ///
  /// - Returns: the journal, and the events in it.
  /// - Throws: ``ExecutionError``, as ``events(at:)``.
  package static func continuing(_ path: String) throws -> (journal: Journal, events: [RunEvent]) {
    let bytes = try onDisk { () throws(FileSystemError) in try Disk.read(path) }
    let events = try events(in: bytes, of: path)
    let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard file >= 0, ftruncate(file, off_t(whole)) == 0 else {
      let failure = errno
      if file >= 0 { close(file) }
      throw ExecutionError(doing: "write", path: path, number: failure, writing: true)
    }
    return (Journal(path, file, length: off_t(whole)), events)
  }

  private init(_ path: String, _ file: Int32, length: off_t) {
    self.path = path
    state = Mutex(State(file: file, length: length))
  }

  deinit { close(state.withLock { $0.file }) }

  /// Adds an event.
  package func append(_ event: RunEvent) throws {
    let line = Array((JSONWriter.compact(event.json) + "\n").utf8)
    try state.withLock { state in
      do throws(FileSystemError) {
        try Disk.append(line, to: state.file, path)
      } catch {
        ftruncate(state.file, state.length)
        throw ExecutionError(doing: error.doing, path: error.path, number: error.number, writing: true)
      }
      state.length += off_t(line.count)
    }
  }

  /// The events of a journal. A last line without its line feed is what a crash left: it is passed over.
  ///
  /// - Throws: ``ExecutionError`` for a file that cannot be read and for a line, other than the last, that is no event;
  ///   it names the line.
  package static func events(at path: String) throws -> [RunEvent] {
    try events(in: try onDisk { () throws(FileSystemError) in try Disk.read(path) }, of: path)
  }

  private static func events(in bytes: [UInt8], of path: String) throws -> [RunEvent] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    lines.removeLast()
    return try lines.enumerated().map { number, line in
      do {
        return try RunEvent(try JSONParser.parse(Array(line)))
      } catch {
        let known = error as? ExecutionError
        throw ExecutionError(
          .invalidInput, "line \(number + 1) of \(path) is no event",
          help: known?.help
            ?? "keep a copy, and leave it the lines before (head -n \(number)): what they tell of is not repeated",
          cause: known.map { ExecutionError($0.code, $0.message) } ?? error)
      }
    }
  }
}
