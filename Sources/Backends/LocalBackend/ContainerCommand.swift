/// The command line that runs a task's script in a container. A value: what it says is tested without a runtime.
package struct ContainerCommand: Hashable, Sendable {
  /// A file or folder of this machine under a path of the container.
  package struct Mount: Hashable, Sendable {
    package let source: String
    package let target: String
    package let isWritable: Bool

    package init(_ source: String, at target: String, isWritable: Bool = false) {
      self.source = source
      self.target = target
      self.isWritable = isWritable
    }
  }

  /// Places inside the container.
  package static let inputFolder = "/mnt/martlet/inputs"
  package static let workFolder = "/mnt/martlet/work"
  package static let script = "/mnt/martlet/command"
  package static let started = "/mnt/martlet/started"

  package var runtime: ContainerRuntime
  package var name: String
  package var image: String
  package var shell: [String]
  package var mounts: [Mount]
  /// Names of variables; their values are taken from the environment of the runtime, so that no process list shows them.
  package var variables: [String]
  /// Cores; nil for no limit.
  package var cpu: Double?
  /// Bytes; nil for no limit.
  package var memory: Int64?
  /// User and group inside: `1000:1000`; nil for the image's own.
  package var user: String?
  /// Whether it sees the machine's GPUs.
  package var seesGPUs = false
  /// Options after all others.
  package var furtherOptions: [String] = []

  package init(
    runtime: ContainerRuntime, name: String, image: String, shell: [String], mounts: [Mount] = [],
    variables: [String] = [], cpu: Double? = nil, memory: Int64? = nil, user: String? = nil
  ) {
    self.runtime = runtime
    self.name = name
    self.image = image
    self.shell = shell
    self.mounts = mounts
    self.variables = variables
    self.cpu = cpu
    self.memory = memory
    self.user = user
  }

  /// The first process of the container, for any POSIX shell: notes that it has started, falls back to `/bin/sh` when
  /// the image has no such shell, and hands TERM on, which a first process would not heed by itself. When the command has
  /// ended, what it left running has two seconds, as in ``TaskProcesses/settle(group:)``, where the image has a `sleep`.
  package static let entry = """
    echo started >\(started)
    command -v "$1" >/dev/null 2>&1 || { for script; do :; done; set -- /bin/sh "$script"; }
    "$@" &
    task=$!
    trap 'kill -TERM $task 2>/dev/null' TERM
    while :; do
      wait $task
      status=$?
      kill -0 $task 2>/dev/null || break
    done
    tries=0
    while [ $tries -lt 20 ] && kill -0 -1 2>/dev/null && sleep 0.1 2>/dev/null; do tries=$((tries + 1)); done
    exit $status
    """

  /// Whether the container stays when it has ended, so that it can be asked why; it has to be removed then.
  package var staysBehind: Bool { runtime.kind != .apptainer && memory != nil }

  package var arguments: [String] {
    let entry = ["-c", Self.entry, "sh"] + shell + [Self.script]
    return runtime.kind == .apptainer
      ? apptainerOptions + [apptainerImage, "/bin/sh"] + entry
      : options + ["--entrypoint", "/bin/sh", image] + entry
  }

  private var options: [String] {
    var options = [runtime.program, "run", "--name", name]
    if !staysBehind { options.append("--rm") }
    for mount in mounts { options += ["--mount", text(mount, "source", "target", readOnly: "readonly")] }
    options += ["--workdir", Self.workFolder]
    for variable in variables.sorted() { options += ["--env", variable] }
    if let cpu { options += ["--cpus", "\(cpu)"] }
    if let memory { options += ["--memory", "\(memory)"] }
    if let user { options += ["--user", user] }
    if seesGPUs { options += runtime.gpuOptions }
    return options + furtherOptions
  }

  private var apptainerOptions: [String] {
    var options = [runtime.program, "exec", "--contain", "--cleanenv", "--no-home", "--pid"]
    for mount in mounts { options += ["--mount", text(mount, "source", "destination", readOnly: "ro")] }
    options += ["--pwd", Self.workFolder]
    if let cpu { options += ["--cpus", "\(cpu)"] }
    if let memory { options += ["--memory", "\(memory)"] }
    if seesGPUs { options += runtime.gpuOptions }
    return options + furtherOptions
  }

  /// The environment of the runtime's own process that makes ``variables`` known inside.
  package func environment(_ values: [String: String]) -> [String: String] {
    guard runtime.kind == .apptainer else { return values }
    return Dictionary(uniqueKeysWithValues: values.map { ("APPTAINERENV_" + $0.key, $0.value) })
  }

  /// Names of registries need a scheme; files and addresses with one stand for themselves.
  private var apptainerImage: String {
    image.hasPrefix("/") || image.hasPrefix(".") || image.contains("://") ? image : "docker://" + image
  }

  /// A mount as a line of comma-separated values, which may hold any path.
  private func text(_ mount: Mount, _ source: String, _ target: String, readOnly: String) -> String {
    var fields = ["type=bind", "\(source)=\(mount.source)", "\(target)=\(mount.target)"]
    if !mount.isWritable { fields.append(readOnly) }
    return fields.map { field in
      field.contains { ",\"\n\r".contains($0) }
        ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : field
    }.joined(separator: ",")
  }
}
