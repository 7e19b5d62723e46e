import AWSClient
import S3Storage

/// Makes ARNs of what policies speak of: of an environment, or with names in capitals for what is not known.
struct PolicyResources: Sendable {
  let partition: String
  private let principal: Principal
  private let environment: BatchEnvironment?
  private let region: String
  private let account: String

  /// - Parameters:
  ///   - region: nil where it is not known.
  ///   - account: nil where it is not known, unless the environment's roles tell.
  init(for principal: Principal, _ environment: BatchEnvironment?, region: String?, account: String?) {
    self.principal = principal
    self.environment = environment
    self.region = region ?? "REGION"
    self.account = account ?? environment.flatMap { Self.account(of: $0) } ?? "ACCOUNT"
    partition = region.map { AWSPartition(region: $0).rawValue } ?? "aws"
  }

  private static func account(of environment: BatchEnvironment) -> String? {
    let role = environment.job.jobRole ?? environment.job.executionRole
    return role?.split(separator: ":", omittingEmptySubsequences: false).dropFirst(4).first.map(String.init)
  }

  private func arn(_ service: String, _ rest: String) -> String {
    "arn:\(partition):\(service):\(region):\(account):\(rest)"
  }

  /// Empty for what the environment does not use.
  func arns(_ resource: GrantedResource) -> [String] {
    switch resource {
    case .everything: ["*"]
    case .bucket: ["arn:\(partition):s3:::\(environment?.bucket.bucket ?? "BUCKET")"]
    case .objects:
      ["arn:\(partition):s3:::\(environment.map { "\($0.bucket.bucket)/\($0.bucket.key)" } ?? "BUCKET/FOLDER")/*"]
    case .jobQueues: queues
    case .jobDefinitions: definitions
    case .jobs: [arn("batch", "job/*")]
    case .logStreams: [arn("logs", "log-group:\(environment?.job.logGroup ?? LogGroupCheck.usual):log-stream:*")]
    case .roles: roles
    case .events: events
    case .repositories: [arn("ecr", "repository/*")]
    case .ownSecrets: [arn("secretsmanager", "secret:\(secretPrefix)*")]
    case .usedSecrets: secrets
    case .usedParameters: parameters
    }
  }

  private var queues: [String] {
    guard let environment else { return [arn("batch", "job-queue/QUEUE")] }
    let queues = [environment.queue, environment.flow.spotFallbackQueue, environment.head.text("queue")]
    return queues.compactMap(\.self).map {
      $0.hasPrefix("arn:") ? $0 : arn("batch", "job-queue/\($0)")
    }
  }

  /// With a revision and without.
  private var definitions: [String] {
    let own = environment?.job.jobDefinition.map { $0.hasPrefix("arn:") ? $0 : arn("batch", "job-definition/\($0)") }
    return [arn("batch", "job-definition/martlet-*")] + (own.map { [$0, $0 + ":*"] } ?? [])
  }

  private var roles: [String] {
    guard let environment else {
      return ["JOB-ROLE", "EXECUTION-ROLE"].map { "arn:\(partition):iam::\(account):role/\($0)" }
    }
    let ofHead = ["jobRole", "executionRole"].map(environment.head.text)
    return ([environment.job.jobRole, environment.job.executionRole] + ofHead).compactMap(\.self)
  }

  private var events: [String] {
    guard let place = environment?.flow.events else { return [] }
    if place.hasPrefix("arn:") { return [place] }
    return EventsCheck.queue(place).map { ["arn:\(partition):sqs:\(region):\($0.account ?? account):\($0.name)"] } ?? []
  }

  /// The variable stands for the name of whoever uses the policy, who is a user. Roles have none: what they read is
  /// everybody's.
  private var secretPrefix: String {
    environment?.secretPrefix ?? (principal == .user ? "NF_${aws:username}_" : "NF_")
  }

  /// Those that the environment names.
  private var secrets: [String] {
    guard let job = environment?.job else { return [] }
    let sources = Array(job.secrets.values) + Array(job.registryCredentials.values)
    let arns = sources.compactMap { source -> String? in
      switch SecretSource(source) {
      case .secret(let arn, _): arn
      // Behind a name AWS puts six characters of its own.
      case .name(let name, _): arn("secretsmanager", "secret:\(name)-??????")
      case .parameter: nil
      }
    }
    return Set(arns).sorted()
  }

  private var parameters: [String] {
    guard let job = environment?.job else { return [] }
    return job.secrets.values.sorted().compactMap { source -> String? in
      guard case .parameter(let name, let region) = SecretSource(source) else { return nil }
      let path = name.hasPrefix("/") ? name : "/" + name
      return "arn:\(partition):ssm:\(region ?? self.region):\(account):parameter\(path)"
    }
  }
}
