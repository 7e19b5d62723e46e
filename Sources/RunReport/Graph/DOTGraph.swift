import WorkflowModel

/// A graph in the language of Graphviz (https://graphviz.org/doc/info/lang.html).
struct DOTGraph {
  private let identifiers: [String: String]
  private let label: (CallGraph.Call) -> [String]
  private var lines: [String] = []
  private var sections = 0

  static func text(of graph: CallGraph, _ label: @escaping (CallGraph.Call) -> [String]) -> String {
    var dot = DOTGraph(identifiers: graph.identifiers, label: label)
    dot.lines = [
      "digraph \(quoted(graph.name)) {",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"];",
      "  graph [fontname=\"Helvetica\", style=rounded, color=gray60];",
    ]
    dot.add(graph.items, indent: "  ")
    for edge in graph.edges {
      guard let from = dot.identifiers[edge.from], let to = dot.identifiers[edge.to] else { continue }
      dot.lines.append("  \(from) -> \(to);")
    }
    return (dot.lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private init(identifiers: [String: String], label: @escaping (CallGraph.Call) -> [String]) {
    self.identifiers = identifiers
    self.label = label
  }

  private mutating func add(_ items: [CallGraph.Item], indent: String) {
    for item in items {
      switch item {
      case .call(let call):
        let label = label(call).joined(separator: "\n")
        lines.append("\(indent)\(identifiers[call.name] ?? "") [label=\(Self.quoted(label))];")
      case .section(let section, let items):
        // Graphviz draws a frame around what is called a cluster.
        lines.append("\(indent)subgraph cluster_\(sections) {")
        sections += 1
        lines.append("\(indent)  label=\(Self.quoted(section.title));")
        if case .conditional = section { lines.append("\(indent)  style=\"rounded,dashed\";") }
        add(items, indent: indent + "  ")
        lines.append("\(indent)}")
      }
    }
  }

  /// In double quotes, where backslashes begin escapes and line feeds are written `\n`.
  private static func quoted(_ text: String) -> String {
    let text = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"" + String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 })) + "\""
  }
}
