import AWSBatchBackend
import AWSClient
import ArgumentParser
import JSONText
import S3Storage
import WorkflowModel

struct IAMCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "iam", abstract: "Says what has to be allowed on AWS.", subcommands: [IAMPolicyCommand.self])
}

extension Principal: ExpressibleByArgument {}

struct IAMPolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Prints the policy of a user or a role, as IAM takes it.",
    discussion: """
      It has what martlet really asks for and nothing else, on the bucket, the roles, the log group and the queues of an \
      environment. Without an environment, names in capitals stand for them. Nothing of AWS is asked but the account's \
      number, where no role tells it.
      """)

  @Option(
    name: .customLong("for"),
    help:
      "user: whoever runs martlet; job: what jobs use; execution: what ECS uses to start them; head: a job that runs martlet."
  )
  var principal: Principal

  @Flag(help: "Print the role's trust policy: who may take it on.")
  var trust = false

  @Option(name: .customLong("read"), help: "A bucket or folder of S3 that inputs come from, s3://…; may be repeated.")
  var places: [String] = []

  @Option(
    name: .customLong("on"), help: "The environment of martlet.yaml; without it the only one on AWS Batch, if any.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml.")
  var config: String?

  func validate() throws {
    if trust, principal == .user { throw ValidationError("--trust is for roles: a user is none") }
  }

  func run() async throws {
    if trust, let policy = PolicyDocument.trust(for: principal) {
      Terminal.result(JSONWriter.indented(policy))
      return
    }
    let places = try places.map { try S3Location($0) }
    let environment = try meant()
    let (region, account) = await place(of: environment)
    Terminal.result(
      JSONWriter.indented(
        PolicyDocument.policy(for: principal, environment, region: region, account: account, reading: places)))
  }

  /// Nil when none is named and it is not clear which is meant.
  private func meant() throws -> BatchEnvironment? {
    let configuration = try Configuration.load(config, near: SourceReading.workingFolder + "/.")
    let isNamed = environment != nil || ProcessEnvironment.given("MARTLET_ENVIRONMENT") != nil
    let batch = configuration.environments.filter { BackendKind.of($1.object ?? JSONObject()) == .batch }
    guard isNamed || batch.count == 1 || batch.contains(where: { $0.0 == configuration.defaultEnvironment }) else {
      return nil
    }
    let name = try BatchEnvironments.named(environment, config)
    return try BatchEnvironment(settings: configuration.settings(of: name), name: name)
  }

  /// What the environment does not say itself is asked for; nil when it cannot be told.
  private func place(of environment: BatchEnvironment?) async -> (region: String?, account: String?) {
    guard let environment else { return (nil, nil) }
    let aws = AWSAccess(region: environment.region)
    var (region, account) = (environment.region, String?.none)
    if let configuration = try? await aws.configuration() {
      region = configuration.region
      if environment.job.jobRole == nil, environment.job.executionRole == nil {
        account = try? await STSClient(configuration.hasty).getCallerIdentity().account
      }
    }
    await aws.shutdown()
    return (region, account)
  }
}
