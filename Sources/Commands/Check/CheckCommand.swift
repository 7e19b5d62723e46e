import ArgumentParser
import SourceText
import WorkflowModel

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says what is wrong with a workflow, without running it.")

  @Argument(help: "The workflow: a path or a URL.")
  var source: String

  @Flag(help: "Warnings count as errors.")
  var strict = false

  @Option(help: "How to say it.")
  var format = CheckFormat.text

  func run() async throws {
    let loaded = try await Loading.load(source, Composition(), lints: true)
    format.say(loaded.diagnostics, of: source)
    let limit = strict ? Diagnostic.Severity.warning : .error
    if loaded.program == nil || loaded.diagnostics.contains(where: { $0.severity >= limit }) {
      throw ExitStatus.failure
    }
  }
}

enum Plural {
  static func text(_ count: Int, _ noun: String, _ nouns: String? = nil) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(nouns ?? noun + "s")"
  }
}
