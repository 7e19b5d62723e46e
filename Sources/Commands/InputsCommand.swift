import ArgumentParser
import JSONText
import WorkflowModel

struct InputsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs", abstract: "Shows what a workflow takes, as a JSON file to fill in.")

  @Argument(help: "The workflow: a path or a URL.")
  var source: String

  @Option(help: "The workflow or task; without it the workflow, or the only task.")
  var target: String?

  @Flag(help: "Only what has to be given.")
  var required = false

  @Option(help: "json, or yaml with what is optional as comments.")
  var format = Format.json

  enum Format: String, ExpressibleByArgument, CaseIterable { case json, yaml }

  func run() async throws {
    let program = try await Loading.program(source, Composition())
    let inputs = try program.inputs(of: target).filter { !required || $0.isRequired }
    switch format {
    case .json:
      let values = JSONObject(inputs.map { ($0.name, .string(description($0))) })
      Terminal.result(JSONWriter.indented(.object(values)))
    case .yaml: Terminal.result(inputs.map(yaml).joined(separator: "\n"))
    }
  }

  private func yaml(_ input: WorkflowInput) -> String {
    let help = input.help.map { "# " + $0.replacing("\n", with: " ") + "\n" } ?? ""
    let type = description(input).replacing("\n", with: " ")
    return help + "# \(type)\n" + (input.isRequired ? "" : "# ") + "\(input.name):"
  }

  private func description(_ input: WorkflowInput) -> String {
    let fallback = input.defaultText.map { ", default \($0)" } ?? ""
    return input.type + (input.isRequired ? "" : " (optional\(fallback))")
  }
}
