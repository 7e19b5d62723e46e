import ArgumentParser
import JSONText
import RunIndex
import SourceText
import WorkflowEngine
import WorkflowModel

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a call: its command, inputs, outputs, attempts, and where its files are.")

  @Argument(help: "The run: its name, its folder, or _latest.")
  var run: String

  @Argument(help: "The call: align, align[3], align/3, variants.align.")
  var call: String

  @Option(help: "Keeps the runs.")
  var runsDir = "martlet-runs"

  @Option(help: "The configuration, for what lies on AWS; without it what the run was started with.")
  var config: String?

  @Option(help: "table or json.")
  var format = ListingFormat.table

  /// How many calls are named when several are meant.
  private static let named = 20

  func run() async throws {
    let directory = try RunLookup.find(run, in: runsDir)
    let (summary, call) = try RunsFolder.withIndex(of: directory, in: runsDir) { index, summary in
      (summary, try find(in: index, summary))
    }
    let details = try CallDetails(of: call.path, in: directory)
    let access = EnvironmentAccess(of: directory, config: config)
    let folders = await AttemptFolders(directory, summary.key, call, access).read(details.attempts)
    await access.shutdown()
    let report = CallReport(call, of: summary, details, folders)
    switch format {
    case .table: Terminal.result(Terminal.visible(report.lines.joined(separator: "\n")))
    case .json: Terminal.result(JSONWriter.indented(report.json))
    }
  }

  private func find(in index: RunIndex, _ summary: RunSummary) throws -> IndexedCall {
    let found = try index.calls(called: call, of: summary.name, limit: Self.named + 1)
    if found.count == 1, let only = found.first { return only }
    if found.isEmpty {
      let names = try index.tallies(of: summary.name).map(\.name)
      let near = Suggestion.nearest(to: call, among: names).map { "did you mean \($0)?" }
      let known = names.isEmpty ? "no call has begun" : "it has: " + names.prefix(Self.named).joined(separator: ", ")
      throw ExecutionError(.configuration, "the run \(summary.name) has no call \(call)", help: near ?? known)
    }
    let paths = found.prefix(Self.named).map(\.path).joined(separator: ", ")
    throw ExecutionError(
      .configuration, "the run \(summary.name) has several calls \(call)",
      help: "name one of them: " + paths + (found.count > Self.named ? ", …" : ""))
  }
}
