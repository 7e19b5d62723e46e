package import AWSClient
import AWSServices
import S3Storage
package import WorkflowModel

/// Looks at everything that a run on AWS Batch needs, all at once: the answer takes seconds.
package struct BatchDoctor: Sendable {
  private var site: DoctorSite

  /// - Parameters:
  ///   - configuration: of the environment's region; whoever made it shuts it down.
  ///   - agentPath: of the agent's binary, where the environment names none.
  package init(_ environment: BatchEnvironment, _ configuration: AWSConfiguration, agentPath: String) {
    let hasty = configuration.hasty
    site = DoctorSite(environment, hasty, agentPath: agentPath, secrets: SecretNames(environment, hasty))
  }

  /// Makes known what tasks ask for. Many that ask for the same are one.
  package mutating func add(_ requests: [(call: CallPath, request: TaskRequest)]) async {
    let planner = JobPlanner(
      environment: site.environment,
      definitions: OwnJobDefinitions(batch: BatchClient(site.configuration), region: site.region))
    var needs: Set<TaskNeed> = []
    var misfits: Set<TaskMisfit> = []
    for (call, request) in requests {
      do {
        let need = try await TaskNeed(call, request, planner)
        if needs.insert(need).inserted { site.needs.append(need) }
      } catch {
        let misfit = TaskMisfit(call, error)
        if misfits.insert(misfit).inserted { site.misfits.append(misfit) }
      }
    }
  }

  /// What all checks found, in their order.
  package func examine() async -> [Finding] {
    let site = site
    let found = await withTaskGroup(of: (Int, [Finding]).self) { group in
      for (number, check) in DoctorChecks.all.enumerated() {
        group.addTask { (number, await Self.findings(check.init(), site)) }
      }
      var found: [Int: [Finding]] = [:]
      for await (number, findings) in group { found[number] = findings }
      return found
    }
    return found.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  private static func findings(_ check: some DoctorCheck, _ site: DoctorSite) async -> [Finding] {
    do {
      return try await check.findings(site)
    } catch {
      return unanswered(error).map { [$0] } ?? []
    }
  }

  /// What a check that could not look has to say; nil when the look at the identity says it for all.
  static func unanswered(_ error: any Error) -> Finding? {
    switch error {
    case let error as AWSError where error.kind == .credentials || error.refusesTheKeys: return nil
    case let error as AWSError where error.isAccessDenied:
      return Finding(
        DoctorKinds.notAllowed, .note, error.action ?? error.operation ?? "AWS", "this may not be asked",
        fix: "allow it, if you want to know (martlet iam policy --for user), or leave it")
    case let error as AWSError:
      let action = error.action ?? error.operation ?? "AWS"
      return Finding(DoctorKinds.notAsked, .note, action, "got no answer: \(error.summary)")
    case let error as ExecutionError where error.code == .noCredentials: return nil
    default: return Finding(DoctorKinds.notAsked, .note, "a check", "got no answer: \(error)")
    }
  }
}

extension AWSConfiguration {
  /// Asks a few times and not for long: somebody waits for the answer, and lives without it.
  package var hasty: AWSConfiguration {
    var hasty = self
    if retry != .never { hasty.retry = RetryPolicy(maximumAttempts: 3, timeBudget: .seconds(4)) }
    hasty.timeouts = HTTPTimeouts(connect: .seconds(3), idle: .seconds(8))
    hasty.observer = nil
    return hasty
  }
}

extension AWSError {
  /// In a few words, without advice.
  var summary: String {
    var words = code.map { message.isEmpty || message.hasPrefix("<") ? $0 : "\($0): \(message)" } ?? message
    if message.hasPrefix("<"), code == nil { words = "" }
    let lines = words.split(separator: "\n").first.map(String.init) ?? ""
    return lines + (status.map { lines.isEmpty ? "HTTP \($0)" : " (HTTP \($0))" } ?? "")
  }
}

extension TaskNeed {
  /// - Throws: `TaskFailure` or ``ExecutionError`` for a task that cannot become a job as it is.
  init(_ call: CallPath, _ request: TaskRequest, _ planner: JobPlanner) async throws {
    let run = RunPlace(name: "doctor", folder: "/")
    let attempt = BackendAttempt(
      call: call, number: 0, request: request,
      placement: TaskPlacement(inputFolder: "/", workFolder: "/", seesLocalFiles: false), run: run, folder: "/")
    let plan = try await planner.plan(attempt, AttemptHistory(planner.environment.flow))
    var settings = plan.settings
    // What concerns single jobs alone would make two of a kind.
    settings.jobUUID = nil
    self.init(
      call: call.name, queue: plan.queue, settings: settings,
      image: plan.definition.shape?.container.image, vCPUs: plan.resources.vCPUs, memory: plan.resources.memory,
      gpus: plan.resources.gpus, architecture: plan.architecture)
  }
}

extension TaskMisfit {
  init(_ call: CallPath, _ error: any Error) {
    self.call = call.name
    switch error {
    case let failure as TaskFailure: (reason, advice) = (failure.reason, failure.advice)
    case let error as ExecutionError: (reason, advice) = (error.message, error.help)
    default: (reason, advice) = ("\(error)", nil)
    }
  }
}
