import SourceText

/// Which value needs which others, to order them and to find those that need themselves.
struct DependencyGraph {
  private struct Node {
    /// What to call it in a message; nil for what the user did not name.
    let name: String?
    let span: SourceSpan
    let id: Int
    let uses: Set<Int>
  }

  private var nodes: [Node] = []
  /// By id.
  private var places: [Int: Int] = [:]

  /// Adds a node; each id once.
  ///
  /// - Parameter name: what to call it in a message; nil for what the user did not name.
  mutating func add(_ id: Int, _ name: String?, _ span: SourceSpan, uses: Set<Int>) {
    places[id] = nodes.count
    nodes.append(Node(name: name, span: span, id: id, uses: uses))
  }

  /// Every id after those that it uses, else in the order of adding. Each group of values that need each other is
  /// reported, at the first of them.
  func sorted(reportingTo sink: DiagnosticSink) -> [Int] {
    let uses = nodes.map { node in node.uses.isEmpty ? [] : node.uses.compactMap { places[$0] }.sorted() }
    var walk = DepthFirstWalk(uses: uses)
    for place in nodes.indices { walk.visit(place) }
    for cycle in walk.cycles { report(cycle, to: sink) }
    return walk.done.map { nodes[$0].id }
  }

  private func report(_ cycle: [Int], to sink: DiagnosticSink) {
    let named = cycle.compactMap { place in nodes[place].name.map { ($0, nodes[place].span) } }
    guard let start = named.indices.min(by: { named[$0].1.start < named[$1].1.start }) else { return }
    var names: [String] = []
    for (name, _) in named[start...] + named[..<start] where names.last != name { names.append(name) }
    if names.count > 1, names.first == names.last { names.removeLast() }
    let path = (names + [names[0]]).map { "`\($0)`" }.joined(separator: " needs ")
    sink.error(
      "wdl.circular-dependency", names.count == 1 ? "`\(names[0])` needs itself" : "values need each other: \(path)",
      at: named[start].1, help: "one of them must be known without the others")
  }
}

/// Visits what a node uses before the node itself, without recursion: documents may hold chains of any length.
private struct DepthFirstWalk {
  private let uses: [[Int]]
  private(set) var done: [Int] = []
  /// One for each group of nodes that use each other.
  private(set) var cycles: [[Int]] = []
  private var isFinished: [Bool]
  private var placeOnPath: [Int?]
  private var path: [(node: Int, next: Int)] = []
  private var reported: Set<Int> = []

  init(uses: [[Int]]) {
    self.uses = uses
    isFinished = Array(repeating: false, count: uses.count)
    placeOnPath = Array(repeating: nil, count: uses.count)
    done.reserveCapacity(uses.count)
  }

  mutating func visit(_ root: Int) {
    guard !isFinished[root] else { return }
    push(root)
    while let (node, next) = path.last {
      guard next < uses[node].count else {
        pop(node)
        continue
      }
      path[path.count - 1].next += 1
      let used = uses[node][next]
      if let place = placeOnPath[used] {
        note(path[place...].map(\.node))
      } else if !isFinished[used] {
        push(used)
      }
    }
  }

  private mutating func push(_ node: Int) {
    placeOnPath[node] = path.count
    path.append((node, 0))
  }

  private mutating func pop(_ node: Int) {
    path.removeLast()
    placeOnPath[node] = nil
    isFinished[node] = true
    done.append(node)
  }

  private mutating func note(_ cycle: [Int]) {
    guard reported.isDisjoint(with: cycle) else { return }
    reported.formUnion(cycle)
    cycles.append(cycle)
  }
}
