/// A job's identifier with the region that it is in, where that is not its environment's: `eu-west-1/3fd1…:5`.
package struct RegionalJob: Hashable, Sendable {
  package let region: String?
  /// As Batch takes it.
  package let id: String

  package init(region: String?, id: String) {
    self.region = region
    self.id = id
  }

  package init(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    if parts.count == 2 { self.init(region: parts[0], id: parts[1]) } else { self.init(region: nil, id: text) }
  }

  package var text: String { region.map { "\($0)/\(id)" } ?? id }
}
