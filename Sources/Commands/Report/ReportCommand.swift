import ArgumentParser
import RunReport
import SourceText
import WorkflowEngine
import WorkflowModel

/// What `martlet report` makes of a run.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case html, trace, mermaid, dot
}

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Makes the report of a run: a page, a trace as Nextflow has it, or a graph.",
    discussion: """
      Each run that ends has the page and the trace in its folder already (report.html, trace.tsv). This makes them of any \
      run, also of one that goes on or was left.
      """)

  @OptionGroup var of: RunArguments

  @Option(help: "html: a page; trace: a table with Nextflow's columns; mermaid, dot: the graph of its calls.")
  var format: ReportFormat?

  @Flag(help: "The same as --format trace.")
  var trace = false

  @Option(help: "The columns of the trace, with commas: task_id,name,realtime.")
  var traceFields: String?

  @Flag(help: "In the trace bytes and milliseconds instead of texts for people.")
  var raw = false

  @Option(
    name: .shortAndLong,
    help: "Write it to this file; without it html and trace go to the run's folder, graphs to stdout.")
  var output: String?

  func validate() throws {
    let isTrace = chosen == .trace
    if trace, !isTrace { throw ValidationError("--trace and --format \(chosen.rawValue) contradict each other") }
    if !isTrace, traceFields != nil || raw { throw ValidationError("--trace-fields and --raw are for --trace") }
    _ = try fields()
  }

  private var chosen: ReportFormat { format ?? (trace ? .trace : .html) }

  private func fields() throws -> [TraceField] {
    guard let traceFields else { return TraceField.usual }
    return try traceFields.split(separator: ",").map { name in
      let name = String(name).withoutOuterSpace
      if let field = TraceField(rawValue: name) { return field }
      let near = Suggestion.nearest(to: name, among: TraceField.allCases.map(\.rawValue))
      throw ValidationError("there is no column `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
    }
  }

  func run() async throws {
    try await of.withRun { found in
      let reports = RunReports(directory: found.directory, runs: found.runs)
      let reported = try ReportedRun(reading: found.directory)
      switch chosen {
      case .html:
        try write(
          await reports.html(of: reported), to: found.isPassing ? nil : reports.page, RunDirectory.pageName)
      case .trace:
        let text = Trace(of: reported, fields: try fields(), isRaw: raw).text
        try write(text, to: found.isPassing ? nil : reports.trace, RunDirectory.traceName)
      case .mermaid: try await writeGraph(.mermaid, of: reported, reports)
      case .dot: try await writeGraph(.dot, of: reported, reports)
      }
    }
  }

  /// - Parameter usual: where it goes when the user does not say; nil for this folder.
  private func write(_ bytes: [UInt8], to usual: String?, _ name: String) throws {
    let path = output.map(SourceReading.absolute) ?? usual ?? SourceReading.absolute(name)
    try OutputsFile.write(String(decoding: bytes, as: UTF8.self), to: path, as: "the report")
    if output == nil { Terminal.result(path) }
  }

  private func writeGraph(_ format: GraphFormat, of run: ReportedRun, _ reports: RunReports) async throws {
    guard let graph = await reports.graph() else {
      throw ExecutionError(
        .unsupported, "the run \(run.name) kept no workflow whose graph could be told",
        help: "`martlet graph` draws a workflow's")
    }
    let text = GraphText(graph, notes: run.notes).text(format)
    guard let output else { return Terminal.draw(text, isResult: true) }
    try OutputsFile.write(text, to: SourceReading.absolute(output), as: "the graph")
  }
}
