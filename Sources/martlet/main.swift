import Commands

// Before anything starts a thread.
Martlet.becomeTask(arguments: CommandLine.arguments)

await Martlet.main(arguments: Array(CommandLine.arguments.dropFirst()))
