package import AWSClient

/// An array job's children, or a child's place.
package struct ArrayPropertiesSummary: AWSShape {
  package var size: Int?
  package var index: Int?
  package var statusSummary: [String: Int]?
  package var statusSummaryLastUpdatedAt: Int64?

  package init(
    size: Int? = nil, index: Int? = nil, statusSummary: [String: Int]? = nil, statusSummaryLastUpdatedAt: Int64? = nil
  ) {
    self.size = size
    self.index = index
    self.statusSummary = statusSummary
    self.statusSummaryLastUpdatedAt = statusSummaryLastUpdatedAt
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    size = try shape.optional("size")
    index = try shape.optional("index")
    statusSummary = try shape.optional("statusSummary")
    statusSummaryLastUpdatedAt = try shape.optional("statusSummaryLastUpdatedAt")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["size"] = size
    shape["index"] = index
    shape["statusSummary"] = statusSummary
    shape["statusSummaryLastUpdatedAt"] = statusSummaryLastUpdatedAt
  }
}
