import Commands
import Server

// Before anything starts a thread.
Martlet.becomeTask(arguments: CommandLine.arguments)

await Martlet.main(arguments: Array(CommandLine.arguments.dropFirst()), serving: WorkflowServer())
