import Glibc
import TaskFolder
import WorkflowModel

/// The processes of one attempt: the session that its shell leads.
struct TaskProcesses: Hashable, Sendable {
  let leader: pid_t
  /// When the leader started, as ``ProcessRecord/start`` tells.
  let start: UInt64
  /// Which start of the machine that was; identifiers of processes mean nothing across starts.
  let boot: String

  init?(leader: pid_t) {
    guard let record = ProcessRecord(leader) else { return nil }
    self.leader = leader
    start = record.start
    boot = Self.currentBoot
  }

  /// Reads what ``identifier`` writes.
  init?(identifier: String) {
    let parts = identifier.split(separator: ":").map(String.init)
    guard parts.count == 3, let leader = pid_t(parts[0]), leader > 1, let start = UInt64(parts[1]) else { return nil }
    self.leader = leader
    self.start = start
    boot = parts[2]
  }

  /// The processes of the session in which some process was started with this argument; nil when there are none.
  static func of(word: String) -> TaskProcesses? {
    let word = Array(word.utf8)
    for process in ProcessRecord.all() where !process.isZombie {
      guard let line = try? Disk.read("/proc/\(process.id)/cmdline", limit: 1 << 20) else { continue }
      if line.split(separator: 0).contains(where: { $0.elementsEqual(word) }) {
        return TaskProcesses(leader: process.session)
      }
    }
    return nil
  }

  var identifier: String { "\(leader):\(start):\(boot)" }

  private static let currentBoot = SmallFile.line("/proc/sys/kernel/random/boot_id")

  /// The processes of the session that live, its groups whichever.
  ///
  /// While any of them lives the kernel gives the leader's number to no one else; a leader with another start time is
  /// such a later one, and then nothing of the session lives.
  private var living: [ProcessRecord] {
    guard boot == Self.currentBoot else { return [] }
    if let record = ProcessRecord(leader), record.start != start { return [] }
    return ProcessRecord.all().filter { $0.session == leader && !$0.isZombie && $0.start >= start }
  }

  /// Whether the leader lives.
  var leads: Bool {
    guard boot == Self.currentBoot, let record = ProcessRecord(leader) else { return false }
    return record.start == start && !record.isZombie
  }

  /// How long ago the leader started.
  var age: Duration {
    var now = timespec()
    clock_gettime(CLOCK_BOOTTIME, &now)
    let ticks = UInt64(max(1, sysconf(Int32(_SC_CLK_TCK))))
    return .seconds(max(0, Int64(now.tv_sec) - Int64(start / ticks)))
  }

  /// The same as ``settle(group:)`` for a session whose leader may have ended long ago.
  func settle() async {
    let clock = ContinuousClock()
    let patience = clock.now + Self.settling
    while !living.isEmpty, clock.now < patience, !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(50))
    }
    await Unbroken.run { await end(grace: .zero) }
  }

  /// Ends all of them; returns when none lives any more.
  ///
  /// - Parameter grace: how long they may take after TERM before they are killed.
  func end(grace: Duration) async {
    let clock = ContinuousClock()
    let patience = clock.now + grace
    var signal = SIGTERM
    for process in living { kill(process.id, SIGTERM) }
    while true {
      let left = living
      if left.isEmpty { return }
      if clock.now >= patience { signal = SIGKILL }
      if signal == SIGKILL { for process in left { kill(process.id, SIGKILL) } }
      await Unbroken.pause(.milliseconds(10))
    }
  }

  /// How long what a command left running may go on when it has ended: the agent has the same.
  private static let settling = Duration.seconds(2)

  /// Waits for what a command left running in its own group when it ended, as `command > >(tee log)` does, and kills it
  /// when it goes on, as a container's end would.
  static func settle(group leader: pid_t) async {
    let clock = ContinuousClock()
    let patience = clock.now + settling
    while kill(-leader, 0) == 0, clock.now < patience, !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(10))
    }
    kill(-leader, SIGKILL)
  }
}
