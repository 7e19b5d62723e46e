import ArgumentParser
import JSONText
import RunIndex
import SourceText
import WorkflowEngine
import WorkflowModel

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a call: its command, inputs, outputs, attempts, and where its files are.")

  @OptionGroup var of: RunArguments

  @Argument(help: "The call: align, align[3], align/3, variants.align.")
  var call: String

  @Option(help: "table or json.")
  var format = ListingFormat.table

  /// How many calls are named when several are meant.
  private static let named = 20

  func run() async throws {
    let report = try await of.withRun { found in
      let (summary, call) = try RunsFolder.withIndex(of: found.directory, in: found.runs) { index, summary in
        (summary, try find(in: index, summary))
      }
      let details = try CallDetails(of: call.path, in: found.directory)
      let folders = await AttemptFolders(found.directory, summary.key, call, found.access).read(details.attempts)
      return CallReport(call, of: summary, details, folders)
    }
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
