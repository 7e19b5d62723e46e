package import WorkflowModel

/// One thing of this machine that is looked at before tasks run on it.
///
/// To add one: a file beside this one that conforms, and its line in ``LocalDoctor``.
protocol LocalCheck: Sendable {
  /// Everything that it may find, for `martlet explain`.
  static var kinds: [FindingKind] { get }

  init()

  func findings(_ site: LocalSite) async -> [Finding]
}

/// Everything that checks of this machine look at.
struct LocalSite: Sendable {
  let settings: LocalSettings
  /// Where runs go. Absolute; need not exist.
  let runs: String
  /// What is known of the tasks; empty when nothing is.
  let requests: [(call: CallPath, request: TaskRequest)]
  let asking: Asking
  let isInPath: @Sendable (String) -> Bool
  /// What tasks may use together.
  let capacity: MachineCapacity
}

/// Looks at what runs on this machine need.
package struct LocalDoctor: Sendable {
  private let site: LocalSite

  private static let checks: [any LocalCheck.Type] = [
    ContainerProgramCheck.self, CapacityCheck.self, RunsDiskCheck.self,
  ]

  /// Everything that its checks may find.
  package static var kinds: [FindingKind] { checks.flatMap { $0.kinds } }

  /// - Parameter runs: the folder of runs. Absolute; it need not be there.
  package init(
    _ settings: LocalSettings, runs: String, requests: [(call: CallPath, request: TaskRequest)] = [],
    asking: Asking = Asking(), isInPath: @escaping @Sendable (String) -> Bool = RuntimeFinder.isInPath,
    machine: MachineCapacity = .here()
  ) {
    var capacity = machine
    capacity.cpu = min(capacity.cpu, settings.maxCPU ?? .infinity)
    capacity.memory = min(capacity.memory, settings.maxMemory ?? .max)
    site = LocalSite(
      settings: settings, runs: runs, requests: requests, asking: asking, isInPath: isInPath, capacity: capacity)
  }

  /// What all checks found, in their order.
  package func examine() async -> [Finding] {
    var findings: [Finding] = []
    for check in Self.checks { findings += await check.init().findings(site) }
    return findings
  }
}
