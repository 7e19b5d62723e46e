import AWSServices

/// The instance types that a compute environment allows: Batch takes types, families and a few names of its own.
///
/// Source: `instanceTypes` of ComputeResource.
struct InstancePatterns: Hashable, Sendable {
  /// As DescribeInstanceTypes takes them: `m5.large`, `m5.*`.
  let patterns: [String]

  /// What Batch chooses by itself differs by region and time: these are the families that it names in its documentation.
  private static let own: [String: [String]] = [
    "optimal": ["c4.*", "m4.*", "r4.*", "c5.*", "m5.*", "r5.*"],
    "default_x86_64": ["m6i.*", "c6i.*", "r6i.*", "c7i.*"],
    "default_arm64": ["m6g.*", "c6g.*", "r6g.*", "c7g.*"],
  ]

  init(_ instanceTypes: [String]) {
    patterns = instanceTypes.flatMap { Self.own[$0] ?? [$0.contains(".") ? $0 : $0 + ".*"] }
  }

  func matches(_ type: InstanceTypeInfo) -> Bool {
    patterns.contains { pattern in
      pattern.hasSuffix(".*") ? type.name.hasPrefix(pattern.dropLast()) : type.name == pattern
    }
  }
}

/// Whether instance types hold a job.
struct InstanceFit: Hashable, Sendable {
  enum Verdict: Hashable, Sendable {
    case holds
    /// Only when nothing of the memory were kept back.
    case tight(InstanceTypeInfo)
    /// The type with the most of what is lacking; nil when there is no type at all.
    case none(largest: InstanceTypeInfo?)
  }

  let verdict: Verdict

  init(_ job: RunnableFacts.Job, among types: [InstanceTypeInfo]) {
    let large = types.filter {
      Double($0.vCPUs) >= job.vCPUs && $0.memory >= job.memory && $0.gpus >= job.gpus
    }
    if large.contains(where: { Self.usableMemory($0) >= job.memory }) {
      verdict = .holds
    } else if let best = large.max(by: { $0.memory < $1.memory }) {
      verdict = .tight(best)
    } else {
      verdict = .none(largest: Self.largest(types, for: job))
    }
  }

  /// What is about left for jobs: the instance's system and the ECS agent keep some back, more so of small instances.
  static func usableMemory(_ type: InstanceTypeInfo) -> Int64 { type.memory - 180 - type.memory * 3 / 100 }

  private static func largest(_ types: [InstanceTypeInfo], for job: RunnableFacts.Job) -> InstanceTypeInfo? {
    if job.gpus > 0, types.contains(where: { $0.gpus < job.gpus }), !types.contains(where: { $0.gpus >= job.gpus }) {
      return types.max { ($0.gpus, $0.vCPUs) < ($1.gpus, $1.vCPUs) }
    }
    return types.max { ($0.vCPUs, $0.memory) < ($1.vCPUs, $1.memory) }
  }
}
