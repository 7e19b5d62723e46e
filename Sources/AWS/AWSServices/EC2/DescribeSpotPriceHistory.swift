package import AWSClient

package struct DescribeSpotPriceHistoryRequest: Hashable, Sendable {
  /// Empty for all types.
  package var instanceTypes: [String]
  /// With both the same, the answer has the prices that were in force then.
  package var startTime: UnixTime?
  package var endTime: UnixTime?
  package var nextToken: String?

  package init(
    instanceTypes: [String] = [], startTime: UnixTime? = nil, endTime: UnixTime? = nil, nextToken: String? = nil
  ) {
    self.instanceTypes = instanceTypes
    self.startTime = startTime
    self.endTime = endTime
    self.nextToken = nextToken
  }
}

package struct DescribeSpotPriceHistoryResponse: Hashable, Sendable {
  package var prices: [SpotPrice]
  package var nextToken: String?
}

/// What an hour of an instance type cost in a zone from some time on, in US dollars.
package struct SpotPrice: Hashable, Sendable {
  package var instanceType: String
  package var zone: String
  package var price: Double

  package init(instanceType: String, zone: String, price: Double) {
    self.instanceType = instanceType
    self.zone = zone
    self.price = price
  }

  init?(_ item: XMLElement) {
    guard let type = item.text("instanceType"), let zone = item.text("availabilityZone"),
      let price = item.text("spotPrice").flatMap({ Double($0) })
    else { return nil }
    self.init(instanceType: type, zone: zone, price: price)
  }
}

extension EC2Client {
  /// A page of the Spot prices of Linux in the region.
  package func describeSpotPriceHistory(
    _ request: DescribeSpotPriceHistoryRequest
  ) async throws -> DescribeSpotPriceHistoryResponse {
    var parameters: [HTTPURL.QueryItem] = [.init("ProductDescription.1", "Linux/UNIX")]
    for (number, type) in request.instanceTypes.enumerated() {
      parameters.append(.init("InstanceType.\(number + 1)", type))
    }
    if let start = request.startTime { parameters.append(.init("StartTime", start.iso8601)) }
    if let end = request.endTime { parameters.append(.init("EndTime", end.iso8601)) }
    if let token = request.nextToken { parameters.append(.init("NextToken", token)) }
    let root = try await call("DescribeSpotPriceHistory", parameters)
    let items = root.first("spotPriceHistorySet")?.all("item") ?? []
    return DescribeSpotPriceHistoryResponse(
      prices: items.compactMap { SpotPrice($0) }, nextToken: root.text("nextToken"))
  }

  /// All pages, each asked for when the last one has been used.
  package func describeSpotPriceHistoryPages(
    _ request: DescribeSpotPriceHistoryRequest
  ) -> AWSPages<DescribeSpotPriceHistoryResponse> {
    AWSPages { token in
      var request = request
      request.nextToken = token ?? request.nextToken
      let page = try await describeSpotPriceHistory(request)
      return (page, page.nextToken)
    }
  }
}
