import Glibc

/// Cores and memory.
package struct MachineCapacity: Hashable, Sendable {
  package var cpu: Double
  /// Bytes.
  package var memory: Int64
  /// Whether there are GPUs that containers could see.
  package var hasGPUs = false

  package init(cpu: Double, memory: Int64) {
    self.cpu = cpu
    self.memory = memory
  }

  /// What this process may use: the machine's, or less where a control group says so.
  package static func here() -> MachineCapacity {
    let cores = Double(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let memory = Int64(sysconf(Int32(_SC_PHYS_PAGES))) * Int64(sysconf(Int32(_SC_PAGESIZE)))
    let quota = SmallFile.line("/sys/fs/cgroup/cpu.max").split(separator: " ").map { Double($0) }
    var cpu = cores
    if quota.count == 2, let time = quota[0], let period = quota[1], period > 0 { cpu = min(cores, time / period) }
    // The devices of NVIDIA's driver, on Linux and in Windows' subsystem for it.
    let hasGPUs = ["/dev/nvidiactl", "/dev/dxg"].contains { (path: String) in access(path, F_OK) == 0 }
    let limit = Int64(SmallFile.line("/sys/fs/cgroup/memory.max")) ?? .max
    var here = MachineCapacity(cpu: max(1, cpu), memory: min(memory, limit))
    here.hasGPUs = hasGPUs
    return here
  }
}
