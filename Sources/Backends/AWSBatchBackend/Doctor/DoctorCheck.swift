package import WorkflowModel

/// One thing that is looked at before jobs are sent.
///
/// To add one: a file in `Checks/` that conforms, and its line in ``DoctorChecks``. Whoever may not look throws what AWS
/// said: it becomes a note.
protocol DoctorCheck: Sendable {
  /// Everything that it may find, for `martlet explain`.
  static var kinds: [FindingKind] { get }

  init()

  /// - Throws: `AWSError` or ``ExecutionError`` when it could not look.
  func findings(_ site: DoctorSite) async throws -> [Finding]
}

/// Every check, in the order in which it is told.
enum DoctorChecks {
  static let all: [any DoctorCheck.Type] = [
    IdentityCheck.self, ClockCheck.self, QueueCheck.self, InstanceTypeCheck.self, RequestCheck.self,
    TaskSettingsCheck.self, QuotaCheck.self, RoleCheck.self, BucketCheck.self, BucketAccessCheck.self,
    LogGroupCheck.self, ImageCheck.self, SecretCheck.self, AgentCheck.self, EventsCheck.self,
  ]

  /// What is looked at before the first job of every run, beside its queue and its bucket. They cost one request each, at
  /// most, of which the run does not depend.
  static let atStart: [any DoctorCheck.Type] = [RoleCheck.self, LogGroupCheck.self]
}

/// What any check may come to say.
package enum DoctorKinds {
  static let notAllowed = FindingKind(
    "doctor.not-allowed", "a check may not look",
    """
    The credentials do not allow what the check asks AWS for, so nothing is known about it. Runs may work all the same: \
    most of what checks ask for is not needed to run. `martlet iam policy --for user` prints a policy that allows all of it.
    """)
  static let notAsked = FindingKind(
    "doctor.not-asked", "a check got no answer",
    "AWS, or a registry, could not be asked from here or did not know the question, so nothing is known about it.")

  /// Of all checks of AWS Batch, in their order.
  package static var all: [FindingKind] { DoctorChecks.all.flatMap { $0.kinds } + [notAllowed, notAsked] }
}
