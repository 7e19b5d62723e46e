import AWSServices
import WorkflowModel

/// What Batch tells of where a job was: the part of `JobDetail` by which its machines are found.
struct JobTrace: Hashable, Sendable {
  /// One attempt of Batch's, which makes several only with a retry strategy of its own.
  struct Stay: Hashable, Sendable {
    /// Milliseconds since 1970.
    var started: Int64
    var stopped: Int64?
    /// ARNs of ECS. There is no container instance on Fargate.
    var containerInstance: String?
    var task: String?

    /// The cluster's name, which stands in the ARNs of instances and tasks: `…:task/CLUSTER/ID`. Each compute environment
    /// has a cluster of its own. Nil for ARNs of the old, short form.
    var cluster: String? {
      let parts = (task ?? containerInstance)?.split(separator: "/") ?? []
      return parts.count == 3 ? String(parts[1]) : nil
    }
  }

  /// ARN or name.
  var queue: String
  var stays: [Stay]
  var reserved: MachineStay.Reservation
  /// `X86_64`, `ARM64`, as far as the job says it.
  var architecture: String?
}

extension JobTrace {
  /// Nil for a job that has not been on a machine, and for an array's parent.
  init?(_ detail: JobDetail) {
    if let array = detail.arrayProperties, array.index == nil, array.size != nil { return nil }
    let task = detail.ecsProperties?.taskProperties?.first
    var stays = (detail.attempts ?? []).compactMap { Stay($0) }
    if stays.isEmpty || detail.stoppedAt == nil, let started = detail.startedAt, started > 0,
      !stays.contains(where: { $0.started == started })
    {
      stays.append(
        Stay(
          started: started, stopped: detail.stoppedAt,
          containerInstance: detail.container?.containerInstanceArn ?? task?.containerInstanceArn,
          task: detail.container?.taskArn ?? task?.taskArn))
    }
    guard !stays.isEmpty else { return nil }
    self.init(
      queue: detail.jobQueue, stays: stays, reserved: Self.reservation(detail),
      architecture: (detail.container?.runtimePlatform ?? task?.runtimePlatform)?.cpuArchitecture)
  }

  private static func reservation(_ detail: JobDetail) -> MachineStay.Reservation {
    let task = detail.ecsProperties?.taskProperties?.first
    var reserved = MachineStay.Reservation(vCPUs: 0)
    let containers =
      detail.container.map { [$0.resourceRequirements ?? []] }
      ?? task?.containers?.map { $0.resourceRequirements ?? [] }
    for requirement in (containers ?? []).joined() {
      switch requirement.type {
      case "VCPU": reserved.vCPUs += Double(requirement.value) ?? 0
      case "MEMORY": reserved.memory = (reserved.memory ?? 0) + ((Int64(requirement.value) ?? 0) << 20)
      case "GPU": reserved.gpus += Int(requirement.value) ?? 0
      default: break
      }
    }
    if reserved.vCPUs == 0, let vcpus = detail.container?.vcpus { reserved.vCPUs = Double(vcpus) }
    if reserved.memory == nil, let memory = detail.container?.memory { reserved.memory = Int64(memory) << 20 }
    reserved.disk = (detail.container?.ephemeralStorage ?? task?.ephemeralStorage).map { Int64($0.sizeInGiB) << 30 }
    return reserved
  }
}

extension JobTrace.Stay {
  fileprivate init?(_ attempt: AttemptDetail) {
    guard let started = attempt.startedAt, started > 0 else { return nil }
    let task = attempt.taskProperties?.first
    self.init(
      started: started, stopped: attempt.stoppedAt,
      containerInstance: attempt.container?.containerInstanceArn ?? task?.containerInstanceArn,
      task: attempt.container?.taskArn ?? task?.taskArn)
  }
}
