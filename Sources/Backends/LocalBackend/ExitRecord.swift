import TaskFolder

/// Lets a command's exit status outlive this process: a shell of its own waits for the command and writes the status into
/// the attempt's folder.
///
/// A shell that is told to stop (TERM) writes nothing: whoever goes on with the run begins such an attempt anew.
struct ExitRecord: Hashable, Sendable {
  /// Holds the status and a line feed. As an argument of the shell it also tells its process among all others.
  let path: String

  init(in attemptFolder: String) { path = attemptFolder + "/exit-status" }

  /// For any POSIX shell; `$1` is the file, the command follows. What the shell itself has to say (`Killed`) is not the
  /// command's.
  private static let script = """
    file=$1
    shift
    exec 3>&2 2>/dev/null
    stopped=
    trap 'stopped=1' TERM
    (exec "$@" 2>&3 3>&-)
    status=$?
    [ -n "$stopped" ] || echo $status >"$file"
    exit $status
    """

  /// The command line that runs a command and keeps its status.
  func arguments(_ command: [String]) -> [String] { ["/bin/sh", "-c", Self.script, "sh", path] + command }

  /// Forgets what an earlier start has left.
  func remove() throws(FileSystemError) { try Disk.removeTree(path) }

  /// The exit status; nil when the command has not ended by itself.
  var status: Int32? {
    guard let bytes = try? Disk.read(path, limit: 64), bytes.last == 0x0A else { return nil }
    return Int32(String(decoding: bytes.dropLast(), as: UTF8.self))
  }
}
