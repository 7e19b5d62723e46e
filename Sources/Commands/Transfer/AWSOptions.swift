import AWSBatchBackend
import ArgumentParser
import WorkflowModel

/// How a verb that works on S3 gets there.
struct AWSOptions: ParsableArguments {
  @Option(name: .customLong("on"), help: "Take the region from this environment of martlet.yaml.")
  var environment: String?

  @Option(help: "The configuration; without it the nearest martlet.yaml.")
  var config: String?

  @Option(help: "The AWS region; without it that of the environment's variables or the profile.")
  var region: String?

  @Option(help: "The profile of ~/.aws to use.")
  var profile: String?

  @Flag(help: "Pay for the requests to buckets whose owner does not.")
  var requesterPays = false

  /// - Throws: ``ExecutionError`` (`configuration`) when there is no such environment, or it is not on AWS.
  func access() throws -> AWSAccess { AWSAccess(region: try chosenRegion(), profile: profile) }

  private func chosenRegion() throws -> String? {
    if let region { return region }
    guard let environment else { return nil }
    let settings = try Configuration.load(config, near: SourceReading.workingFolder + "/.").settings(of: environment)
    guard BackendKind.of(settings) == .batch else {
      throw ExecutionError(
        .configuration, "the environment `\(environment)` is not on AWS", help: "leave --on away, or name another one")
    }
    return try BatchEnvironment(settings: settings, name: environment).region
  }
}
