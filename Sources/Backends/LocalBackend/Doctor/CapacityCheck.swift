import WorkflowModel

/// What tasks ask for against the cores and the memory that they may use here.
struct CapacityCheck: LocalCheck {
  static let machine = FindingKind(
    "doctor.machine", "cores and memory of this machine",
    "What tasks may use together: all of the machine's, or less by `maxCPU`, `maxMemory` or a control group.")
  static let tooLarge = FindingKind(
    "doctor.machine-too-small", "a task asks for more than this machine may give",
    "The task runs alone, with less than it asks for: it is slower, or runs out of memory.")

  static let kinds = [machine, tooLarge]

  func findings(_ site: LocalSite) async -> [Finding] {
    let has = "\(Self.cores(site.capacity.cpu)) and \(Self.size(site.capacity.memory))"
    var findings = [Finding(Self.machine, .ok, "this machine", "has \(has) for tasks")]
    var seen: Set<String> = []
    for (call, request) in site.requests {
      let (cpu, memory) = (request.resources.cpu, request.resources.memory ?? 0)
      guard cpu > site.capacity.cpu || memory > site.capacity.memory, seen.insert(call.name).inserted else { continue }
      findings.append(
        Finding(
          Self.tooLarge, .warning, "task \(call.name)",
          "asks for \(Self.cores(cpu))\(memory > 0 ? " and " + Self.size(memory) : ""), and there are \(has)",
          fix: "ask for less, or send it elsewhere by a rule of martlet.yaml: {name: \(call.name), on: …}"))
    }
    return findings
  }

  private static func cores(_ count: Double) -> String {
    (count == count.rounded() ? String(Int(count)) : String(count)) + (count == 1 ? " core" : " cores")
  }

  static func size(_ bytes: Int64) -> String {
    let gibibytes = Double(bytes) / 1_073_741_824
    return gibibytes >= 10 ? "\(Int(gibibytes)) GiB" : "\((gibibytes * 10).rounded() / 10) GiB"
  }
}
