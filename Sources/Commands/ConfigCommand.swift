import ArgumentParser
import JSONText
import SourceText
import WorkflowModel

struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Checks martlet.yaml, shows what counts, translates others' configurations.",
    subcommands: [ConfigCheckCommand.self, ConfigShowCommand.self, ConfigImportCommand.self])
}

struct ConfigCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says everything that is wrong with martlet.yaml, with its place.")

  @Option(help: "The configuration; without it the nearest martlet.yaml.")
  var config: String?

  @Option(help: "text, json, sarif or github.")
  var format = CheckFormat.text

  func run() throws {
    guard let document = try Configuration.document(config, near: SourceReading.workingFolder + "/.") else {
      throw ExecutionError(
        .configuration, "there is no martlet.yaml here, above, or in the user's configuration folder",
        help: "name it by --config")
    }
    let problems = ConfigurationCheck.problems(in: document).map { $0.diagnostic(in: document) }
    format.say(problems.sorted { $0.span.start < $1.span.start }, of: document.file.name)
    if !problems.isEmpty { throw ExitStatus.usage }
  }
}

struct ConfigShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows what is configured, and where each value comes from.")

  @Option(help: "The configuration; without it the nearest martlet.yaml.")
  var config: String?

  @Option(name: .customLong("on"), help: "The environment that a run would be started on.")
  var environment: String?

  @Option(help: "table or json.")
  var format = Format.table

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  func run() throws {
    let document = try Configuration.document(config, near: SourceReading.workingFolder + "/.")
    let values = EffectiveConfiguration(document, flag: environment, variables: ProcessEnvironment.variables).values
    switch format {
    case .table:
      let width = values.map(\.name.count).max() ?? 0
      // Paths are long: they do not widen the column.
      let wide = values.map(\.text.count).filter { $0 <= 24 }.max() ?? 0
      for value in values {
        let name = value.name + String(repeating: " ", count: width - value.name.count)
        let text = value.text + String(repeating: " ", count: max(0, wide - value.text.count))
        Terminal.result("\(name)  \(text)  \(value.origin)")
      }
    case .json:
      let list = values.map { value in
        JSONValue.object(["name": .string(value.name), "value": value.value, "from": .string(value.origin)])
      }
      Terminal.result(JSONWriter.indented(.array(list)))
    }
  }
}
