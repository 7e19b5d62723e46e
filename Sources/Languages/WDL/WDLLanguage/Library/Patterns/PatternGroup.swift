/// The alternatives of a group while its pattern is read.
struct PatternGroup {
  /// What opens the group in Swift's syntax.
  let head: String
  /// Its number, when its match is remembered.
  let capture: Int?
  var flags: PatternFlags
  private var finished: [Alternative] = []
  private var current = Alternative()

  private struct Alternative {
    var text = ""
    /// How many characters it matches, while it is plain text; nil otherwise.
    var plainLength: Int? = 0
    var hasAtom = false
    /// Nil when there is something in it that only Swift's engine knows.
    var nodes: [PatternNode]? = []
  }

  init(head: String, capture: Int? = nil, flags: PatternFlags) {
    self.head = head
    self.capture = capture
    self.flags = flags
  }

  /// Whether there is something for a quantifier to repeat.
  var hasAtom: Bool { current.hasAtom }

  mutating func append(literal scalar: Unicode.Scalar) {
    current.text += PatternSets.literal(scalar)
    current.plainLength = current.plainLength.map { $0 + 1 }
    current.hasAtom = true
    current.nodes?.append(.scalar(scalar, ignoresCase: flags.ignoresCase))
  }

  /// - Parameter node: nil for what only Swift's engine knows.
  mutating func append(atom: String, _ node: PatternNode?) {
    current.text += atom
    current.plainLength = nil
    current.hasAtom = true
    append(node)
  }

  mutating func append(set: PatternSet?, _ text: String) {
    append(atom: text, set.map { .set($0, ignoresCase: flags.ignoresCase) })
  }

  /// - Parameter node: nil for what only Swift's engine knows.
  mutating func append(anchor: String, _ node: PatternNode?) {
    current.text += anchor
    current.plainLength = nil
    current.hasAtom = false
    append(node)
  }

  private mutating func append(_ node: PatternNode?) {
    if let node { current.nodes?.append(node) } else { current.nodes = nil }
  }

  /// - Parameter node: makes the repetition of what is repeated; nil when only Swift's engine knows it.
  mutating func append(quantifier: String, _ node: ((PatternNode) -> PatternNode)?) {
    current.text += quantifier
    current.plainLength = nil
    current.hasAtom = false
    guard let node, let last = current.nodes?.popLast() else {
      current.nodes = nil
      return
    }
    current.nodes?.append(node(last))
  }

  mutating func nextAlternative() {
    finished.append(current)
    current = Alternative()
  }

  /// Nil when there is something in it that only Swift's engine knows.
  var node: PatternNode? {
    var alternatives: [PatternNode] = []
    for alternative in finished + [current] {
      guard let nodes = alternative.nodes else { return nil }
      alternatives.append(nodes.count == 1 ? nodes[0] : .sequence(nodes))
    }
    let inner = alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
    return capture.map { .capture($0, inner) } ?? inner
  }

  /// The alternatives, the longest first when all are plain text.
  var joined: String {
    var all = finished + [current]
    if all.allSatisfy({ $0.plainLength != nil }) {
      all.sort { $0.plainLength ?? 0 > $1.plainLength ?? 0 }
    }
    return all.map(\.text).joined(separator: "|")
  }
}

/// What `(?i)`, `(?s)` and `(?m)` turn on.
struct PatternFlags {
  var ignoresCase = false
  var dotMatchesAll = false
  var multiline = false
}
