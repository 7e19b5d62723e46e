import Concurrency
import Glibc
import WorkflowModel

/// Finds what runs containers here; looks until it has found something.
package struct RuntimeFinder: Sendable {
  private let mode: ContainerMode
  private let asking: Asking
  private let isInPath: @Sendable (String) -> Bool
  private let search = SharedWork<ContainerMode, ContainerRuntime>()

  /// - Parameter isInPath: whether a program can be started by its name.
  package init(
    _ mode: ContainerMode, asking: Asking, isInPath: @escaping @Sendable (String) -> Bool = RuntimeFinder.isInPath
  ) {
    self.mode = mode
    self.asking = asking
    self.isInPath = isInPath
  }

  /// The runtime that the mode asks for.
  ///
  /// - Throws: ``ExecutionError`` (`noContainerRuntime`) with what was looked for and what to do.
  package func runtime() async throws -> ContainerRuntime {
    try await search.value(for: mode) { [mode, asking, isInPath] in try await Self.find(mode, asking, isInPath) }
  }

  /// Ends the search if it is under way.
  func close() async { await search.close() }

  private static func find(
    _ mode: ContainerMode, _ asking: Asking, _ isInPath: (String) -> Bool
  ) async throws -> ContainerRuntime {
    var tried: [String] = []
    for kind in ContainerRuntime.Kind.allCases where mode == .auto || mode.rawValue == kind.rawValue {
      let programs = kind == .apptainer ? ["apptainer", "singularity"] : [kind.rawValue]
      guard let program = programs.first(where: isInPath) else {
        tried.append("\(kind.rawValue) is not in PATH")
        continue
      }
      if kind == .docker {
        let answer = try await asking([program, "version", "--format", "{{.Server.Version}}"])
        if answer.status != 0 {
          tried.append("docker does not answer" + (answer.lastLine.isEmpty ? "" : " (\(answer.lastLine))"))
          continue
        }
      }
      let isRootless = kind == .podman ? geteuid() != 0 : try await isDaemonRootless(kind, program, asking)
      return ContainerRuntime(kind, program: program, isRootless: isRootless)
    }
    throw ExecutionError(
      .noContainerRuntime, "a task names an image, and nothing here can run it: " + tried.joined(separator: "; "),
      help: (mode == .auto ? "install Docker, Podman or Apptainer" : "install it, choose another by `--containers`")
        + ", or say `--containers none` to run tasks as processes of this machine")
  }

  /// Source: "Rootless mode" in Docker's manual.
  private static func isDaemonRootless(
    _ kind: ContainerRuntime.Kind, _ program: String, _ asking: Asking
  ) async throws -> Bool {
    guard kind == .docker else { return false }
    let answer = try await asking([program, "info", "--format", "{{.SecurityOptions}}"])
    return answer.output.contains("name=rootless")
  }

  package static func isInPath(_ program: String) -> Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }
}
