import AWSBatchBackend
import AWSClient
import JSONText
import SourceText
import WorkflowEngine
import WorkflowModel

/// The job on AWS Batch in which martlet itself goes on with a run. Each attempt of it resumes the run's copy, so that a
/// head whose machine was taken away is followed by one that takes its jobs over.
struct HeadJob: Sendable {
  let region: String
  private let settings: HeadSettings
  private let backend: AWSBatchBackend

  /// The one call of the head's own run.
  private static let call = CallPath([.init("head")])
  /// It ends with its run: a limit that AWS Batch can be told, in seconds.
  private static let longest: Int64 = 30 * 24 * 3600
  private static let usualPrefix = "martlet-head"
  /// A machine that was taken away; the agent's status when it was told so and the head left its run in time. Nothing is
  /// repeated that somebody terminated: AWS Batch sees to that.
  private static let retries: JSONValue = [
    ["action": "RETRY", "onStatusReason": "Host EC2*"],
    ["action": "RETRY", "onStatusReason": "Your Spot Task was interrupted*"],
    ["action": "RETRY", "onExitCode": "143"],
    ["action": "EXIT", "onReason": "*"],
  ]

  /// - Parameter configuration: whoever made it shuts it down.
  init(_ environment: BatchEnvironment, _ configuration: AWSConfiguration) {
    region = configuration.region
    settings = environment.head
    backend = AWSBatchBackend(
      environment: environment.ofHead, configuration: configuration, agentPath: Composition.agentPath)
  }

  /// Looks at queue and bucket.
  func check() async throws { try await backend.check() }

  /// Takes an input of this machine to where the head finds it.
  func bring(_ entry: StorageEntry, to run: RunPlace) async throws -> FileReference {
    try await backend.bring(entry.reference, isFolder: entry.isFolder, to: run)
  }

  /// - Parameters:
  ///   - number: of the run's head, from 1.
  ///   - copy: the run's.
  ///   - programs: martlet, and the agent where jobs are given it.
  /// - Returns: the job's id.
  func submit(_ run: RunPlace, number: Int, copy: FileReference, programs: [FileReference]) async throws -> String {
    let place = HeadRecord.place(of: run)
    let site = TaskSite(call: Self.call, images: [settings.image])
    let placement = try await backend.placement(of: site, in: place)
    let attempt = BackendAttempt(
      call: Self.call, number: number - 1, request: request(copy, programs, placement), placement: placement,
      run: place, folder: run.folder)
    return try await backend.leave(attempt) { report in
      if case .note(let text) = report { Terminal.say("note: the head's job: \(text)") }
    }.identifier
  }

  func shutdown() async { await backend.shutdown() }

  private func request(
    _ copy: FileReference, _ programs: [FileReference], _ placement: TaskPlacement
  ) -> TaskRequest {
    let paths = programs.map { "\(placement.inputFolder)/\($0.name)" }
    var request = TaskRequest(command: Self.command(copy, paths))
    request.shell = ["/bin/sh"]
    request.images = [settings.image]
    request.inputs = zip(programs, paths).map { TaskInput(.file($0), at: $1) }
    request.resources = TaskResources(cpu: settings.cpu, memory: settings.memory)
    request.environment = ["AWS_REGION": region, "AWS_DEFAULT_REGION": region]
    request.hints = hints
    request.isCacheable = false
    return request
  }

  private var hints: JSONObject {
    var hints = settings.hints
    if !settings.says("jobNamePrefix") { hints["jobNamePrefix"] = .string(Self.usualPrefix) }
    if !settings.says("timeout") { hints["timeout"] = .int(Self.longest) }
    if !["retryAttempts", "retryStrategy", "evaluateOnExit", "maxSpotAttempts"].contains(where: settings.says) {
      hints["retryAttempts"] = 10
      hints["evaluateOnExit"] = Self.retries
    }
    return hints
  }

  /// S3 keeps no modes.
  private static func command(_ copy: FileReference, _ paths: [String]) -> String {
    let words = paths.map(ShellWord.quoted)
    let agent = words.count > 1 ? "export MARTLET_AGENT=\(words[1])\n" : ""
    return "chmod +x \(words.joined(separator: " ")) || exit 1\n" + agent
      + "exec \(words[0]) resume --as-head \(ShellWord.quoted(copy.location))\n"
  }
}
