import JSONText
package import WorkflowModel

extension HandedJob {
  /// The job as any backend takes it.
  ///
  /// Its resources mean what they mean to Snakemake: `mem_mb` (256 at least) and `disk_mb` are taken as MiB, as both of its
  /// plug-ins for AWS Batch do, `runtime` is minutes of one attempt, `gpu` a count. Resources that begin with `aws_batch_`,
  /// `batch_queue` and `shared_memory_size_mb` are settings of the job under these names; `martlet_NAME` is the setting
  /// NAME. All others are left alone.
  ///
  /// - Parameter found: the job's files with their places; nil for those that it was handed over with.
  /// - Throws: ``BrokerProblem`` that names the rule and the resource.
  package func request(at placement: TaskPlacement, _ found: HandedFiles? = nil) throws(BrokerProblem) -> TaskRequest {
    var request = TaskRequest(command: command)
    request.images = image.map { [$0] } ?? []
    request.environment = environment
    request.resources = try taskResources()
    request.hints = hints
    request.labels = ["rule": name]
    // Snakemake has decided that it is to run, and repeats it when that is wanted.
    request.isCacheable = false
    request.retries = RetryAllowance(failures: 0)
    if let files = found ?? files { files.add(to: &request, at: placement) }
    return request
  }

  private static let plainHints: Set<String> = ["batch_queue", "shared_memory_size_mb"]
  private static let ownPrefix = "martlet_"

  private var hints: JSONObject {
    var hints = JSONObject()
    for (name, value) in resources {
      if name.hasPrefix(Self.ownPrefix) {
        hints[String(name.dropFirst(Self.ownPrefix.count))] = value
      } else if name.hasPrefix("aws_batch_") || Self.plainHints.contains(name) {
        hints[name] = value
      }
    }
    return hints
  }

  /// MiB. The agent needs some of it, and Snakemake where it runs: what a rule says is for its command alone.
  private static let leastMemory: Int64 = 256

  private func taskResources() throws(BrokerProblem) -> TaskResources {
    var found = TaskResources(cpu: Double(max(1, threads)))
    if let memory = try amount("mem_mb") { found.memory = max(memory, Self.leastMemory) << 20 }
    if let disk = try amount("disk_mb") { found.disks = [TaskDisk(size: disk << 20)] }
    if let gpus = try amount("gpu") { found.gpus = Int(gpus) }
    if let minutes = try amount("runtime") { found.timeLimit = minutes * 60 }
    return found
  }

  /// More than any machine has, and small enough to be reckoned with.
  private static let most: Int64 = 1 << 32

  private func amount(_ resource: String) throws(BrokerProblem) -> Int64? {
    guard let value = resources[resource], !value.isNull else { return nil }
    guard let amount = value.int ?? value.double.flatMap({ Int64(exactly: $0.rounded(.up)) }), 0...Self.most ~= amount
    else { throw BrokerProblem("rule \(name): the resource `\(resource)` must be a number from 0 to \(Self.most)") }
    return amount > 0 ? amount : nil
  }

  /// What people call it: `count (sample=A)`.
  package var title: String { wildcards.isEmpty ? name : "\(name) (\(wildcards))" }
}

extension HandedFiles {
  /// Inputs are linked to where the command looks for them, since a task's inputs lie in a folder of their own.
  fileprivate func add(to request: inout TaskRequest, at placement: TaskPlacement) {
    var lines: [String] = []
    for (number, file) in inputs.enumerated() {
      let reference = FileReference(file.address)
      let path = "\(placement.inputFolder)/\(number)/\(reference.name)"
      request.inputs.append(TaskInput(file.isFolder ? .folder(reference) : .file(reference), at: path))
      lines.append(
        "mkdir -p \(Self.quoted(Self.parent(file.path))) && ln -s \(Self.quoted(path)) \(Self.quoted(file.path))")
    }
    // Snakemake makes the folders that outputs lie in before the command starts.
    for folder in Set((outputs + logs).map { Self.parent($0.path) }).sorted() {
      lines.append("mkdir -p \(Self.quoted(folder))")
    }
    request.command = (lines.map { $0 + " || exit 1\n" }).joined() + request.command
    request.outputs = outputs.map { .path($0.path) } + logs.map { .log($0.path) }
  }

  private static func parent(_ path: String) -> String {
    guard let end = path.lastIndex(of: "/") else { return "." }
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  private static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}
