import ArgumentParser
import JSONText
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
  var format = Format.text

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  func run() async throws {
    let loaded = try await Loading.load(source, Composition())
    switch format {
    case .text: sayText(loaded.diagnostics)
    case .json: Terminal.result(JSONWriter.indented(.array(loaded.diagnostics.map(DiagnosticJSON.json))))
    }
    let limit = strict ? Diagnostic.Severity.warning : .error
    if loaded.program == nil || loaded.diagnostics.contains(where: { $0.severity >= limit }) {
      throw ExitStatus.failure
    }
  }

  private func sayText(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { Terminal.say(DiagnosticRenderer.render(diagnostic) + "\n") }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    Terminal.say("\(source): \(Plural.text(errors, "error")), \(Plural.text(warnings, "warning"))")
  }
}

enum Plural {
  static func text(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
}
