import AWSServices
import WorkflowModel

/// The instance types of the compute environments: whether the region has them, and of which architecture they are.
struct InstanceTypeCheck: DoctorCheck {
  static let known = FindingKind(
    "doctor.instance-types", "what instance types there are",
    "The allowed instance types exist in the region, and are of the architecture that the environment names.")
  static let none = FindingKind(
    "doctor.no-instance-types", "no allowed instance type is in the region",
    "The compute environment allows only instance types that the region does not have: nothing can start.")
  static let architecture = FindingKind(
    "doctor.instance-architecture", "instances are of another architecture than `architecture` says",
    """
    The agent that martlet sends is for the architecture that the environment, a rule or a task names (`X86_64` unless \
    said). On instances of the other one it does not start.
    """)

  static let kinds = [known, none, architecture]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    var findings: [Finding] = []
    var seen: Set<String> = []
    for queue in site.queues {
      let facts = try await site.instanceTypes(ofQueue: queue)
      let wanted = Self.architectures(ofQueue: queue, site)
      for environment in facts.environments where !environment.isOnFargate {
        guard seen.insert(environment.computeEnvironmentArn).inserted, let types = facts.instanceTypes,
          let allowed = environment.computeResources?.instanceTypes, !allowed.isEmpty
        else { continue }
        findings.append(Self.finding(environment.computeEnvironmentName, allowed, types, wanted))
      }
      if let refused = facts.unasked.first(where: { $0.hasPrefix("ec2:") }), findings.isEmpty {
        findings.append(Finding(DoctorKinds.notAllowed, .note, "instance types", "could not be asked for: \(refused)"))
      }
    }
    return findings
  }

  private static func architectures(ofQueue queue: String, _ site: DoctorSite) -> Set<JobSettings.Architecture> {
    let tasks = Set(site.needs.filter { $0.queue == queue }.map(\.architecture))
    return tasks.isEmpty ? [site.environment.job.architecture ?? .x86] : tasks
  }

  static func finding(
    _ name: String, _ allowed: [String], _ types: [InstanceTypeInfo], _ wanted: Set<JobSettings.Architecture>
  ) -> Finding {
    let patterns = InstancePatterns(allowed)
    let there = types.filter { patterns.matches($0) }
    let subject = "instance types of \(name)"
    guard let largest = there.max(by: { ($0.vCPUs, $0.memory) < ($1.vCPUs, $1.memory) }) else {
      return Finding(
        none, .error, subject, "the region has none of \(allowed.joined(separator: ", "))",
        fix: "allow others in the compute environment")
    }
    let fitting = wanted.filter { wish in there.contains { $0.architectures.contains(wish.nameOfEC2) } }
    if let lacking = wanted.subtracting(fitting).min(by: { $0.rawValue < $1.rawValue }) {
      let has = Set(there.flatMap(\.architectures)).sorted().joined(separator: ", ")
      let other = lacking == .x86 ? JobSettings.Architecture.arm : .x86
      return Finding(
        architecture, .error, subject, "are \(has), and jobs are to run on \(lacking.rawValue)",
        fix: "set `architecture: \(other.rawValue)` in the environment, or send these jobs to another queue")
    }
    let count = there.count == 1 ? "" : "\(there.count) types, the largest "
    return Finding(
      known, .ok, subject, "\(count)\(largest.name) with \(largest.vCPUs) vCPUs and \(largest.memory / 1024) GiB")
  }
}

extension JobSettings.Architecture {
  /// As DescribeInstanceTypes spells it.
  var nameOfEC2: String { self == .arm ? "arm64" : "x86_64" }

  /// As images spell it.
  var nameOfImages: String { self == .arm ? "arm64" : "amd64" }
}
