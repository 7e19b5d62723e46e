import WorkflowModel

/// The CPUs, memory and GPUs that a job asks of Batch.
struct JobResources: Hashable, Sendable {
  /// Whole on EC2; on Fargate 0.25, 0.5, 1, 2, 4, 8 or 16.
  var vCPUs: Double
  /// MiB.
  var memory: Int64
  var gpus: Int
  /// What is more than was asked for, and not only by rounding up to the next whole.
  var notes: [String] = []

  /// What a task gets that asks for no memory, in MiB.
  static let defaultMemory: Int64 = 2048
  /// The least that Batch takes (`MEMORY` of ResourceRequirement).
  private static let leastMemory: Int64 = 4

  /// Rounds a request up to what the platform has.
  ///
  /// - Throws: ``TaskFailure`` (`neverSchedulable`) when the platform has nothing that large.
  init(_ wishes: TaskWishes, on platform: JobSettings.Platform) throws {
    gpus = wishes.gpus
    memory = max(Self.leastMemory, wishes.memory ?? Self.defaultMemory)
    switch platform {
    case .ec2: vCPUs = max(1, wishes.cpus.rounded(.up))
    case .fargate:
      guard gpus == 0 else { throw Self.tooLarge("\(gpus) GPUs", "Fargate has none") }
      guard let size = FargateSize.least(cpu: wishes.cpus, memory: memory) else {
        throw Self.tooLarge(
          "\(Self.text(wishes.cpus)) CPUs with \(memory) MiB", "Fargate's largest size is 16 vCPUs with 120 GiB")
      }
      if wishes.memory != nil, size.vCPUs > wishes.cpus || size.memory > memory {
        notes = [
          "asks for \(Self.text(wishes.cpus)) CPUs with \(memory) MiB; the next size of Fargate is "
            + "\(Self.text(size.vCPUs)) vCPUs with \(size.memory) MiB"
        ]
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
  var vCPUText: String { Self.text(vCPUs) }

  static func text(_ number: Double) -> String {
    number == number.rounded() && number < 1e15 ? String(Int64(number)) : String(number)
  }
}
