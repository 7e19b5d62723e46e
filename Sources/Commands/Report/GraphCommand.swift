import ArgumentParser
import RunReport
import WorkflowModel

extension GraphFormat: ExpressibleByArgument {}

struct GraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Draws the calls of a workflow, and which of them wait for which.",
    discussion: """
      As text for Mermaid, which GitHub and many editors draw, or for Graphviz: `martlet graph a.wdl --format dot | dot \
      -Tsvg -o a.svg`. `martlet report RUN --format mermaid` tells the same of a run, with how far its calls are.
      """)

  @Argument(help: "The workflow: a path or a URL.")
  var source: String

  @Option(help: "The workflow or task; without it the workflow, or the only task.")
  var target: String?

  @Option(help: "mermaid or dot; without it by the file's ending, else mermaid.")
  var format: GraphFormat?

  @Option(name: .shortAndLong, help: "Write it to this file instead of stdout.")
  var output: String?

  func run() async throws {
    let program = try await Loading.program(source, Composition(quiet: true))
    let text = GraphText(try program.graph(of: target)).text(
      format ?? output.flatMap { GraphFormat(ofFile: $0) } ?? .mermaid)
    guard let output else { return Terminal.draw(text, isResult: true) }
    try OutputsFile.write(text, to: SourceReading.absolute(output), as: "the graph")
  }
}

/// `--graph FILE` of the verbs that run or plan a workflow.
enum GraphFile {
  /// - Throws: `ValidationError` for a file whose ending says no format.
  static func check(_ path: String?) throws {
    if let path, GraphFormat(ofFile: path) == nil {
      throw ValidationError("--graph takes a file that ends in .mmd or .dot, and not `\(path)`")
    }
  }

  static func write(_ graph: CallGraph, to path: String) throws {
    let text = GraphText(graph).text(GraphFormat(ofFile: path) ?? .mermaid)
    try OutputsFile.write(text, to: SourceReading.absolute(path), as: "the graph")
  }
}
