import ArgumentParser
import JSONText
import ServerModel
import WorkflowEngine
import WorkflowModel

struct UsersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "users", abstract: "Says who may use a server (`martlet serve`).",
    subcommands: [UsersAddCommand.self, UsersListCommand.self, UsersRemoveCommand.self])
}

struct UsersAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Makes a token for a user, and prints it once.",
    discussion: "A user who has one gets another in its place.")

  @OptionGroup var data: ServerData

  @Argument(help: "The user's name.")
  var name: String

  func validate() throws {
    if !UserName.isValid(name) {
      throw ValidationError(
        "a name has at most 64 of the letters a to z, digits and `_.@-`, and begins with a letter or digit")
    }
  }

  func run() throws { Terminal.result(try ServeCommand.given().issueToken(to: name, data.settings)) }
}

struct UsersListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Shows who has a token.")

  @OptionGroup var data: ServerData

  @Option(help: "table or json.")
  var format = Format.table

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  func run() throws {
    let users = try ServeCommand.given().users(data.settings)
    switch format {
    case .json:
      Terminal.result(
        JSONWriter.indented(.array(users.map { ["name": .string($0.name), "tokenMade": .int($0.made)] })))
    case .table:
      var table = TextTable([TextTable.Column(title: "user"), TextTable.Column(title: "token made")])
      for user in users { table.add([user.name, WallClock.text(user.made, "%Y-%m-%d %H:%M")]) }
      Terminal.result(table.lines.joined(separator: "\n"))
    }
  }
}

struct UsersRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Takes a user's token away.",
    discussion: "What the user submitted stays, and is there again for a user of that name.")

  @OptionGroup var data: ServerData

  @Argument(help: "The user's name.")
  var name: String

  func run() throws {
    guard try ServeCommand.given().removeUser(name, data.settings) else {
      throw ExecutionError(.notFound, "there is no user \(name)", help: "martlet users list")
    }
  }
}
