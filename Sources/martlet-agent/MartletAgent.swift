import CAgentSystem
import Glibc
import TaskAgent

@main
struct MartletAgent {
  static func main() async {
    // First of all: before a name is looked up, and before there is something that a signal could cut short.
    agent_use_builtin_name_services()
    let stops = StopSignals.open()
    let environment = ProcessEnvironment.variables
    let agent = Agent(environment: environment, stops: stops) { region, environment in
      try await S3ObjectStore(region: region, environment: environment)
    }
    exit(await agent.run(Array(CommandLine.arguments.dropFirst())))
  }
}
