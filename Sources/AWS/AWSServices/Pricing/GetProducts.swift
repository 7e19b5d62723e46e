package import AWSClient

package struct GetProductsRequest: AWSShape {
  /// `AmazonEC2`.
  package var serviceCode: String
  package var filters: [ProductFilter]?
  package var nextToken: String?
  /// At most 100.
  package var maxResults: Int?

  package init(
    serviceCode: String, filters: [ProductFilter]? = nil, nextToken: String? = nil, maxResults: Int? = nil
  ) {
    self.serviceCode = serviceCode
    self.filters = filters
    self.nextToken = nextToken
    self.maxResults = maxResults
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    serviceCode = try shape.required("ServiceCode")
    filters = try shape.optional("Filters")
    nextToken = try shape.optional("NextToken")
    maxResults = try shape.optional("MaxResults")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["ServiceCode"] = serviceCode
    shape["Filters"] = filters
    shape["FormatVersion"] = "aws_v1"
    shape["NextToken"] = nextToken
    shape["MaxResults"] = maxResults
  }
}

/// An attribute that products have to have.
package struct ProductFilter: AWSShape {
  package var field: String
  package var value: String

  package init(_ field: String, _ value: String) {
    self.field = field
    self.value = value
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    field = try shape.required("Field")
    value = try shape.required("Value")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["Type"] = "TERM_MATCH"
    shape["Field"] = field
    shape["Value"] = value
  }
}

package struct GetProductsResponse: AWSShape {
  /// Each is a JSON document in a text: the product with its attributes, and its terms.
  package var priceList: [String]?
  package var nextToken: String?

  package init(priceList: [String]? = nil, nextToken: String? = nil) {
    self.priceList = priceList
    self.nextToken = nextToken
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    priceList = try shape.optional("PriceList")
    nextToken = try shape.optional("NextToken")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["PriceList"] = priceList
    shape["NextToken"] = nextToken
  }
}

extension PricingClient {
  /// A page of the products that have all these attributes.
  package func getProducts(_ request: GetProductsRequest) async throws -> GetProductsResponse {
    try await call("GetProducts", subject: request.serviceCode, request)
  }

  /// All pages, each asked for when the last one has been used.
  package func getProductsPages(_ request: GetProductsRequest) -> AWSPages<GetProductsResponse> {
    AWSPages { token in
      var request = request
      request.nextToken = token ?? request.nextToken
      let page = try await getProducts(request)
      return (page, page.nextToken)
    }
  }
}
