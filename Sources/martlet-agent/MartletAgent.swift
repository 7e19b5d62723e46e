import CAgentSystem
import Glibc
import TaskAgent

/// The agent's process.
///
/// Its main function is no `async` one: the library's way to leave the main thread to others ends that thread, which in a
/// static executable sorts all its unwinding tables first (20 ms of a processor). So the main thread stays and waits for
/// signals.
@main
struct MartletAgent {
  static func main() {
    // First of all: before a name is looked up, and before there is something that a signal could cut short.
    agent_use_builtin_name_services()
    let signals = StopSignals()
    let agent = Agent(environment: ProcessEnvironment.variables, stops: signals.wishes) { region, environment in
      try await S3ObjectStore(region: region, environment: environment)
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    // Not on the main actor, whose thread is taken.
    Task { @concurrent in exit(await agent.run(arguments)) }
    signals.deliver()
  }
}
