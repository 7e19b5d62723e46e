import AWSClient
import AWSServices
import JSONText
import RunCost
import WorkflowModel

/// Asks AWS for the prices of a region.
struct PriceUpdate: Sendable {
  private let aws: AWSConfiguration

  /// Source: GetProducts.
  private static let page = 100

  init(_ aws: AWSConfiguration) { self.aws = aws }

  /// - Returns: a table of this region alone, and what could not be had.
  /// - Throws: ``ExecutionError`` when there is nothing on demand.
  func prices(of region: String) async throws -> (table: PriceTable, warnings: [String]) {
    var table = PriceTable()
    let machines = try await products(of: "AmazonEC2", in: region, Self.machines)
    guard !machines.isEmpty else {
      throw ExecutionError(.notFound, "the price list has no instances of \(region)", help: "check the region's name")
    }
    let fargate = try await products(of: "AmazonECS", in: region, [])
    table.take(machines + fargate, of: region, origin("AWS price list"))
    var warnings: [String] = []
    do {
      table.regions[region]?.spot = try await spot(in: region)
    } catch let error as AWSError {
      warnings.append("the Spot prices of \(region) are not known: \(error)")
    }
    return (table, warnings)
  }

  /// Linux on shared machines, without further software or licences, used and not only reserved.
  private static let machines = [
    ProductFilter("operatingSystem", "Linux"), ProductFilter("tenancy", "Shared"),
    ProductFilter("preInstalledSw", "NA"), ProductFilter("capacitystatus", "Used"),
    ProductFilter("marketoption", "OnDemand"),
  ]

  private func products(
    of service: String, in region: String, _ filters: [ProductFilter]
  ) async throws -> [PriceProduct] {
    var configuration = aws
    configuration.region = PricingClient.region
    let request = GetProductsRequest(
      serviceCode: service, filters: [ProductFilter("regionCode", region)] + filters, maxResults: Self.page)
    var products: [PriceProduct] = []
    do {
      for try await page in PricingClient(configuration).getProductsPages(request) {
        products += (page.priceList ?? []).compactMap { text in
          (try? JSONParser.parse(Array(text.utf8))).flatMap { PriceProduct(json: $0) }
        }
      }
    } catch let error as AWSError {
      throw ExecutionError(
        error.isAccessDenied ? .accessDenied : .service, "cannot read the price list of \(service)",
        help: error.isAccessDenied ? "let the credentials' user or role do pricing:GetProducts" : error.help,
        cause: error)
    }
    return products
  }

  /// What is in force now.
  private func spot(in region: String) async throws -> PriceTable.Spot {
    var configuration = aws
    configuration.region = region
    let now = aws.clock.now()
    var prices: [String: [String: Double]] = [:]
    let request = DescribeSpotPriceHistoryRequest(startTime: now, endTime: now)
    for try await page in EC2Client(configuration).describeSpotPriceHistoryPages(request) {
      for price in page.prices { prices[price.instanceType, default: [:]][price.zone] = price.price }
    }
    return PriceTable.Spot(origin: origin("EC2 DescribeSpotPriceHistory"), prices: prices)
  }

  private func origin(_ source: String) -> PriceTable.Origin {
    PriceTable.Origin(date: String(aws.clock.now().iso8601.prefix(10)), source: source)
  }
}
