import Synchronization
import TaskFolder
import WorkflowEngine
import WorkflowModel

/// What a workflow's tasks ask for, as far as it is known before anything runs: by a plan of the run, and for what a plan
/// does not come to by the tasks' texts.
struct WorkflowDemand: Sendable {
  typealias Requests = [(call: CallPath, request: TaskRequest)]

  /// By the environment that they go to.
  private(set) var requests: [String: Requests] = [:]
  /// Why less is known than could be.
  private(set) var notes: [String] = []

  /// - Throws: ``ExitStatus/failure`` for a workflow that is wrong; ``ExecutionError``.
  static func find(
    _ source: String, _ inputs: WorkflowInputs, _ target: String?, in look: EnvironmentLook,
    _ configuration: Configuration
  ) async throws -> WorkflowDemand {
    let scratch = try onDisk { () throws(FileSystemError) in try Disk.makeScratchFolder(named: "martlet-doctor") }
    defer { try? Disk.removeTree(scratch) }
    var cache = configuration.cache
    cache.folder = CallCache.folder(ofRuns: SourceReading.absolute("martlet-runs"))
    cache.isRead = true
    cache.isWritten = false
    let session = RunSession(
      composition: look.composition,
      environment: try await look.composition.environment(look.main, of: configuration), mode: .continue,
      cache: cache, runs: scratch, outputs: nil)
    let found = Mutex(WorkflowDemand())
    try await session.during { session in
      let program = try await Loading.program(source, session.composition)
      var demand = WorkflowDemand()
      try await demand.plan(program, inputs, target, session)
      try await demand.sketch(program, target, session.environment)
      found.withLock { [demand] in $0 = demand }
    }
    return found.withLock { $0 }
  }

  private mutating func plan(
    _ program: any WorkflowProgram, _ inputs: WorkflowInputs, _ target: String?, _ session: RunSession
  ) async throws {
    let seen = Mutex<[String: [CallPath: TaskRequest]]>([:])
    do {
      let bound = try await session.bind(program, inputs, target)
      let engine = session.engine(
        observers: [],
        see: { request, site in
          // A request is shown before its command is written, too.
          guard !request.command.isEmpty else { return }
          let environment = session.environment.backend(for: site).environmentName
          seen.withLock { $0[environment, default: [:]][site.call] = request }
        })
      try await engine.plan(bound)
    } catch let error as ExecutionError {
      let why = error.code == .invalidInput ? "without all inputs" : "where a plan of the run fails,"
      notes.append("\(why) only the texts of the tasks tell what they ask for: \(error.message)")
    }
    for (environment, calls) in seen.withLock({ $0 }) {
      requests[environment] = calls.sorted { $0.key < $1.key }.map { (call: $0.key, request: $0.value) }
    }
  }

  /// Adds the calls that the plan did not come to.
  private mutating func sketch(
    _ program: any WorkflowProgram, _ target: String?, _ environment: RunEnvironment
  ) async throws {
    let planned = Set(requests.values.flatMap { $0 }.map { $0.call.name })
    var open: [String] = []
    for sketch in try await program.sketches(of: target) where !planned.contains(sketch.site.call.name) {
      let request = try environment.configured(sketch.request, at: sketch.site)
      if !sketch.unknown.isEmpty { open.append(sketch.site.call.name) }
      if sketch.isOfUnknownImage, request.images.isEmpty { continue }
      requests[environment.backend(for: sketch.site).environmentName, default: []].append((sketch.site.call, request))
    }
    guard let first = open.first else { return }
    let others = open.count > 1 ? " and of \(open.count - 1) more" : ""
    notes.append("not all that `\(first)`\(others) asks for is known before a run")
  }
}
