import Commands

await Martlet.main(arguments: Array(CommandLine.arguments.dropFirst()))
