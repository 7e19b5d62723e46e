import WorkflowModel

/// A graph as a flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html).
struct MermaidGraph {
  private let identifiers: [String: String]
  private let label: (CallGraph.Call) -> [String]
  private var lines: [String] = []
  private var sections = 0
  private var conditionals: [String] = []

  static func text(of graph: CallGraph, _ label: @escaping (CallGraph.Call) -> [String]) -> String {
    var mermaid = MermaidGraph(identifiers: graph.identifiers, label: label)
    mermaid.lines = ["flowchart TD"]
    mermaid.add(graph.items, indent: "  ")
    for edge in graph.edges {
      guard let from = mermaid.identifiers[edge.from], let to = mermaid.identifiers[edge.to] else { continue }
      mermaid.lines.append("  \(from) --> \(to)")
    }
    for name in mermaid.conditionals { mermaid.lines.append("  style \(name) stroke-dasharray: 4 4") }
    return mermaid.lines.joined(separator: "\n") + "\n"
  }

  private init(identifiers: [String: String], label: @escaping (CallGraph.Call) -> [String]) {
    self.identifiers = identifiers
    self.label = label
  }

  private mutating func add(_ items: [CallGraph.Item], indent: String) {
    for item in items {
      switch item {
      case .call(let call):
        let label = label(call).map(Self.escaped).joined(separator: "<br/>")
        lines.append("\(indent)\(identifiers[call.name] ?? "")(\"\(label)\")")
      case .section(let section, let items):
        let name = "s\(sections)"
        sections += 1
        if case .conditional = section { conditionals.append(name) }
        lines.append("\(indent)subgraph \(name) [\"\(Self.escaped(section.title))\"]")
        add(items, indent: indent + "  ")
        lines.append("\(indent)end")
      }
    }
  }

  /// What a text in double quotes may hold: letters, digits and a few marks; all else by its number, since quotes, `#`,
  /// angle brackets and backticks mean something.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " _-.,()[]{}=!+*/:?'&|…".unicodeScalars.contains(scalar)
      {
        return String(scalar)
      }
      return scalar.value < 0x20 ? " " : "#\(scalar.value);"
    }.joined()
  }
}
