package import AWSClient

/// An array job's children by status, or a child's place.
package struct ArrayPropertiesDetail: AWSShape {
  package var statusSummary: [String: Int]?
  package var statusSummaryLastUpdatedAt: Int64?
  package var size: Int?
  package var index: Int?

  package init(
    statusSummary: [String: Int]? = nil, statusSummaryLastUpdatedAt: Int64? = nil, size: Int? = nil, index: Int? = nil
  ) {
    self.statusSummary = statusSummary
    self.statusSummaryLastUpdatedAt = statusSummaryLastUpdatedAt
    self.size = size
    self.index = index
  }

  package init(from shape: ShapeReader) throws(AWSResponseError) {
    statusSummary = try shape.optional("statusSummary")
    statusSummaryLastUpdatedAt = try shape.optional("statusSummaryLastUpdatedAt")
    size = try shape.optional("size")
    index = try shape.optional("index")
  }

  package func write(to shape: inout ShapeWriter) {
    shape["statusSummary"] = statusSummary
    shape["statusSummaryLastUpdatedAt"] = statusSummaryLastUpdatedAt
    shape["size"] = size
    shape["index"] = index
  }
}
