import RunReport
import WorkflowModel

/// The calls of a run as a tree: what runs in workflows that are called stands below their calls.
struct CallTree: Sendable {
  struct Node: Sendable {
    let path: CallPath
    /// The call in the journal's reading; nil for a call of a workflow.
    fileprivate(set) var call: Int?
    /// Places in ``CallTree/nodes``.
    fileprivate(set) var children: [Int] = []

    var isWorkflow: Bool { call == nil }
  }

  /// The first is the root.
  private(set) var nodes = [Node(path: CallPath([]))]
  private var places: [CallPath: Int] = [CallPath([]): 0]

  init(_ run: ReportedRun) {
    for (number, call) in run.calls.enumerated() { nodes[place(of: call.path)].call = number }
  }

  subscript(path: CallPath) -> Node? { places[path].map { nodes[$0] } }

  private mutating func place(of path: CallPath) -> Int {
    if let place = places[path] { return place }
    let parent = place(of: CallPath(Array(path.steps.dropLast())))
    nodes.append(Node(path: path))
    places[path] = nodes.count - 1
    nodes[parent].children.append(nodes.count - 1)
    return nodes.count - 1
  }

  /// The calls of workflows, the outer before the inner.
  var workflowCalls: [CallPath] { nodes.dropFirst().filter(\.isWorkflow).map(\.path) }
}
