import Testing

@testable import WorkflowEngine

@Suite struct LeaseWatchTests {
  private func lease(_ head: String = "a", lock: String? = "boot:1:2", isHeld: Bool = true) -> HeadLease {
    var lease = HeadLease(head: head, lock: lock, process: "process 1 on host", time: 5)
    lease.isHeld = isHeld
    return lease
  }

  private var watch: LeaseWatch { LeaseWatch(lock: "boot:1:3", term: .seconds(30)) }

  @Test func aLeaseReadsBack() {
    var written = lease(isHeld: false)
    written.count = 7
    written.number = 3
    #expect(HeadLease(written.bytes) == written)
    #expect(HeadLease(lease(lock: nil).bytes) == lease(lock: nil))
    #expect(HeadLease(Array("{\"lease\":2,\"head\":\"x\"}".utf8)) == nil)
  }

  @Test func whatNobodyHasIsTaken() {
    var watch = watch
    #expect(watch.next(nil, at: .zero) == .take(replacing: nil))
    #expect(watch.next((lease(isHeld: false), "1"), at: .zero) == .take(replacing: "1"))
  }

  @Test func aHeadWhoseLockIsMineIsDead() {
    var watch = watch
    #expect(watch.next((lease(lock: "boot:1:3"), "1"), at: .zero) == .take(replacing: "1"))
    var lockless = LeaseWatch(lock: nil, term: .seconds(30))
    #expect(lockless.next((lease(lock: nil), "1"), at: .zero) == .wait)
  }

  @Test func aLeaseThatIsNotRenewedForATermIsOver() {
    var watch = watch
    #expect(watch.next((lease(), "1"), at: .seconds(2)) == .wait)
    #expect(watch.next((lease(), "1"), at: .seconds(31)) == .wait)
    #expect(watch.next((lease(), "1"), at: .seconds(32)) == .take(replacing: "1"))
  }

  @Test func aLeaseThatIsRenewedIsSomebodys() {
    var watch = watch
    #expect(watch.next((lease(), "1"), at: .seconds(2)) == .wait)
    #expect(watch.next((lease(), "2"), at: .seconds(12)) == .refuse)
  }

  @Test func aLeaseOfAnotherFormatIsSomebodys() {
    var watch = watch
    #expect(watch.next((nil, "1"), at: .zero) == .refuse)
  }
}
