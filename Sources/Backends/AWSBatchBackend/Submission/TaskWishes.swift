import WorkflowModel

/// What a task asks for, after the settings that say otherwise and the limits that bring it down.
struct TaskWishes: Hashable, Sendable {
  var cpus: Double
  /// MiB; nil when it asks for none.
  var memory: Int64?
  var gpus: Int
  /// GiB in all; nil when it asks for none.
  var disks: Int?
  /// Seconds.
  var timeLimit: Int64?
  /// What was brought down.
  var notes: [String] = []

  /// - Parameter request: its memory is what the settings and earlier attempts make of it.
  init(_ request: TaskResources, _ settings: JobSettings) {
    cpus = settings.vCPUs ?? request.cpu
    memory = request.memory.map { ($0 + (1 << 20) - 1) >> 20 }
    gpus = settings.gpus ?? request.gpus
    let total = request.disks.reduce(0.0) { $0 + Double($1.size) } / 1_073_741_824
    disks = total > 0 ? Int(min(total, 1e9).rounded(.up)) : nil
    timeLimit = request.timeLimit
    limit(settings.limits)
  }

  private mutating func limit(_ limits: ResourceLimits) {
    if let most = limits.cpus, cpus > most {
      notes.append("asks for \(JobResources.text(cpus)) CPUs; `resourceLimits` leave it \(JobResources.text(most))")
      cpus = most
    }
    if let most = limits.memory, let wish = memory, wish > most {
      notes.append("asks for \(wish) MiB of memory; `resourceLimits` leave it \(most)")
      memory = most
    }
    if let most = limits.disk, let wish = disks, wish > most {
      notes.append("asks for \(wish) GiB of disk; `resourceLimits` leave it \(most)")
      disks = most
    }
    if let most = limits.time, let wish = timeLimit, wish > most {
      notes.append("asks for \(wish) s; `resourceLimits` leave it \(most)")
      timeLimit = most
    }
  }
}

/// Fargate's ephemeral storage.
enum FargateDisk {
  /// GiB that a job has without asking. Source: `EphemeralStorage` in the API reference of AWS Batch.
  private static let free = 20
  private static let most = 200
  /// What tasks get that ask for none, as with Nextflow.
  private static let usual = 50

  /// The size to ask for; nil where there is nothing to be asked for.
  ///
  /// - Parameter disks: GiB that the task asks for.
  /// - Throws: ``TaskFailure`` (`neverSchedulable`) for more than Fargate has.
  static func size(_ disks: Int?, _ settings: JobSettings) throws -> Int? {
    guard settings.platform == .fargate else { return nil }
    let size = max(disks ?? 0, settings.ephemeralStorage ?? 0)
    guard size <= most else {
      throw TaskFailure(
        .neverSchedulable, reason: "the task asks for \(size) GiB of disk; Fargate has at most \(most)",
        advice: "ask for less, or let the task run on a queue with `platform: EC2`")
    }
    if size == 0 { return usual }
    return size > free ? size : nil
  }
}
