import SourceText

/// Which value needs which others, to order them and to find those that need themselves.
struct DependencyGraph {
  private struct Node {
    var name: String?
    var span: SourceSpan
    var uses: [Int]
  }

  private var nodes: [Int: Node] = [:]
  /// In the order in which they were added.
  private var order: [Int] = []

  /// Adds a node.
  ///
  /// - Parameter name: what to call it in a message; nil for what the user did not name.
  mutating func add(_ id: Int, _ name: String?, _ span: SourceSpan, uses: some Sequence<Int>) {
    if nodes[id] == nil { order.append(id) }
    nodes[id] = Node(name: name, span: span, uses: uses.sorted())
  }

  /// Every node after those that it uses, else in the order of adding; and one cycle for each group of nodes that need
  /// each other.
  func sorted() -> (order: [Int], cycles: [[Int]]) {
    var walk = Walk(nodes: nodes.mapValues(\.uses))
    for id in order { walk.visit(id) }
    return (walk.done, walk.cycles)
  }

  /// Reports each cycle at the first of its nodes.
  func reportCycles(to sink: DiagnosticSink) {
    for cycle in sorted().cycles {
      let named = cycle.compactMap { id in nodes[id].flatMap { node in node.name.map { ($0, node.span) } } }
      guard let start = named.indices.min(by: { named[$0].1.start < named[$1].1.start }) else { continue }
      var names: [String] = []
      for (name, _) in named[start...] + named[..<start] where names.last != name { names.append(name) }
      if names.count > 1, names.first == names.last { names.removeLast() }
      let path = (names + [names[0]]).map { "`\($0)`" }.joined(separator: " needs ")
      sink.error(
        "wdl.circular-dependency", names.count == 1 ? "`\(names[0])` needs itself" : "values need each other: \(path)",
        at: named[start].1, help: "one of them must be known without the others")
    }
  }

  /// Depth first without recursion: documents may hold chains of any length.
  private struct Walk {
    let nodes: [Int: [Int]]
    private(set) var done: [Int] = []
    private(set) var cycles: [[Int]] = []
    private var finished: Set<Int> = []
    private var path: [(id: Int, next: Int)] = []
    private var placeOnPath: [Int: Int] = [:]
    private var reported: Set<Int> = []

    init(nodes: [Int: [Int]]) { self.nodes = nodes }

    mutating func visit(_ root: Int) {
      guard !finished.contains(root) else { return }
      push(root)
      while let (id, next) = path.last {
        let uses = nodes[id] ?? []
        guard next < uses.count else {
          pop(id)
          continue
        }
        path[path.count - 1].next += 1
        let used = uses[next]
        if let place = placeOnPath[used] {
          note(path[place...].map(\.id))
        } else if nodes[used] != nil, !finished.contains(used) {
          push(used)
        }
      }
    }

    private mutating func push(_ id: Int) {
      placeOnPath[id] = path.count
      path.append((id, 0))
    }

    private mutating func pop(_ id: Int) {
      path.removeLast()
      placeOnPath[id] = nil
      finished.insert(id)
      done.append(id)
    }

    private mutating func note(_ cycle: [Int]) {
      guard reported.isDisjoint(with: cycle) else { return }
      reported.formUnion(cycle)
      cycles.append(cycle)
    }
  }
}
