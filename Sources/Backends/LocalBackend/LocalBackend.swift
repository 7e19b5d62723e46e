import Glibc
import JSONText
import Synchronization
import TaskFolder
package import WorkflowModel

/// Runs tasks on this machine: as processes, or in containers when they name an image.
///
/// As many at a time as cores and memory allow (``CapacityLedger``).
package final class LocalBackend: Backend {
  /// What handles of this backend say.
  static let kind = "local"

  package let name = "local"
  package var environmentName: String { settings.environmentName }
  package let needsLocalInputs = true
  private let settings: LocalSettings
  private let launcher: String
  private let share: MachineShare
  private let asking = Asking()
  private let runtimes: RuntimeFinder
  private let images: ImageShelf
  /// What the user has been told already.
  private let told = Mutex<Set<String>>([])

  /// - Parameter machine: what this machine has; the settings may allow less.
  /// - Parameter launcher: a program that calls ``TaskLaunch/becomeCommand(_:)``; nil: this one.
  package init(
    _ settings: LocalSettings = LocalSettings(), machine: MachineCapacity = .here(),
    launcher: String? = nil
  ) {
    self.settings = settings
    // Not `self`: a shell starts it, to which that is itself.
    self.launcher = launcher ?? "/proc/\(getpid())/exe"
    var total = machine
    total.cpu = min(machine.cpu, settings.maxCPU ?? .infinity)
    total.memory = min(machine.memory, settings.maxMemory ?? .max)
    share = MachineShare(total: total)
    runtimes = RuntimeFinder(settings.containers, asking: asking)
    images = ImageShelf(asking: asking, policy: settings.pull)
  }

  package func placement(of site: TaskSite, in run: RunPlace) async throws -> TaskPlacement {
    if usesContainer(site.images) {
      return TaskPlacement(
        inputFolder: ContainerCommand.inputFolder, workFolder: ContainerCommand.workFolder, seesLocalFiles: false)
    }
    return TaskPlacement(
      inputFolder: run.callFolder(site.call) + "/inputs", workFolder: nil, seesLocalFiles: true)
  }

  package func shutdown() async {
    await runtimes.close()
    await images.close()
  }

  private func usesContainer(_ images: [String]) -> Bool { !images.isEmpty && settings.containers != .none }

  package func run(
    _ attempt: BackendAttempt, takingOver earlier: BackendHandle?,
    report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    if earlier != nil || attempt.mayHaveBegun,
      let outcome = try await takeOver(attempt, earlier, report)
    {
      return outcome
    }
    try await tell(about: attempt, report)
    do {
      return try await begin(attempt, report)
    } catch let failure as TaskFailure {
      return .failed(failure)
    }
  }

  private func begin(
    _ attempt: BackendAttempt, _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    guard usesContainer(attempt.request.images) else {
      return try await run(attempt, report) { try await self.runProcess(attempt, report) }
    }
    let runtime = try await runtimes.runtime()
    let image = try await images.firstOf(attempt.request.images, with: runtime)
    let container = ContainerAttempt(
      attempt: attempt, runtime: runtime, image: image, settings: settings, hasGPUs: share.total.hasGPUs,
      asking: asking)
    return try await run(attempt, report) {
      let inputs = try container.prepare()
      return try await container.run(inputs, report: report)
    }
  }

  private func run(
    _ attempt: BackendAttempt, _ report: @escaping @Sendable (BackendReport) async throws -> Void,
    _ body: @escaping @Sendable () async throws -> TaskOutcome
  ) async throws -> TaskOutcome {
    guard let outcome = try await hold(attempt, report, { try await body() }) else { throw CancellationError() }
    return outcome
  }

  private func runProcess(
    _ attempt: BackendAttempt, _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome {
    let process = ProcessAttempt(attempt: attempt, grace: .seconds(settings.grace), launcher: launcher)
    try process.prepare()
    let status = try await process.run(report: report)
    try Task.checkCancellation()
    return .exited(status: status, try process.collect())
  }

  /// Runs `body` while the attempt has its share of the machine and time is left.
  ///
  /// - Parameter age: how long the attempt has been running.
  private func hold(
    _ attempt: BackendAttempt, _ report: @escaping @Sendable (BackendReport) async throws -> Void,
    since age: Duration = .zero, _ body: @escaping @Sendable () async throws -> TaskOutcome?
  ) async throws -> TaskOutcome? {
    let resources = attempt.request.resources
    return try await share.hold(
      cpu: resources.cpu, memory: resources.memory,
      onWait: { try await report(.waiting(reason: "other tasks use this machine")) }
    ) {
      let kills = OutOfMemoryKills.count
      guard let limit = resources.timeLimit else { return try await body().map { explained($0, attempt, kills) } }
      let left = max(1, limit - age.components.seconds)
      if let ended = try await TimeLimit(seconds: left).run(body) { return ended.map { explained($0, attempt, kills) } }
      return .failed(
        TaskFailure(
          .timedOut, reason: "it was stopped after its time limit of \(limit) s", advice: "raise the task's time limit",
          mayRetry: true, files: attempt.files(workFolder: attempt.placement.workFolder ?? attempt.folder + "/work")))
    }
  }

  /// A command that was killed while the machine ran out of memory was most likely killed for that.
  ///
  /// - Parameter kills: how many processes the kernel had killed for it before the attempt.
  private func explained(_ outcome: TaskOutcome, _ attempt: BackendAttempt, _ kills: Int?) -> TaskOutcome {
    guard case .exited(137, let files) = outcome, !(attempt.request.successStatuses?.contains(137) ?? true),
      let before = kills, let now = OutOfMemoryKills.count, now > before
    else { return outcome }
    return .failed(
      TaskFailure(
        .outOfMemory, reason: "exit status 137: it was killed while this machine had no memory left",
        advice: "raise the task's memory, so that fewer tasks run beside it, or use a larger machine", mayRetry: true,
        files: files))
  }

  /// Says once what the user may not expect.
  private func tell(
    about attempt: BackendAttempt, _ report: @Sendable (BackendReport) async throws -> Void
  ) async throws {
    let request = attempt.request
    if !request.images.isEmpty, settings.containers == .none {
      try await once("tasks name images; they run as processes of this machine, as `--containers none` says", report)
    }
    let total = share.total
    if request.resources.cpu > total.cpu || request.resources.memory ?? 0 > total.memory {
      try await once(
        "\(attempt.call.name) asks for more cores or memory than there are for tasks here; it runs alone", report)
    }
    if request.resources.gpus > 0, !total.hasGPUs {
      try await once("\(attempt.call.name) asks for GPUs, and none are seen here; it runs without", report)
    }
    if ["secrets", "aws_batch_secrets"].contains(where: { request.hints[$0].map { !$0.isNull } ?? false }) {
      try await once(
        "\(attempt.call.name) runs without its `secrets`: those are for jobs on AWS Batch; here variables are given by "
          + "`env` of a rule", report)
    }
    let disk = request.resources.disks.reduce(Int64(0)) { $0.addingReportingOverflow($1.size).partialValue }
    if disk > 0, let free = FreeSpace.bytes(at: attempt.folder), disk > free {
      try await once(
        "\(attempt.call.name) asks for \(ByteSize.text(disk)) of disk, and less is free where the run is kept", report)
    }
  }

  private func once(_ note: String, _ report: @Sendable (BackendReport) async throws -> Void) async throws {
    if told.withLock({ $0.insert(note).inserted }) { try await report(.note(note)) }
  }

  /// Goes on with what an earlier process started.
  ///
  /// - Returns: what came of it; nil when nothing tells how it ended: then nothing is left of it.
  private func takeOver(
    _ attempt: BackendAttempt, _ handle: BackendHandle?,
    _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome? {
    let earlier = EarlierAttempt(handle, in: attempt.folder, grace: .seconds(settings.grace))
    let outcome: TaskOutcome?
    if earlier.isRunning {
      outcome = try await hold(attempt, report, since: earlier.processes?.age ?? .zero) {
        try await self.outcome(of: earlier, attempt, report)
      }
    } else {
      outcome = try await self.outcome(of: earlier, attempt, report)
    }
    if outcome == nil {
      await earlier.stop()
      try onDisk { () throws(FileSystemError) in
        for name in ["work", "disks", "not-mounted"] { try Disk.removeTree(attempt.folder + "/" + name) }
      }
    }
    return outcome
  }

  private func outcome(
    of earlier: EarlierAttempt, _ attempt: BackendAttempt,
    _ report: @escaping @Sendable (BackendReport) async throws -> Void
  ) async throws -> TaskOutcome? {
    if let runtime = try await runtime(of: earlier, attempt) {
      let container = ContainerAttempt(
        attempt: attempt, runtime: runtime, image: attempt.request.images.first ?? "", settings: settings,
        hasGPUs: share.total.hasGPUs, asking: asking)
      return try await container.takeOver(earlier, report: report)
    }
    let process = ProcessAttempt(attempt: attempt, grace: .seconds(settings.grace), launcher: launcher)
    guard let status = try await process.takeOver(earlier, report: report) else { return nil }
    return .exited(status: status, try process.collect())
  }

  /// What runs the container of an earlier attempt; nil for a process.
  private func runtime(of earlier: EarlierAttempt, _ attempt: BackendAttempt) async throws -> ContainerRuntime? {
    if let container = earlier.container {
      guard let kind = Self.runtimeKind(ofProgram: container.program) else { return nil }
      return ContainerRuntime(kind, program: container.program, isRootless: false)
    }
    guard earlier.processes == nil || !attempt.request.images.isEmpty, usesContainer(attempt.request.images) else {
      return nil
    }
    return try await runtimes.runtime()
  }

  private static func runtimeKind(ofProgram program: String) -> ContainerRuntime.Kind? {
    program == "singularity" ? .apptainer : ContainerRuntime.Kind(rawValue: program)
  }
}
