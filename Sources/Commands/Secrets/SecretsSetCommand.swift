import AWSBatchBackend
import ArgumentParser
import JSONText
import WorkflowModel

struct SecretsSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Makes a secret, or gives it another value.",
    discussion: """
      The value is asked for without being shown, or read from stdin to its end; one line feed at the end is left out. It \
      is never an argument: those are seen by everybody on the machine and stay in the shell's history.
      """)

  @Argument(help: "The secret's name, as task rules use it.")
  var name: String

  @Argument(help: .hidden)
  var values: [String] = []

  @OptionGroup var arguments: SecretsArguments

  func validate() throws {
    try SecretsArguments.check(name)
    if !values.isEmpty {
      throw ValidationError(
        "a value is not taken from the command line, where others see it: type it when asked, or write it to stdin")
    }
  }

  func run() async throws {
    let (name, format) = (name, arguments.format)
    let value = try SecretValue.read(askingFor: name)
    try await arguments.withVault { vault in
      let (written, arn) = try await vault.set(name, to: value)
      switch format {
      case .table: Terminal.say("secret \(vault.fullName(name)) \(written.rawValue)")
      case .json:
        Terminal.result(
          JSONWriter.indented([
            "name": .string(name), "fullName": .string(vault.fullName(name)), "arn": .string(arn),
            "written": .string(written.rawValue),
          ]))
      }
    }
  }
}
