/// A plug-in of Snakemake for AWS Batch whose profiles can be translated.
enum PeerExecutor: String, CaseIterable, Sendable {
  case batch = "aws-batch"
  case basic = "aws-basic-batch"

  /// What its options begin with.
  var prefix: String { rawValue + "-" }

  /// Those of its options that martlet has under the same names after the prefix.
  private var shared: Set<String> {
    switch self {
    case .batch:
      [
        "region", "job-queue", "job-role", "execution-role", "job-definition", "tags", "secrets", "task-timeout",
        "scheduling-priority",
      ]
    case .basic:
      [
        "region", "job-queue", "job-definition", "tags", "task-timeout", "coordinator", "coordinator-job-definition",
        "coordinator-job-name-prefix", "coordinator-job-uuid",
      ]
    }
  }

  /// What martlet calls an option of this plug-in, without the prefix; nil when there is no such option.
  func counterpart(of option: String) -> String? {
    if self == .basic, option == "coordinator-queue" { return "coordinator-job-queue" }
    return shared.contains(option) ? option : nil
  }

  /// The plug-in that has an option, and the option without its prefix; nil for an option of Snakemake itself or of
  /// another plug-in.
  static func option(_ name: String) -> (peer: PeerExecutor, option: String)? {
    allCases.first { name.hasPrefix($0.prefix) }.map { ($0, String(name.dropFirst($0.prefix.count))) }
  }

  /// What will be different though no option looks so.
  ///
  /// - Parameter given: the options of the profile, without the prefix, and their values where they are no mapping or list.
  func differences(_ given: [String: String?]) -> [String] {
    switch self {
    case .batch:
      return given["task-timeout"] == nil
        ? ["aws-batch 0.2 ended every job after 300 s; without `martlet-task-timeout` nothing ends them"] : []
    case .basic:
      let resources =
        "aws-basic-batch passed over `threads`, `mem_mb` and `gpu`; here they count where no `aws_batch_…` stands"
      guard let coordinator = given["coordinator"] ?? nil, Self.no.contains(coordinator.lowercased()) else {
        return [resources]
      }
      return [resources, "aws-basic-batch took `coordinator: \(coordinator)` for true; martlet does not"]
    }
  }

  private static let no: Set<String> = ["false", "no", "off", "0"]
}
