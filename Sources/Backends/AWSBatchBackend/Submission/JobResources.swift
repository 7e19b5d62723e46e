import WorkflowModel

/// The CPUs, memory and GPUs that a job asks of Batch.
struct JobResources: Hashable, Sendable {
  /// Whole on EC2; on Fargate 0.25, 0.5, 1, 2, 4, 8 or 16.
  var vCPUs: Double
  /// MiB.
  var memory: Int64
  var gpus: Int

  /// What a task gets that asks for no memory.
  static let defaultMemory: Int64 = 2048
  /// The least that Batch takes (`MEMORY` of ResourceRequirement).
  private static let leastMemory: Int64 = 4

  /// Rounds a request up to what the platform has.
  ///
  /// - Throws: ``TaskFailure`` (`neverSchedulable`) when the platform has nothing that large.
  init(_ request: TaskResources, on platform: BatchEnvironment.Platform) throws {
    gpus = request.gpus
    memory = request.memory.map { max(Self.leastMemory, ($0 + (1 << 20) - 1) >> 20) } ?? Self.defaultMemory
    switch platform {
    case .ec2: vCPUs = max(1, request.cpu.rounded(.up))
    case .fargate:
      guard gpus == 0 else { throw Self.tooLarge("\(gpus) GPUs", "Fargate has none") }
      guard let size = FargateSize.least(cpu: request.cpu, memory: memory) else {
        throw Self.tooLarge("\(request.cpu) CPUs with \(memory) MiB", "Fargate's largest size is 16 vCPUs with 120 GiB")
      }
      vCPUs = size.vCPUs
      memory = size.memory
    }
  }

  private static func tooLarge(_ what: String, _ why: String) -> TaskFailure {
    TaskFailure(
      .neverSchedulable, reason: "the task asks for \(what); \(why)",
      advice: "ask for less, or let the task run in an environment with `platform: EC2`")
  }

  /// The number as Batch spells it: `2`, `0.25`.
  var vCPUText: String { vCPUs == vCPUs.rounded() ? String(Int(vCPUs)) : String(vCPUs) }
}

/// A size of Fargate tasks. Source: `ResourceRequirement` in the API reference of AWS Batch.
struct FargateSize: Hashable, Sendable {
  let vCPUs: Double
  /// MiB.
  let memory: Int64

  private struct Row {
    let vCPUs: Double
    /// MiB.
    let least: Int64
    let most: Int64
    let step: Int64
  }

  private static let rows = [
    Row(vCPUs: 0.25, least: 512, most: 2048, step: 512),
    Row(vCPUs: 0.5, least: 1024, most: 4096, step: 1024),
    Row(vCPUs: 1, least: 2048, most: 8192, step: 1024),
    Row(vCPUs: 2, least: 4096, most: 16384, step: 1024),
    Row(vCPUs: 4, least: 8192, most: 30720, step: 1024),
    Row(vCPUs: 8, least: 16384, most: 61440, step: 4096),
    Row(vCPUs: 16, least: 32768, most: 122_880, step: 8192),
  ]

  /// The smallest size that holds both; nil when none does.
  static func least(cpu: Double, memory: Int64) -> FargateSize? {
    guard let row = rows.first(where: { $0.vCPUs >= cpu && $0.most >= memory }) else { return nil }
    // 0.25 vCPU has 512, 1024 and 2048 MiB, but not 1536.
    if row.vCPUs == 0.25, memory > 1024 { return FargateSize(vCPUs: row.vCPUs, memory: 2048) }
    let steps = max(0, (memory - row.least + row.step - 1) / row.step)
    return FargateSize(vCPUs: row.vCPUs, memory: row.least + steps * row.step)
  }
}
