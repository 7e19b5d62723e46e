/// Decides which tasks may run together.
///
/// Strictly in the order of their coming: a task that does not fit yet holds back those behind it, so that a large one
/// cannot starve. A task that asks for more than the machine has runs alone instead of being refused: workflows are
/// written for machines of all sizes, and what a task asks for is mostly a guess.
package struct CapacityLedger: Sendable {
  package let total: MachineCapacity
  private var free: MachineCapacity
  private var needs: [Int: MachineCapacity] = [:]
  private var order: ArraySlice<Int> = []
  private var next = 0

  package init(total: MachineCapacity) {
    self.total = total
    free = total
  }

  /// What a task is charged: at least a tenth of a core, at most the machine.
  package func charge(cpu: Double, memory: Int64?) -> MachineCapacity {
    MachineCapacity(cpu: min(max(cpu, 0.1), total.cpu), memory: min(max(memory ?? 0, 0), total.memory))
  }

  /// A task asks for its share.
  ///
  /// - Returns: its number when it has to wait; nil when it may run at once.
  package mutating func ask(_ need: MachineCapacity) -> Int? {
    if needs.isEmpty, take(need) { return nil }
    next += 1
    needs[next] = need
    order.append(next)
    return next
  }

  /// A waiting task has gone.
  ///
  /// - Returns: the numbers of those that may run now.
  package mutating func abandon(_ number: Int) -> [Int] {
    needs[number] = nil
    return admit()
  }

  /// A task that ran has ended.
  ///
  /// - Returns: the numbers of those that may run now.
  package mutating func giveBack(_ share: MachineCapacity) -> [Int] {
    free.cpu += share.cpu
    free.memory += share.memory
    return admit()
  }

  private mutating func take(_ need: MachineCapacity) -> Bool {
    // Sums of fractions of cores come out a little off.
    guard need.cpu <= free.cpu + 1e-6, need.memory <= free.memory else { return false }
    free.cpu -= need.cpu
    free.memory -= need.memory
    return true
  }

  private mutating func admit() -> [Int] {
    var admitted: [Int] = []
    while let number = order.first {
      if let need = needs[number] {
        guard take(need) else { break }
        needs[number] = nil
        admitted.append(number)
      }
      order.removeFirst()
    }
    return admitted
  }
}
