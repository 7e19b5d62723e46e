import RunCost
import Testing
import WorkflowModel

private let table = PriceTable(
  types: [
    "m5.large": PriceTable.InstanceType(vCPUs: 2, memory: 8 << 30),
    "m5.xlarge": PriceTable.InstanceType(vCPUs: 4, memory: 16 << 30),
    "c7g.large": PriceTable.InstanceType(vCPUs: 2, memory: 4 << 30, architecture: "arm64"),
    "g5.xlarge": PriceTable.InstanceType(vCPUs: 4, memory: 16 << 30, gpus: 1),
    "p9.large": PriceTable.InstanceType(vCPUs: 2, memory: 8 << 30),
  ],
  regions: [
    "here": PriceTable.Region(
      origin: PriceTable.Origin(date: "2026-11-28", source: "a test"),
      onDemand: ["m5.large": 0.1, "m5.xlarge": 0.2, "c7g.large": 0.08, "g5.xlarge": 1],
      fargate: PriceTable.Fargate(
        origin: PriceTable.Origin(date: "2026-11-28", source: "a test"),
        rates: ["x86_64": PriceTable.FargateRates(vCPU: 0.04, memory: 0.004, disk: 0.0001)]))
  ])

private func stay(
  _ type: String?, _ purchase: MachineStay.Purchase? = .onDemand, vCPUs: Double = 1, memory: Int64 = 1 << 30,
  gpus: Int = 0, region: String = "here"
) -> MachineStay {
  var stay = MachineStay(reserved: MachineStay.Reservation(vCPUs: vCPUs, memory: memory, gpus: gpus))
  stay.platform = .ec2
  stay.instanceType = type
  stay.purchase = purchase
  stay.region = region
  return stay
}

private func price(_ stay: MachineStay, _ prices: PriceTable = table) -> CostRange? {
  StayPrice(prices).perHour(stay).map {
    CostRange(low: ($0.low * 1e6).rounded() / 1e6, high: ($0.high * 1e6).rounded() / 1e6)
  }
}

@Suite struct StayPriceTests {
  @Test func aShareOfTheMachineIsTheGreatestOfItsShares() {
    #expect(price(stay("m5.large")) == CostRange(0.05), "half of the vCPUs")
    #expect(price(stay("m5.large", memory: 6 << 30)) == CostRange(0.075), "three quarters of the memory")
    #expect(price(stay("g5.xlarge", gpus: 1)) == CostRange(1), "the only GPU")
    #expect(price(stay("m5.large", vCPUs: 8)) == CostRange(0.1), "never more than the machine")
  }

  @Test func whatHasNoPriceIsUnknownAndNotZero() {
    #expect(price(stay("m9.large")) == nil)
    #expect(price(stay("p9.large")) == nil)
    #expect(price(stay("m5.large", region: "elsewhere")) == nil)
    #expect(price(stay(nil, nil)) == nil)
  }

  @Test func aSpotInstanceHasThePriceOfThen() {
    var spot = stay("m5.large", .spot)
    #expect(price(spot) == CostRange(low: 0.005, high: 0.05), "from nine tenths off to nothing off")
    var known = table
    known.regions["here"]?.spot = PriceTable.Spot(
      origin: PriceTable.Origin(date: "2026-11-28", source: "a test"),
      prices: ["m5.large": ["here-a": 0.03, "here-b": 0.05]])
    #expect(price(spot, known) == CostRange(low: 0.015, high: 0.025), "the zones of the region")
    spot.zone = "here-a"
    #expect(price(spot, known) == CostRange(0.015))
    spot.hourlyPrice = 0.04
    #expect(price(spot, known) == CostRange(0.02), "what was asked at the time")
  }

  @Test func anUnknownMachineIsARangeOverThoseThatHoldTheAttempt() {
    var unknown = stay(nil, nil)
    unknown.offers = [MachineStay.Offer(.ec2, .onDemand, types: ["m5.*", "c7g.large"])]
    #expect(price(unknown) == CostRange(low: 0.04, high: 0.05))
    unknown.architecture = "x86_64"
    unknown.reserved.memory = 12 << 30
    #expect(price(unknown) == CostRange(0.15), "m5.large does not hold it, c7g is of another architecture")
    unknown.reserved.gpus = 1
    #expect(price(unknown) == nil)
  }

  @Test func fargateHasRatesForWhatIsAskedFor() {
    var fargate = stay(nil, vCPUs: 2, memory: 4 << 30)
    fargate.platform = .fargate
    #expect(price(fargate) == CostRange(0.096))
    fargate.reserved.disk = 50 << 30
    #expect(price(fargate) == CostRange(0.099), "the first 20 GiB are included")
    fargate.purchase = .spot
    #expect(price(fargate) == CostRange(low: 0.0297, high: 0.099))
    fargate.architecture = "arm64"
    #expect(price(fargate) == nil)
  }
}
