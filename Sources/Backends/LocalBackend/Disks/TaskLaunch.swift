import Glibc
import TaskFolder

/// How a process gets disks at paths of their own: this program, started anew, mounts them and becomes the command.
///
/// The command keeps the process, so that its group, its signals and its exit status are those of any other task.
package struct TaskLaunch {
  /// The first argument by which the program knows that it was started for this.
  private static let name = "mount-and-run"

  /// Takes the reason when the process could not become the command; empty when it could.
  let complaint: String
  let disks: TaskDisks

  /// The command line that does it.
  ///
  /// - Parameter program: this one.
  func arguments(_ program: String, _ command: [String]) -> [String] {
    [program, Self.name, complaint, "\(disks.disks.count)"] + disks.disks.flatMap { [$0.folder, $0.mountPoint] }
      + command
  }

  /// Becomes the command when this process was started for it; returns at once when it was not.
  ///
  /// - Parameter arguments: those of the process, the program's name first. To be called before a second thread starts.
  package static func becomeCommand(_ arguments: [String]) {
    guard arguments.count > 4, arguments[1] == name, let count = Int(arguments[3]), count >= 0,
      arguments.count > 4 + 2 * count
    else { return }
    let complaint = open(arguments[2], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    let reason = replace(arguments[4..<(4 + 2 * count)], Array(arguments[(4 + 2 * count)...]))
    try? Disk.append(Array(reason.utf8), to: complaint, arguments[2])
    exit(125)
  }

  /// - Returns: why it could not; it does not return else.
  private static func replace(_ disks: ArraySlice<String>, _ command: [String]) -> String {
    guard let folder = getcwd(nil, 0).map({ String(cString: $0) }) else { return "the working folder is gone" }
    do {
      var mounts = try MountNamespace()
      for place in stride(from: disks.startIndex, to: disks.endIndex, by: 2) {
        try mounts.bind(disks[place], at: disks[place + 1])
      }
    } catch {
      return error.text
    }
    // The folder of before may lie under what has been mounted.
    guard chdir(folder) == 0 else { return "cannot enter \(folder): \(String(cString: strerror(errno)))" }
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    words.append(nil)
    if let program = words[0] { execvp(program, words) }
    return "cannot start \(command[0]): \(String(cString: strerror(errno)))"
  }
}
