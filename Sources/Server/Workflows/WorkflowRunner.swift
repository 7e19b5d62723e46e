import HTTPTypes
import ServerModel
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// Lets workflows run, so many at a time, and keeps their status in the database.
actor WorkflowRunner {
  private let settings: ServerSettings
  private let host: any WorkflowHost
  private let store: WorkflowStore
  private let load: ServerLoad
  private var running: [String: Task<Void, any Error>] = [:]
  /// Those that were aborted while they did not run yet.
  private var aborted: Set<String> = []
  private var isFilling = false
  private var hasChanged = false
  private let announce: @Sendable (String) -> Void

  /// - Parameter announce: told what whoever runs the server should know.
  init(
    _ settings: ServerSettings, _ host: any WorkflowHost, _ store: WorkflowStore, _ load: ServerLoad,
    announce: @escaping @Sendable (String) -> Void
  ) {
    self.settings = settings
    self.host = host
    self.store = store
    self.load = load
    self.announce = announce
  }

  private nonisolated var now: Int64 { WallClock.system.now() }

  // MARK: What users ask for

  /// Accepts workflows, all or none.
  ///
  /// - Throws: ``ServerError``; ``ExecutionError`` for options that cannot be followed.
  nonisolated func submit(_ new: [NewWorkflow]) async throws -> [StoredWorkflow] {
    let unfinished = try await unfinished(of: new.first?.owner ?? "")
    guard unfinished + new.count <= settings.maxUnfinished else {
      throw ServerError(
        .tooManyRequests, "\(unfinished) workflows of yours have not ended; this server keeps \(settings.maxUnfinished)"
      )
    }
    var accepted: [StoredWorkflow] = []
    do {
      for workflow in new { accepted.append(try accept(workflow)) }
      guard try await store.insert(accepted) else {
        throw ServerError.badRequest("Requested workflow IDs are already in use.")
      }
    } catch {
      for workflow in accepted { try? Disk.removeTree(SubmittedFolder(workflow.id, in: settings).path) }
      throw error
    }
    await fill()
    return accepted
  }

  private nonisolated func unfinished(of owner: String) async throws -> Int {
    try await store.counts(of: owner).filter { !$0.key.isTerminal }.values.reduce(0, +)
  }

  /// Writes down what was submitted.
  private nonisolated func accept(_ new: NewWorkflow) throws -> StoredWorkflow {
    try host.check(options: new.options)
    let id = try new.id.map { try identifier($0) } ?? WorkflowID.new()
    let folder = SubmittedFolder(id, in: settings)
    guard try Disk.status(of: folder.path) == nil else {
      throw ServerError.badRequest("Requested workflow IDs are already in use: \(id)")
    }
    let source: String
    do {
      source = try folder.write(new)
    } catch {
      try? Disk.removeTree(folder.path)
      throw error
    }
    return StoredWorkflow(
      id: id, owner: new.owner, status: new.isOnHold ? .onHold : .submitted, submitted: now, source: source,
      language: new.language, languageVersion: new.languageVersion, target: new.target,
      labels: new.labels.merging(["cromwell-workflow-id": "cromwell-\(id)"]) { $1 })
  }

  private nonisolated func identifier(_ text: String) throws -> String {
    guard let id = WorkflowID.normalized(text) else {
      throw ServerError.badRequest("Invalid workflow ID: '\(text)'.")
    }
    return id
  }

  /// Lets a workflow go on that was submitted on hold.
  func release(_ workflow: StoredWorkflow) async throws {
    guard try await store.move(workflow.id, from: [.onHold], to: .submitted, at: now) else {
      throw ServerError(
        .forbidden, "Couldn't change the status to 'Submitted': workflow \(workflow.id) is not on hold")
    }
    await fill()
  }

  /// - Returns: how it stands now.
  func abort(_ workflow: StoredWorkflow) async throws -> WorkflowStatus {
    if try await store.move(workflow.id, from: [.onHold, .submitted], to: .aborted, at: now) { return .aborted }
    if try await store.move(workflow.id, from: [.running, .aborting], to: .aborting, at: now) {
      // What is about to be started finds it there.
      if let work = running[workflow.id] { work.cancel() } else { aborted.insert(workflow.id) }
      await fill()
      return .aborting
    }
    throw ServerError(.forbidden, "Couldn't abort \(workflow.id) because it is in a terminal state.")
  }

  // MARK: Running

  var runningCount: Int { running.count }

  /// Goes on with what an earlier process left, then with what waits.
  func fill() async {
    hasChanged = true
    guard !isFilling else { return }
    isFilling = true
    defer { isFilling = false }
    while hasChanged {
      hasChanged = false
      do { try await startWaiting() } catch {
        announce("cannot go on with workflows: \(error)")
        again(after: Self.pause)
      }
    }
  }

  /// Until what may pass is tried again.
  private static let pause = Duration.seconds(10)

  private func again(after pause: Duration) {
    Task {
      try await Task.sleep(for: pause)
      await fill()
    }
  }

  private func startWaiting() async throws {
    let free = settings.maxRunning - running.count
    guard free > 0 else { return }
    let waiting = try await store.waiting(
      [.running, .aborting, .submitted], besides: Set(running.keys), limit: free)
    for workflow in waiting {
      if workflow.status == .submitted,
        try await !store.move(workflow.id, from: [.submitted], to: .running, at: now)
      {
        continue
      }
      start(workflow)
    }
  }

  private func start(_ workflow: StoredWorkflow) {
    var workflow = workflow
    if aborted.remove(workflow.id) != nil { workflow.status = .aborting }
    let work = Task { [workflow] in try await self.run(workflow) }
    running[workflow.id] = work
    // A task of its own: what became of a run is written down although the run was cancelled.
    Task { [workflow] in await self.finish(workflow, await work.result) }
  }

  private func run(_ workflow: StoredWorkflow) async throws {
    let submission = try SubmittedFolder(workflow.id, in: settings).submission(of: workflow, in: settings)
    if workflow.status == .aborting {
      do { try await host.end(submission) } catch { throw LeftForLater(cause: error) }
      throw CancellationError()
    }
    _ = try await host.run(submission, observers: [RunWatch(workflow.id, store, load)])
  }

  private func finish(_ workflow: StoredWorkflow, _ result: Result<Void, any Error>) async {
    if case .failure(let left as LeftForLater) = result {
      announce("workflow \(workflow.id) cannot be gone on with yet: \(left.cause)")
      try? await Task.sleep(for: Self.pause)
    } else {
      await note(workflow, result)
    }
    running[workflow.id] = nil
    aborted.remove(workflow.id)
    await fill()
  }

  /// Writes down what became of it, as often as it takes: a run that has ended must not be run again.
  private func note(_ workflow: StoredWorkflow, _ result: Result<Void, any Error>) async {
    let (status, message): (WorkflowStatus, String?) =
      switch result {
      case .success: (.succeeded, nil)
      case .failure(is CancellationError): (.aborted, nil)
      case .failure(let error): (.failed, "\(error)")
      }
    while true {
      do {
        _ = try await store.move(workflow.id, from: [.running, .aborting], to: status, at: now, message: message)
        return
      } catch {
        announce("the status of workflow \(workflow.id) cannot be kept: \(error)")
        try? await Task.sleep(for: Self.pause)
      }
    }
  }
}
