import JSONText
import WorkflowEngine
import WorkflowModel

/// Does at a run's end what its options ask for: copies, the callback, deletions.
struct OptionsEnding: RunEnding {
  let options: WorkflowOptions

  func succeeded(
    _ run: RunDirectory, _ workflow: String, _ outputs: WorkflowOutputs, published: JSONObject,
    _ storages: StorageTable
  ) async throws -> JSONObject {
    guard let folder = options.copies.outputs else { return published }
    let copies = try FinalFiles(folder, workflow: workflow, run: run.place.name)
      .copies(of: outputs.files, relativeTo: options.copies.usesRelativePaths ? folder : nil)
    try await FileCopying(storages: storages).copy(copies)
    guard options.copies.namesCopies else { return published }
    let names = Dictionary(
      copies.map { ($0.source.location, $0.target.location) }, uniquingKeysWith: { first, _ in first })
    return FinalFiles.renamed(.object(outputs.values), names).object ?? published
  }

  func ended(
    _ run: RunDirectory, _ result: Result<JSONObject, any Error>, _ storages: StorageTable
  ) async -> [String] {
    var warnings: [String] = []
    func attempt(_ what: String, _ body: () async throws -> Void) async {
      do { try await body() } catch { warnings.append("\(what): \(error)") }
    }
    let copying = FileCopying(storages: storages)
    if let folder = options.copies.callLogs {
      await attempt("not all logs of calls were copied") { try await copyCallLogs(of: run, to: folder, copying) }
    }
    if let folder = options.copies.workflowLog {
      await attempt("the run's log was not copied") {
        let target = folder.appending("workflow.\(run.place.name).log")
        try await copying.copy([.init(source: FileReference(run.log), target: target)])
      }
    }
    if options.deletesIntermediateFiles, case .success(let outputs) = result {
      await attempt("not all intermediate files were deleted") {
        try await IntermediateDeletion(run).delete(keeping: outputs)
      }
    }
    if let callback = options.callback {
      await attempt("the callback failed") { try await WorkflowCallback(address: callback).tell(run, result) }
    }
    return warnings
  }

  private func copyCallLogs(of run: RunDirectory, to folder: FileReference, _ copying: FileCopying) async throws {
    let events = try Journal.events(at: run.journal)
    let workflow = events.lazy.compactMap { event in
      if case .runStarted(_, let workflow) = event.kind { workflow } else { nil }
    }.first
    let final = FinalFiles(folder, workflow: workflow ?? run.place.name, run: run.place.name)
    var copies: [FinalFiles.Copy] = []
    for event in events {
      switch event.kind {
      case .attemptEnded(let attempt, .outcome(let outcome)):
        if let files = outcome.files { copies += final.copies(ofStreams: files, attempt) }
      case .callCached(let call, let cached): copies += final.copies(ofStreams: cached.files, AttemptName(call, 0))
      default: break
      }
    }
    // Of a call that the run went on with the last word counts.
    let last = Dictionary(copies.map { ($0.target, $0) }, uniquingKeysWith: { $1 })
    try await copying.copy(Array(last.values))
  }
}
