/// A pattern as steps, for ``PatternMatcher``.
struct PatternProgram: Sendable {
  enum Step: Sendable {
    case scalar(Unicode.Scalar)
    case folded([Unicode.Scalar])
    case set(PatternSet)
    case foldedSet(PatternSet)
    case anchor(PatternAnchor)
    /// Goes on at both, at the first in preference.
    case fork(Int, Int)
    case jump(Int)
    /// Remembers the place: 2n where group n begins, 2n + 1 where it ends.
    case save(Int)
    case match
  }

  private(set) var steps: [Step] = []
  /// The whole match and the groups.
  let groupCount: Int
  /// Whether of several matches at one place the longest counts, as in ERE; else the one that is preferred.
  let takesLongest: Bool

  /// Repetitions are written out; what is longer than this is no pattern that anybody means.
  private static let limit = 50_000

  /// Nil when it would be too long.
  init?(_ node: PatternNode, groups: Int) {
    groupCount = groups + 1
    takesLongest = !node.isLazy
    guard Self.size(of: node) <= Self.limit else { return nil }
    steps.append(.save(0))
    add(node)
    steps.append(.save(1))
    steps.append(.match)
  }

  /// How many steps it takes, or one more than the limit.
  private static func size(of node: PatternNode) -> Int {
    let size: Int
    switch node {
    case .scalar, .set, .anchor: size = 1
    case .sequence(let nodes): size = nodes.reduce(0) { min($0 + Self.size(of: $1), limit + 1) }
    case .alternatives(let nodes): size = nodes.reduce(0) { min($0 + Self.size(of: $1) + 2, limit + 1) }
    case .capture(_, let inner): size = Self.size(of: inner) + 2
    case .repetition(let inner, let least, let most, _):
      let times = max(1, most ?? (least + 1))
      size = (Self.size(of: inner) + 2).multipliedReportingOverflow(by: times).partialValue
    }
    return size < 0 ? limit + 1 : min(size, limit + 1)
  }

  private mutating func add(_ node: PatternNode) {
    switch node {
    case .scalar(let scalar, let ignoresCase):
      steps.append(ignoresCase ? .folded([scalar] + scalar.otherCases) : .scalar(scalar))
    case .set(let set, let ignoresCase): steps.append(ignoresCase ? .foldedSet(set) : .set(set))
    case .anchor(let anchor): steps.append(.anchor(anchor))
    case .sequence(let nodes): for node in nodes { add(node) }
    case .alternatives(let nodes): addAlternatives(nodes[...])
    case .capture(let number, let inner):
      steps.append(.save(2 * number))
      add(inner)
      steps.append(.save(2 * number + 1))
    case .repetition(let inner, let least, let most, let isLazy):
      for _ in 0..<least { add(inner) }
      guard let most else { return addLoop(inner, isLazy) }
      addOptions(inner, max(0, most - least), isLazy)
    }
  }

  private mutating func addAlternatives(_ nodes: ArraySlice<PatternNode>) {
    var ends: [Int] = []
    for (index, node) in nodes.enumerated() {
      guard index < nodes.count - 1 else {
        add(node)
        break
      }
      let fork = steps.count
      steps.append(.match)
      add(node)
      ends.append(steps.count)
      steps.append(.match)
      steps[fork] = .fork(fork + 1, steps.count)
    }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  /// `inner*`
  private mutating func addLoop(_ inner: PatternNode, _ isLazy: Bool) {
    let fork = steps.count
    steps.append(.match)
    add(inner)
    steps.append(.jump(fork))
    steps[fork] = isLazy ? .fork(steps.count, fork + 1) : .fork(fork + 1, steps.count)
  }

  /// `(inner(inner)?)?`
  private mutating func addOptions(_ inner: PatternNode, _ count: Int, _ isLazy: Bool) {
    var forks: [Int] = []
    for _ in 0..<count {
      forks.append(steps.count)
      steps.append(.match)
      add(inner)
    }
    for fork in forks { steps[fork] = isLazy ? .fork(steps.count, fork + 1) : .fork(fork + 1, steps.count) }
  }
}

extension PatternNode {
  /// Whether a lazy quantifier stands in it.
  fileprivate var isLazy: Bool {
    switch self {
    case .scalar, .set, .anchor: false
    case .sequence(let nodes), .alternatives(let nodes): nodes.contains(where: \.isLazy)
    case .capture(_, let inner): inner.isLazy
    case .repetition(let inner, _, _, let isLazy): isLazy || inner.isLazy
    }
  }
}
