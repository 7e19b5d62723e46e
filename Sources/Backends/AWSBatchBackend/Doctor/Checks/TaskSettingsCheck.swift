import WorkflowModel

/// Tasks that could not become jobs, whatever AWS has: settings that contradict each other, a role that is lacking.
struct TaskSettingsCheck: DoctorCheck {
  static let wrong = FindingKind(
    "doctor.task-settings", "a task cannot become a job",
    """
    What the task, the rules and the environment say together cannot be submitted: secrets, a private registry or \
    Fargate without an `executionRole`, a size that Fargate does not have, no image, a definition of your own that is \
    not there.
    """)

  static let kinds = [wrong]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    site.misfits.map { Finding(Self.wrong, .error, "task \($0.call)", $0.reason, fix: $0.advice) }
  }
}
