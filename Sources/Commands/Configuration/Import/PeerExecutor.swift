/// A plug-in of Snakemake for AWS Batch whose profiles can be translated.
enum PeerExecutor: String, CaseIterable, Sendable {
  case batch = "aws-batch"
  case basic = "aws-basic-batch"

  /// What its options begin with.
  var prefix: String { rawValue + "-" }

  /// Those of its options that martlet has, under the same names after the prefix.
  var options: [String] {
    switch self {
    case .batch:
      [
        "region", "job-queue", "job-role", "execution-role", "job-definition", "tags", "secrets", "task-timeout",
        "scheduling-priority",
      ]
    case .basic: ["region", "job-queue", "job-definition", "tags", "task-timeout"]
    }
  }

  /// Why martlet has no counterpart of an option of this plug-in.
  func reason(without option: String) -> String {
    if self == .basic, option == "coordinator" || option.hasPrefix("coordinator-") {
      return "martlet runs jobs, and Snakemake itself where it is started"
    }
    return "\(rawValue) has no such option"
  }

  /// The plug-in that has an option, and the option without its prefix; nil for an option of Snakemake itself or of
  /// another plug-in.
  static func option(_ name: String) -> (peer: PeerExecutor, option: String)? {
    allCases.first { name.hasPrefix($0.prefix) }.map { ($0, String(name.dropFirst($0.prefix.count))) }
  }

  /// What will be different though no option says so.
  ///
  /// - Parameter given: the options of the profile, without the prefix.
  func differences(_ given: Set<String>) -> [String] {
    switch self {
    case .batch:
      given.contains("task-timeout")
        ? []
        : ["aws-batch 0.2 ended every job after 300 s; without `martlet-task-timeout` nothing ends them"]
    case .basic:
      ["aws-basic-batch passed over `threads`, `mem_mb` and `gpu`; here they count where no `aws_batch_…` stands"]
    }
  }
}
