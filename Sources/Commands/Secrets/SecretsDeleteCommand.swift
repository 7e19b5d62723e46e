import AWSBatchBackend
import AWSClient
import ArgumentParser
import JSONText
import WorkflowModel

struct SecretsDeleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Removes a secret, after a time in which it can be restored.")

  @Argument(help: "The secret's name.")
  var name: String

  @Option(help: "For so many days it can be restored (aws secretsmanager restore-secret): 7 to 30.")
  var recoveryDays = 30

  @Flag(help: "Remove it at once and for good.")
  var now = false

  @OptionGroup var arguments: SecretsArguments

  func validate() throws {
    try SecretsArguments.check(name)
    if !(7...30).contains(recoveryDays) { throw ValidationError("--recovery-days takes 7 to 30") }
  }

  func run() async throws {
    let (name, days, format) = (name, now ? nil : recoveryDays, arguments.format)
    try await arguments.withVault { vault in
      let gone = try await vault.delete(name, recoveryDays: days)
      let until = days == nil ? nil : gone?.iso8601
      switch format {
      case .table:
        let how = days == nil ? " at once" : until.map { ", for good on \($0)" } ?? ""
        Terminal.say("secret \(vault.fullName(name)) deleted\(how)")
      case .json:
        Terminal.result(
          JSONWriter.indented([
            "name": .string(name), "fullName": .string(vault.fullName(name)),
            "until": until.map { .string($0) } ?? .null,
          ]))
      }
    }
  }
}
