package import AWSServices

/// What the container's runtime is told beside image and mounts.
package struct ContainerSettings: Hashable, Sendable {
  package var environment: [String: String] = [:]
  package var isPrivileged: Bool?
  /// Name or number, with a group perhaps: `1000:1000`.
  package var user: String?
  /// The image's own file system may not be written.
  package var isReadOnly: Bool?
  /// A process 1 that reaps.
  package var hasInit: Bool?
  /// MiB of `/dev/shm`.
  package var sharedMemorySize: Int?
  /// MiB of swap beside the memory.
  package var maxSwap: Int?
  /// 0 to 100.
  package var swappiness: Int?
  /// By path.
  package var tmpfs: [String: Tmpfs] = [:]
  /// By name.
  package var ulimits: [String: Ulimit] = [:]
  /// By the host's path.
  package var devices: [String: Device] = [:]

  package init() {}

  /// These settings where they say something, others where they do not. Lists are merged by name.
  func over(_ base: ContainerSettings) -> ContainerSettings {
    var merged = self
    merged.environment = base.environment.overlaid(by: environment)
    merged.isPrivileged = isPrivileged ?? base.isPrivileged
    merged.user = user ?? base.user
    merged.isReadOnly = isReadOnly ?? base.isReadOnly
    merged.hasInit = hasInit ?? base.hasInit
    merged.sharedMemorySize = sharedMemorySize ?? base.sharedMemorySize
    merged.maxSwap = maxSwap ?? base.maxSwap
    merged.swappiness = swappiness ?? base.swappiness
    merged.tmpfs = base.tmpfs.overlaid(by: tmpfs)
    merged.ulimits = base.ulimits.overlaid(by: ulimits)
    merged.devices = base.devices.overlaid(by: devices)
    return merged
  }
}

extension Dictionary {
  /// Members of both; `other` wins.
  func overlaid(by other: [Key: Value]) -> [Key: Value] { merging(other) { $1 } }
}
