extension CallPath {
  /// Reads what ``description`` writes: `variants/align[3]/sort`; nil for other text.
  package init?(_ description: String) {
    var steps: [Step] = []
    for part in description.split(separator: "/", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let name = pieces.first, !name.isEmpty else { return nil }
      var shards: [Int] = []
      for piece in pieces.dropFirst() {
        guard piece.last == "]", let shard = Int(piece.dropLast()) else { return nil }
        shards.append(shard)
      }
      steps.append(Step(String(name), shards: shards))
    }
    self.init(steps)
  }
}
