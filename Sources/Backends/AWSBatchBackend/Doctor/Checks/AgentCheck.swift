import WorkflowModel

/// The agent: whether this machine has its binary for the architectures of the jobs, where it is to be sent.
struct AgentCheck: DoctorCheck {
  static let there = FindingKind(
    "doctor.agent", "the agent's binary is here",
    "`agent: download` sends it to the bucket with the first job of a version, and containers fetch it from there.")
  static let elsewhere = FindingKind(
    "doctor.agent-elsewhere", "the agent is not sent from here",
    "With `mount`, `image` and `container` the agent has to lie where the setting says: that cannot be seen from here.")
  static let missing = FindingKind(
    "doctor.no-agent", "the agent's binary is not here",
    """
    Jobs cannot start without the agent of their architecture. `scripts/build-agent` makes it and prints its path; it \
    belongs beside `martlet`, or is named by `agentPath`.
    """)

  static let kinds = [there, elsewhere, missing]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    switch site.environment.agent {
    case .download: break
    case .mount(let path):
      return [Finding(Self.elsewhere, .note, "agent", "is expected at \(path) of every host of the queue")]
    case .image(let path):
      return [Finding(Self.elsewhere, .note, "agent", "is expected at \(path) of every image")]
    case .container(let image):
      return [Finding(Self.elsewhere, .note, "agent", "is expected at /martlet-agent of the image \(image)")]
    }
    let tasks = Set(site.needs.map(\.architecture))
    let wanted = tasks.isEmpty ? [site.environment.job.architecture ?? .x86] : tasks
    return wanted.sorted { $0.rawValue < $1.rawValue }.map { Self.finding($0, site.agent) }
  }

  private static func finding(_ architecture: JobSettings.Architecture, _ agent: AgentBinary) -> Finding {
    let subject = "agent for \(architecture.rawValue)"
    do {
      return Finding(there, .ok, subject, "is here: \(try agent.local(for: architecture).path)")
    } catch let error as ExecutionError {
      return Finding(missing, .error, subject, error.message, fix: error.help, code: error.code)
    } catch {
      return Finding(missing, .error, subject, "\(error)")
    }
  }
}
