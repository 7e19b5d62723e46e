import AWSClient
import AWSServices
import JSONText
import WorkflowModel

/// The job role and the execution role: whether they are there, and whether ECS may take them on.
struct RoleCheck: DoctorCheck {
  static let good = FindingKind(
    "doctor.role", "the role can be taken on by jobs", "The role exists and trusts ecs-tasks.amazonaws.com.")
  static let absent = FindingKind(
    "doctor.no-job-role", "no job role is named",
    """
    Without `jobRole` the agent in the container uses the role of the instances, which then has to allow the bucket \
    for every job on them. On Fargate there is no such role.
    """)
  static let missing = FindingKind(
    "doctor.role-missing", "the role does not exist",
    "There is no role of that ARN in its account. Jobs that name it fail before their container starts.")
  static let trust = FindingKind(
    "doctor.role-trust", "the role does not trust ECS",
    """
    The role's trust policy has to allow ecs-tasks.amazonaws.com to assume it (sts:AssumeRole), else the job fails before \
    its container starts. `martlet iam policy --for job --trust` prints the policy.
    """)

  static let kinds = [good, absent, missing, trust]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    var findings: [Finding] = []
    if site.settings.allSatisfy({ $0.jobRole == nil }), site.environment.job.jobDefinition == nil {
      findings.append(Self.noJobRole(site.environment))
    }
    var seen: Set<String> = []
    for (setting, role) in site.settings.flatMap({ [("jobRole", $0.jobRole), ("executionRole", $0.executionRole)] }) {
      guard let role, seen.insert(role).inserted else { continue }
      findings.append(try await Self.finding(role, setting, site))
    }
    return findings
  }

  private static func noJobRole(_ environment: BatchEnvironment) -> Finding {
    let isFargate = environment.job.platform == .fargate
    return Finding(
      absent, isFargate ? .error : .note, "job role",
      isFargate ? "none is named, and on Fargate there is no other" : "none is named: jobs use the instances' role",
      fix: "set `\(environment.place(of: "jobRole"))` to a role with what `martlet iam policy --for job` prints")
  }

  private static func finding(_ arn: String, _ setting: String, _ site: DoctorSite) async throws -> Finding {
    let name = arn.split(separator: "/").last.map(String.init) ?? arn
    let place = "`\(site.environment.place(of: setting))`"
    do {
      let role = try await IAMClient(site.configuration).getRole(GetRoleRequest(roleName: name))
      return finding(arn, setting, name, role, place)
    } catch let error as AWSError where error.code == "NoSuchEntity" || error.isNotFound {
      return Finding(
        missing, .error, "\(setting) \(name)", "there is no role `\(name)` in the account", fix: "correct \(place)",
        code: .notFound)
    }
  }

  /// - Parameter place: the setting, for messages.
  static func finding(
    _ arn: String, _ setting: String, _ name: String, _ role: GetRoleResponse, _ place: String
  ) -> Finding {
    guard role.arn == arn else {
      return Finding(
        missing, .error, "\(setting) \(name)", "there is no role `\(arn)`; that of the name is `\(role.arn)`",
        fix: "correct \(place)", code: .notFound)
    }
    guard TrustPolicy(role.assumeRolePolicyDocument).trusts("ecs-tasks.amazonaws.com") else {
      return Finding(
        trust, .error, "\(setting) \(name)", "the role `\(name)` does not trust ecs-tasks.amazonaws.com",
        fix: "aws iam update-assume-role-policy --role-name \(name) --policy-document "
          + "\"$(martlet iam policy --for \(setting == "jobRole" ? "job" : "execution") --trust)\"")
    }
    return Finding(good, .ok, "\(setting) \(name)", "is there and trusts ECS")
  }
}

/// Who may take on a role.
struct TrustPolicy: Hashable, Sendable {
  private let statements: [JSONValue]

  /// - Parameter document: JSON; what cannot be read trusts nobody.
  init(_ document: String) {
    let policy = try? JSONParser.parse(document)
    statements = policy.flatMap { $0["Statement"] }.map { $0.array ?? [$0] } ?? []
  }

  /// Conditions are not judged: a statement with one counts.
  func trusts(_ service: String) -> Bool {
    func allows(_ statement: JSONValue) -> Bool {
      let services = Self.texts(statement["Principal"]?["Service"] ?? statement["Principal"])
      let actions = Self.texts(statement["Action"])
      return (services.contains(service) || services.contains("*"))
        && !actions.isDisjoint(with: ["sts:AssumeRole", "sts:*", "*"])
    }
    func has(_ effect: String) -> Bool { statements.contains { $0["Effect"]?.string == effect && allows($0) } }
    return has("Allow") && !has("Deny")
  }

  private static func texts(_ value: JSONValue?) -> Set<String> {
    Set(value?.array?.compactMap(\.string) ?? [value?.string].compactMap(\.self))
  }
}
