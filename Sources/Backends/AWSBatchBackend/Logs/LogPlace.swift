import AWSServices

/// Where in CloudWatch an attempt's output is.
struct LogPlace: Hashable, Sendable {
  var group: String
  /// Nil: the job's own.
  var region: String?
  var stream: String

  /// Where Batch's containers write unless they are told otherwise.
  private static let usualGroup = "/aws/batch/job"

  /// - Parameter configuration: the container's, which its definition has from the environment, the task or the user.
  init(stream: String, _ configuration: LogConfiguration?) {
    group = configuration?.options?["awslogs-group"] ?? Self.usualGroup
    region = configuration?.options?["awslogs-region"]
    self.stream = stream
  }
}
