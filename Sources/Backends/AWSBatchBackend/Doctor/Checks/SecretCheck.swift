import AWSClient
import AWSServices
import S3Storage
import WorkflowModel

/// The secrets of jobs and of registries: whether they are there. Their values are never asked for.
struct SecretCheck: DoctorCheck {
  static let there = FindingKind(
    "doctor.secret", "the secret is there",
    "Secrets Manager or the Parameter Store has it. Its value was not read; the execution role has to be allowed to.")
  static let missing = FindingKind(
    "doctor.no-secret", "there is no such secret",
    "Jobs with a secret that is not there fail before their container starts. `martlet secrets set NAME` makes one.")
  static let deleted = FindingKind(
    "doctor.secret-deleted", "the secret is being deleted",
    "It waits for the end of its recovery window and cannot be read any more. It can be restored until then.")

  static let kinds = [there, missing, deleted]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    var findings: [Finding] = []
    var seen: Set<String> = []
    for settings in site.settings {
      let secrets =
        settings.secrets.map { ("the secret of `\($0)`", $1) }
        + settings.registryCredentials.map { ("the credentials of the registry `\($0)`", $1) }
      for (subject, source) in secrets.sorted(by: { $0 < $1 }) where seen.insert(source).inserted {
        findings.append(await Self.finding(subject, source, site))
      }
    }
    return findings
  }

  private static func finding(_ subject: String, _ source: String, _ site: DoctorSite) async -> Finding {
    do {
      switch SecretSource(source) {
      case .parameter(let name, let region): return try await parameter(subject, name, region, site)
      case .secret(let arn, let region):
        var configuration = site.configuration
        configuration.region = region
        return try await finding(
          subject, arn,
          SecretsManagerClient(configuration).describeSecret(DescribeSecretRequest(secretId: arn)))
      case .name(let name, _):
        let found = try await site.secrets.find(name)
        return finding(subject, found.arn ?? "", found)
      }
    } catch let error as AWSError where error.code == "ResourceNotFoundException" {
      return Finding(
        missing, .error, subject, "there is no such secret: \(source)", fix: "correct `secrets` in martlet.yaml",
        code: .notFound)
    } catch let error as ExecutionError where error.code == .notFound {
      return Finding(missing, .error, subject, error.message, fix: error.help, code: .notFound)
    } catch {
      return BatchDoctor.unanswered(error)
        ?? Finding(DoctorKinds.notAsked, .note, subject, "could not be looked for without credentials")
    }
  }

  static func finding(_ subject: String, _ arn: String, _ secret: DescribeSecretResponse) -> Finding {
    guard secret.deletedDate == nil else {
      return Finding(
        deleted, .error, subject, "is being deleted: \(secret.name ?? arn)",
        fix: "aws secretsmanager restore-secret --secret-id \(secret.name ?? arn)", code: .notFound)
    }
    return Finding(there, .ok, subject, "is there: \(secret.name ?? arn)")
  }

  private static func parameter(
    _ subject: String, _ name: String, _ region: String?, _ site: DoctorSite
  ) async throws -> Finding {
    var configuration = site.configuration
    configuration.region = region ?? site.region
    // An ARN has one slash, whether the name begins with one or not.
    let names = [name, "/" + name].filter { !$0.hasPrefix("//") }
    let found = try await SSMClient(configuration).describeParameters(
      DescribeParametersRequest(parameterFilters: [ParameterFilter(key: "Name", option: "Equals", values: names)]))
    guard found.parameters?.isEmpty ?? true else { return Finding(there, .ok, subject, "is there: parameter \(name)") }
    return Finding(
      missing, .error, subject, "there is no parameter `\(name)` in \(configuration.region)",
      fix: "aws ssm put-parameter --type SecureString --name \(name) --value … --region \(configuration.region)",
      code: .notFound)
  }
}
