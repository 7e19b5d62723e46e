package import WorkflowModel

/// How a graph is written.
package enum GraphFormat: String, CaseIterable, Sendable {
  case mermaid, dot

  /// By a file's ending: `.dot` and `.gv`, `.mmd` and `.mermaid`; nil for any other.
  package init?(ofFile path: String) {
    switch path.split(separator: ".").last?.lowercased() {
    case "dot", "gv": self = .dot
    case "mmd", "mermaid": self = .mermaid
    default: return nil
    }
  }
}

/// The graph of a workflow's calls as a text that other programs draw.
package struct GraphText {
  private let graph: CallGraph
  /// What a call's box says below its name, by call.
  private let notes: [String: String]

  /// - Parameter notes: of a run: `12 of 12 done`.
  package init(_ graph: CallGraph, notes: [String: String] = [:]) {
    self.graph = graph
    self.notes = notes
  }

  package func text(_ format: GraphFormat) -> String {
    switch format {
    case .mermaid: MermaidGraph.text(of: graph, label)
    case .dot: DOTGraph.text(of: graph, label)
    }
  }

  /// The lines of a call's box.
  private func label(_ call: CallGraph.Call) -> [String] {
    let own = call.name.split(separator: ".").last.map(String.init) ?? call.name
    return [own == call.task ? own : "\(own) (\(call.task))"] + (notes[call.name].map { [$0] } ?? [])
  }
}

extension CallGraph.Section {
  var title: String {
    switch self {
    case .scatter(let text): "scatter \(text)"
    case .conditional(let text): text
    case .workflow(let name): name
    }
  }
}

extension CallGraph {
  /// Names for calls that every format takes: `c0`, `c1`, in the order of the document.
  var identifiers: [String: String] {
    var identifiers: [String: String] = [:]
    func visit(_ items: [Item]) {
      for item in items {
        switch item {
        case .call(let call): identifiers[call.name] = "c\(identifiers.count)"
        case .section(_, let items): visit(items)
        }
      }
    }
    visit(items)
    return identifiers
  }
}
