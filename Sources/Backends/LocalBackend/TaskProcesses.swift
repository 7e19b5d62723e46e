import Glibc
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

  /// Kills what a command left running in its own group when it ended, as a container's end would.
  static func killRemains(ofGroup leader: pid_t) { kill(-leader, SIGKILL) }
}
