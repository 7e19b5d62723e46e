import Glibc
import TaskFolder

/// What runs a task's script in this image.
struct CommandShell: Hashable {
  /// The program's path.
  let program: String
  /// The arguments before the script's path, the program's name being the first.
  let arguments: [String]
  /// What people should know when it is not what was asked for.
  let remark: String?

  /// Looks for the shell that a task asks for, and for `/bin/sh` when the image does not have it.
  ///
  /// Options that a POSIX shell may not know (`-o pipefail`) are left out then.
  ///
  /// - Parameter path: the value of `PATH` for names without a slash.
  /// - Returns: nil when there is no shell at all.
  static func find(_ shell: [String], path: String?, isExecutable: (String) -> Bool = isExecutable) -> CommandShell? {
    let wanted = shell.first ?? "/bin/sh"
    func lookUp(_ name: String) -> String? { Self.lookUp(name, path: path ?? defaultPath, isExecutable) }
    if let program = lookUp(wanted) {
      return CommandShell(program: program, arguments: shell.isEmpty ? ["/bin/sh"] : shell, remark: nil)
    }
    guard let program = lookUp("/bin/sh") ?? lookUp("sh") else { return nil }
    let options = shell.dropFirst().filter(isPortable)
    return CommandShell(
      program: program, arguments: [program] + options,
      remark: "the image has no \(wanted): the command is run by \(program)")
  }

  /// What a POSIX system looks through when `PATH` is not set.
  private static let defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  private static func lookUp(_ name: String, path: String, _ isExecutable: (String) -> Bool) -> String? {
    if name.contains("/") { return isExecutable(name) ? name : nil }
    for folder in path.split(separator: ":") where isExecutable("\(folder)/\(name)") { return "\(folder)/\(name)" }
    return nil
  }

  /// Whether every POSIX shell knows the option: letters of `set` alone.
  private static func isPortable(_ option: String) -> Bool {
    option.utf8.count > 1 && option.hasPrefix("-") && option.dropFirst().allSatisfy { "efuvxC".contains($0) }
  }

  static func isExecutable(_ path: String) -> Bool {
    guard let status = try? Disk.status(of: path), status.kind == .file else { return false }
    return access(path, X_OK) == 0
  }
}
