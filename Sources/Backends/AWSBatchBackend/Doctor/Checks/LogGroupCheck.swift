import AWSClient
import AWSServices
import WorkflowModel

/// The log group that containers write to.
struct LogGroupCheck: DoctorCheck {
  static let there = FindingKind(
    "doctor.log-group", "the log group is there", "What tasks say while they run goes to this group of CloudWatch Logs."
  )
  static let missing = FindingKind(
    "doctor.no-log-group", "there is no such log group",
    """
    A log group of your own has to exist before the first job: containers that cannot open their log do not start. \
    Batch's own, /aws/batch/job, is made with the first job.
    """)

  static let kinds = [there, missing]

  static let usual = "/aws/batch/job"

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    var findings: [Finding] = []
    var seen: Set<[String?]> = []
    for settings in site.settings where seen.insert([settings.logGroup, settings.logRegion]).inserted {
      guard let group = settings.logGroup else { continue }
      findings.append(try await Self.finding(group, in: settings.logRegion, site))
    }
    guard findings.isEmpty else { return findings }
    return [Finding(Self.there, .ok, "log group \(Self.usual)", "is Batch's own, made with the first job")]
  }

  private static func finding(_ name: String, in region: String?, _ site: DoctorSite) async throws -> Finding {
    var configuration = site.configuration
    configuration.region = region ?? site.region
    let page = try await LogsClient(configuration).describeLogGroups(
      DescribeLogGroupsRequest(logGroupNamePrefix: name, limit: 50))
    return finding(name, page.logGroups?.first { $0.logGroupName == name }, in: configuration.region)
  }

  static func finding(_ name: String, _ group: LogGroup?, in region: String) -> Finding {
    if let group {
      let days = group.retentionInDays.map { "keeps what it has for \($0) days" } ?? "keeps what it has for ever"
      return Finding(there, .ok, "log group \(name)", "is there, and \(days)")
    }
    return Finding(
      missing, .error, "log group \(name)", "there is no log group `\(name)` in \(region)",
      fix: "aws logs create-log-group --log-group-name \(name) --region \(region)", code: .notFound)
  }
}
