import CAgentSystem
import Glibc
import TaskAgent

@main
struct MartletAgent {
  static func main() async {
    // Both before a second thread exists and before a name is looked up.
    agent_use_builtin_name_services()
    let stops = StopSignals.open()
    let environment = ProcessEnvironment.variables
    let agent = Agent(environment: environment, stops: stops) { region, environment in
      try await S3ObjectStore(region: region, environment: environment)
    }
    exit(await agent.run(Array(CommandLine.arguments.dropFirst())))
  }
}
