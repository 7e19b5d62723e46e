import AWSClient
import S3Storage
import WorkflowModel

/// Whose credentials are used, and whether AWS knows them.
struct IdentityCheck: DoctorCheck {
  static let known = FindingKind(
    "doctor.identity", "whose credentials are used",
    "The user or role that everything is asked for with, and its account.")
  static let unknown = FindingKind(
    "doctor.no-credentials", "there are no credentials that AWS knows",
    """
    No credentials were found, or AWS does not take those that were: nothing can be asked or run. They come from \
    variables (AWS_ACCESS_KEY_ID, AWS_PROFILE), from ~/.aws, from the instance or from the container.
    """)

  static let kinds = [known, unknown]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    do {
      let identity = try await site.identity()
      return [
        Finding(Self.known, .ok, "credentials", "\(identity.arn), account \(identity.account), in \(site.region)")
      ]
    } catch let error as AWSError where error.kind == .credentials || error.refusesTheKeys {
      let fix = error.help ?? "set AWS_PROFILE, or the keys in the environment; aws sts get-caller-identity tells"
      return [Finding(Self.unknown, .error, "credentials", error.summary, fix: fix, code: .noCredentials)]
    }
  }
}
