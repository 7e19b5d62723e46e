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
      // A task's own group says nothing of the usual one.
      if settings.logGroup == nil, !findings.isEmpty { continue }
      findings.append(try await Self.finding(settings, site))
    }
    return findings
  }

  private static func finding(_ settings: JobSettings, _ site: DoctorSite) async throws -> Finding {
    let name = settings.logGroup ?? usual
    var configuration = site.configuration
    configuration.region = settings.logRegion ?? site.region
    let page = try await LogsClient(configuration).describeLogGroups(
      DescribeLogGroupsRequest(logGroupNamePrefix: name, limit: 50))
    let group = page.logGroups?.first { $0.logGroupName == name }
    return finding(name, isOwn: settings.logGroup != nil, group, in: configuration.region)
  }

  static func finding(_ name: String, isOwn: Bool, _ group: LogGroup?, in region: String) -> Finding {
    let subject = "log group \(name)"
    if let group {
      let days = group.retentionInDays.map { "keeps what it has for \($0) days" } ?? "keeps what it has for ever"
      return Finding(there, .ok, subject, "is there, and \(days)")
    }
    guard isOwn else { return Finding(there, .ok, subject, "is not there yet; Batch makes it with the first job") }
    return Finding(
      missing, .error, subject, "there is no log group `\(name)` in \(region)",
      fix: "aws logs create-log-group --log-group-name \(name) --region \(region)", code: .notFound)
  }
}
