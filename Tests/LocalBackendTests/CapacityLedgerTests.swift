import LocalBackend
import Testing

@Suite struct CapacityLedgerTests {
  private func ledger() -> CapacityLedger { CapacityLedger(total: MachineCapacity(cpu: 4, memory: 100)) }

  @Test func whatFitsRunsAtOnce() {
    var ledger = ledger()
    #expect(ledger.ask(MachineCapacity(cpu: 3, memory: 10)) == nil)
    #expect(ledger.ask(MachineCapacity(cpu: 1, memory: 90)) == nil)
    #expect(ledger.ask(MachineCapacity(cpu: 0.1, memory: 0)) == 1)
  }

  @Test func aLargeTaskIsNotOvertakenBySmallOnes() {
    var ledger = ledger()
    let small = MachineCapacity(cpu: 1, memory: 0)
    let large = MachineCapacity(cpu: 4, memory: 0)
    #expect(ledger.ask(small) == nil)
    #expect(ledger.ask(large) == 1)
    #expect(ledger.ask(small) == 2)
    #expect(ledger.giveBack(small) == [1])
    #expect(ledger.giveBack(large) == [2])
  }

  @Test func oneThatGivesUpMakesWay() {
    var ledger = ledger()
    let half = MachineCapacity(cpu: 2, memory: 0)
    let large = MachineCapacity(cpu: 4, memory: 0)
    #expect(ledger.ask(half) == nil)
    #expect(ledger.ask(large) == 1)
    #expect(ledger.ask(half) == 2)
    #expect(ledger.abandon(1) == [2])
    #expect(ledger.giveBack(half) == [])
    #expect(ledger.ask(half) == nil)
  }

  @Test func severalAreAdmittedTogether() {
    var ledger = ledger()
    let all = MachineCapacity(cpu: 4, memory: 100)
    let quarter = MachineCapacity(cpu: 1, memory: 25)
    #expect(ledger.ask(all) == nil)
    #expect((1...5).map { _ in ledger.ask(quarter) } == [1, 2, 3, 4, 5])
    #expect(ledger.giveBack(all) == [1, 2, 3, 4])
    #expect(ledger.giveBack(quarter) == [5])
  }

  @Test func aTaskLargerThanTheMachineIsChargedTheMachine() {
    let ledger = ledger()
    #expect(ledger.charge(cpu: 64, memory: 1000) == MachineCapacity(cpu: 4, memory: 100))
    #expect(ledger.charge(cpu: 0, memory: nil) == MachineCapacity(cpu: 0.1, memory: 0))
  }

  @Test func tenthsOfACoreAddUp() {
    var ledger = CapacityLedger(total: MachineCapacity(cpu: 1, memory: 1))
    for _ in 0..<10 { #expect(ledger.ask(MachineCapacity(cpu: 0.1, memory: 0)) == nil) }
  }
}
