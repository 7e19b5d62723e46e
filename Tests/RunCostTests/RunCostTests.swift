import JSONText
import RunCost
import Testing
import WorkflowEngine
import WorkflowModel

private let hour: Int64 = 3_600_000

private let table = PriceTable(
  types: ["m5.large": PriceTable.InstanceType(vCPUs: 2, memory: 8 << 30)],
  regions: [
    "here": PriceTable.Region(
      origin: PriceTable.Origin(date: "2026-11-28", source: "a test"), onDemand: ["m5.large": 0.1])
  ])

private func call(_ text: String) throws -> CallPath { try #require(CallPath(text)) }

private func stay(from start: Int64, to end: Int64?) -> MachineStay {
  var stay = MachineStay(
    reserved: MachineStay.Reservation(vCPUs: 1, memory: 1 << 30), started: start, stopped: end)
  (stay.platform, stay.instanceType, stay.purchase, stay.region) = (.ec2, "m5.large", .onDemand, "here")
  return stay
}

private let files = TaskFiles(stdout: FileReference("/o"), stderr: FileReference("/e"), workFolder: "/w")

/// The events of an attempt on AWS Batch that had half a machine.
private func attempt(
  _ path: CallPath, _ number: Int, from start: Int64, to end: Int64, _ outcome: TaskOutcome,
  _ labels: [String: String] = [:], stays: [MachineStay]? = nil
) -> [RunEvent.Kind] {
  let name = AttemptName(path, number)
  return [
    .attemptPrepared(name, environment: "aws", TaskResources()),
    .attemptSubmitted(name, BackendHandle(backend: "aws-batch", identifier: "j")), .attemptRunning(name),
  ] + (stays ?? [stay(from: start, to: end)]).map { .attemptPlaced(name, $0, labels: labels) } + [
    .attemptEnded(name, .outcome(outcome))
  ]
}

private func reading(_ kinds: [RunEvent.Kind]) -> CostReading {
  var reading = CostReading()
  for kind in kinds { reading.apply(RunEvent(time: 0, kind)) }
  return reading
}

private func cents(_ sum: CostSum) -> [Double] {
  [(sum.amount.low * 1e4).rounded() / 100, (sum.amount.high * 1e4).rounded() / 100]
}

@Suite struct RunCostTests {
  @Test func aRunIsTheSumOfItsAttemptsWithThoseThatWereLostApart() throws {
    let (first, second) = (try call("align[0]"), try call("align[1]"))
    let reading = reading(
      attempt(first, 0, from: 0, to: hour, .lost(reason: "reclaimed"), ["large": ""])
        + attempt(first, 1, from: hour, to: 3 * hour, .exited(status: 0, files), ["large": ""])
        + [.callSucceeded(first, attempt: 1, status: 0)]
        + attempt(second, 0, from: 0, to: hour, .exited(status: 1, files), ["large": "", "size": "big"])
        + attempt(second, 1, from: hour, to: 2 * hour, .exited(status: 0, files), ["large": "", "size": "big"])
        + [.callSucceeded(second, attempt: 1, status: 0), .runEnded(.succeeded)])
    let cost = reading.cost(table, now: 0)
    #expect(cents(cost.total.all) == [25, 25], "five hours of half a machine of ten cents")
    #expect(cents(cost.total.lost) == [5, 5] && cost.total.lost.attempts == 1)
    #expect(cents(cost.total.failed) == [5, 5] && cost.total.failed.attempts == 1)
    #expect(!cost.isUnderWay && cost.regions == ["here"])
    #expect(cost.lines[.task]?.map(\.key) == ["align"] && cost.lines[.task]?.first?.calls == 2)
    #expect(cost.lines[.call]?.map { cents($0.all)[0] } == [15, 10])
    #expect(
      cost.lines[.label]?.map { [$0.key, "\($0.calls)", "\(cents($0.all)[0])"] } == [
        ["large", "2", "25.0"], ["size=big", "1", "10.0"],
      ])
    #expect(reading.durations == ["align": hour...2 * hour])
  }

  @Test func laterAccountsOfAStayReplaceEarlierOnesAndOtherStaysAddUp() throws {
    let path = try call("align")
    let stays = [stay(from: 0, to: nil), stay(from: 0, to: hour), stay(from: hour, to: 2 * hour)]
    let cost = reading(attempt(path, 0, from: 0, to: hour, .exited(status: 0, files), stays: stays))
      .cost(table, now: 0)
    #expect(cents(cost.total.all) == [10, 10])
  }

  @Test func whatGoesOnIsCountedUntilNow() throws {
    let name = AttemptName(try call("align"), 0)
    let cost = reading([
      .attemptPrepared(name, environment: "aws", TaskResources()), .attemptRunning(name),
      .attemptPlaced(name, stay(from: 0, to: nil), labels: [:]),
    ]).cost(table, now: 2 * hour)
    #expect(cost.isUnderWay && cents(cost.total.all) == [10, 10])
  }

  @Test func anAttemptOfWhichNothingIsKnownIsUnknownAndOneThatNeverRanIsFree() throws {
    let path = try call("align")
    let unplaced = attempt(path, 0, from: 0, to: hour, .exited(status: 0, files), stays: [])
    #expect(reading(unplaced).cost(table, now: 0).total.all.unknown == 1)
    let waiting = reading(unplaced.filter { if case .attemptRunning = $0 { false } else { true } })
    #expect(waiting.cost(table, now: 0).total.free == 1)
  }

  @Test func whatRanHereIsFree() throws {
    let path = try call("align")
    let name = AttemptName(path, 0)
    let cost = reading([
      .attemptPrepared(name, environment: "local", TaskResources()),
      .attemptSubmitted(name, BackendHandle(backend: "local", identifier: "1")), .attemptRunning(name),
      .attemptEnded(name, .outcome(.exited(status: 0, files))), .callSucceeded(path, attempt: 0, status: 0),
    ]).cost(table, now: 0)
    #expect(cost.total.free == 1 && cost.total.all == CostSum())
  }

  @Test func aReadingTakesTheTimeOfItsEvents() throws {
    // Ten times the attempts take about ten times as long, whatever the machine is.
    func time(_ count: Int) throws -> Duration {
      let path = try (0..<count).map { try call("align[\($0)]") }
      let events = path.flatMap { attempt($0, 0, from: 0, to: hour, .exited(status: 0, files)) }
      return ContinuousClock().measure { #expect(reading(events).cost(table, now: 0).total.attempts == count) }
    }
    _ = try time(100)
    #expect(try time(20_000) < .seconds(20))
  }

  @Test func stayIsReadFromAJournalAsItWasWritten() throws {
    var full = stay(from: 1, to: 2)
    (full.zone, full.instance, full.architecture, full.vCPUs, full.memory) = ("here-a", "i-0", "x86_64", 2, 1 << 33)
    full.hourlyPrice = 0.0321
    full.reserved.gpus = 1
    full.reserved.disk = 21 << 30
    full.offers = [
      MachineStay.Offer(.ec2, .spot, types: ["m5.*"]), MachineStay.Offer(.fargate, .onDemand),
    ]
    for stay in [full, MachineStay(reserved: MachineStay.Reservation(vCPUs: 1))] {
      let event = RunEvent(time: 5, .attemptPlaced(AttemptName(try call("a[1]/b"), 0), stay, labels: ["x": "y"]))
      #expect(try RunEvent(JSONParser.parse(Array(JSONWriter.compact(event.json).utf8))) == event)
    }
  }
}
