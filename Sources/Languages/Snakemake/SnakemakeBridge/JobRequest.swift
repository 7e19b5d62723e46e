import JSONText
package import WorkflowModel

extension HandedJob {
  /// The job as any backend takes it.
  ///
  /// - Parameter found: the job's files with their places; nil for those that it was handed over with.
  /// - Throws: ``BrokerProblem`` that names the rule and the resource.
  package func request(at placement: TaskPlacement, _ found: HandedFiles? = nil) throws(BrokerProblem) -> TaskRequest {
    var request = TaskRequest(command: command)
    request.images = image.map { [$0] } ?? []
    request.environment = environment
    request.resources = try demand.taskResources()
    request.hints = demand.hints
    request.labels = ["rule": name]
    // Snakemake has decided that it is to run, and repeats it when that is wanted.
    request.isCacheable = false
    request.retries = RetryAllowance(failures: 0)
    if let files = found ?? files { files.add(to: &request, at: placement) }
    return request
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
