import AWSClient
import Digest
import Glibc
import TaskFolder
import TaskManifest

/// Which agent this is.
package enum AgentVersion {
  package static let current = "0.1.0 (manifest \(TaskManifest.currentVersion))"

  /// Copies this program's own file, which appears whole and may be executed by everybody.
  ///
  /// - Throws: ``AgentFailure``.
  static func install(_ path: String, program: String = "/proc/self/exe") throws {
    do {
      try Disk.makeFolder(Disk.parent(of: path))
      try Disk.copy(program, to: path)
      guard chmod(path, 0o755) == 0 else { throw FileSystemError("make executable", path) }
    } catch {
      throw AgentFailure(.usage, "cannot put the agent at \(path): \(error)")
    }
  }

  /// Compares this program's own bytes with a SHA-256 in lower-case hexadecimal: for images that have nothing which could.
  ///
  /// - Throws: ``AgentFailure`` when they differ.
  static func check(_ expected: String, program: String = "/proc/self/exe") throws {
    let found: String
    do {
      found = Hexadecimal.encode(SHA256.digest(of: try Disk.read(program)))
    } catch {
      throw AgentFailure(.usage, "cannot check the agent's own file: \(error)")
    }
    guard found == expected else {
      throw AgentFailure(
        .usage, "the agent's own file has SHA-256 \(found), not \(expected): it was not obtained whole")
    }
  }
}
