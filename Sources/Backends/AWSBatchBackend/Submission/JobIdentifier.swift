/// A job's identifier as Batch takes it: `id`, or `id:index` for a child of an array.
struct JobIdentifier: Hashable, Sendable {
  let parent: String
  /// Nil for a job that is no array's child.
  let index: Int?

  init(parent: String, index: Int?) {
    self.parent = parent
    self.index = index
  }

  init(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1)
    if parts.count == 2, let index = Int(parts[1]) {
      self.init(parent: String(parts[0]), index: index)
    } else {
      self.init(parent: text, index: nil)
    }
  }

  var text: String { index.map { "\(parent):\($0)" } ?? parent }
}
