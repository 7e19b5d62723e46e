import JSONText
import RunCost
import Testing
import WorkflowModel

@Suite struct PriceTableTests {
  @Test func theTableOfThisProgramCanBeReadAndSaysWhenAndWhere() throws {
    let table = try PriceTable.builtIn()
    let region = try #require(table.regions["eu-central-1"])
    #expect(region.origin.date == "2025-03-02" && !region.origin.source.isEmpty)
    #expect(region.onDemand["m5.large"] == 0.115)
    #expect(table.types["m5.large"] == PriceTable.InstanceType(vCPUs: 2, memory: 8 << 30))
    #expect(table.types["c7g.large"]?.architecture == "arm64")
    #expect(table.regions["us-east-1"]?.fargate?.rates["x86_64"]?.vCPU == 0.04048)
    for region in table.regions.values {
      #expect(region.onDemand.keys.allSatisfy { table.types[$0] != nil })
    }
  }

  @Test func aTableIsReadAsItWasWritten() throws {
    var table = try PriceTable.builtIn()
    table.regions["eu-central-1"]?.spot = PriceTable.Spot(
      origin: PriceTable.Origin(date: "2026-11-28", source: "a test"), prices: ["m5.large": ["eu-central-1a": 0.04]])
    #expect(try PriceTable(bytes: Array(JSONWriter.indented(table.json).utf8)) == table)
  }

  @Test(arguments: [
    ("[]", "its `currency` is not `USD`"), ("{", "it is no JSON"),
    (#"{"currency":"USD"}"#, "it has no `regions`"),
    (#"{"currency":"USD","regions":{"r":{}}}"#, "r has no `date` and `source`"),
    (
      #"{"currency":"USD","regions":{"r":{"date":"d","source":"s","onDemand":{"m5.large":0}}}}"#,
      "the price of `m5.large` in r is no number above 0"
    ),
  ]) func whatIsNoTableIsSaid(_ text: String, _ problem: String) {
    #expect(throws: PriceTableError.self) { try PriceTable(bytes: Array(text.utf8)) }
    do { _ = try PriceTable(bytes: Array(text.utf8)) } catch { #expect(error.description == problem) }
  }

  @Test func whatTheUserFetchedCountsForItsRegions() throws {
    let own = PriceTable(regions: [
      "eu-central-1": PriceTable.Region(
        origin: PriceTable.Origin(date: "2026-11-28", source: "own"), onDemand: ["m5.large": 0.2])
    ])
    let table = try PriceTable.builtIn().overlaid(with: own)
    #expect(table.regions["eu-central-1"]?.onDemand == ["m5.large": 0.2])
    #expect(table.regions["eu-west-1"]?.onDemand["m5.large"] == 0.107)
  }

  // MARK: The price list

  private static func product(_ attributes: String, usd: String = "0.0960000000") throws -> JSONValue {
    try JSONParser.parse(
      Array(
        """
        {"product":{"productFamily":"Compute Instance","sku":"S","attributes":{\(attributes)}},"serviceCode":"AmazonEC2",
        "terms":{"OnDemand":{"S.JRTCKXETXF":{"priceDimensions":{"S.JRTCKXETXF.6YS6EN2CT7":{"unit":"Hrs",
        "beginRange":"0","endRange":"Inf","pricePerUnit":{"USD":"\(usd)"}}},"sku":"S","offerTermCode":"JRTCKXETXF"}}}}
        """.utf8))
  }

  @Test func productsOfThePriceListBecomeATable() throws {
    let machine =
      #""instanceType":"c7g.large","vcpu":"2","memory":"4 GiB","physicalProcessor":"AWS Graviton3 Processor""#
    var products = [try Self.product(machine, usd: "0.0725000000")]
    for (usage, usd) in [
      ("vCPU-Hours:perCPU", "0.04048"), ("GB-Hours", "0.004445"), ("EphemeralStorage-GB-Hours", "0.000111"),
      ("Windows-vCPU-Hours:perCPU", "0.09"),
    ] {
      products.append(try Self.product(#""usagetype":"EUC1-Fargate-\#(usage)""#, usd: usd))
    }
    var table = PriceTable()
    let origin = PriceTable.Origin(date: "2026-11-28", source: "AWS price list")
    table.take(products.compactMap { PriceProduct(json: $0) }, of: "eu-central-1", origin)
    #expect(table.types["c7g.large"] == PriceTable.InstanceType(vCPUs: 2, memory: 4 << 30, architecture: "arm64"))
    #expect(table.regions["eu-central-1"]?.onDemand == ["c7g.large": 0.0725])
    #expect(
      table.regions["eu-central-1"]?.fargate?.rates == [
        "x86_64": PriceTable.FargateRates(vCPU: 0.04048, memory: 0.004445, disk: 0.000111)
      ])
  }

  @Test func whatIsNoPriceIsPassedOver() throws {
    let machine = #""instanceType":"m5.large","vcpu":"2","memory":"8 GiB""#
    #expect(PriceProduct(json: try Self.product(machine, usd: "0.0000000000")) == nil)
    #expect(PriceProduct(json: try Self.product(#""instanceType":"m5.large","vcpu":"2","memory":"NA""#)) == nil)
    #expect(PriceProduct(json: [:]) == nil)
  }
}
