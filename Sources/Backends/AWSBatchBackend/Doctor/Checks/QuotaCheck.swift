import AWSClient
import AWSServices
import WorkflowModel

/// The account's vCPU quotas against what the compute environments may have and the tasks ask for.
struct QuotaCheck: DoctorCheck {
  static let enough = FindingKind(
    "doctor.quota", "the account's vCPU quota",
    "How many vCPUs of a kind the account may have in the region at a time, all that uses it together.")
  static let belowMaximum = FindingKind(
    "doctor.quota-below-maximum", "the account's quota is less than the compute environment's maxvCpus",
    "The compute environment never comes to its `maxvCpus`: jobs wait for a place although the queue seems to have some."
  )
  static let belowRequest = FindingKind(
    "doctor.quota-below-request", "the account's quota is less than one task asks for",
    "EC2 refuses the instance that the job needs, and the job waits for ever. New accounts have small quotas.")

  static let kinds = [enough, belowMaximum, belowRequest]

  func findings(_ site: DoctorSite) async throws -> [Finding] {
    let client = ServiceQuotasClient(site.configuration)
    var findings: [Finding] = []
    var seen: Set<VCPUQuota> = []
    for queue in site.queues {
      for environment in try await site.environments(ofQueue: queue).environments {
        for quota in VCPUQuota.quotas(of: environment) where seen.insert(quota).inserted {
          let request = GetServiceQuotaRequest(serviceCode: quota.service, quotaCode: quota.code)
          guard let limit = try await client.getServiceQuota(request).quota?.value else { continue }
          let needs = site.needs.filter { $0.queue == queue }
          findings.append(Self.finding(quota, limit, environment, needs, region: site.region))
        }
      }
    }
    return findings
  }

  static func finding(
    _ quota: VCPUQuota, _ limit: Double, _ environment: ComputeEnvironmentDetail, _ needs: [TaskNeed], region: String
  ) -> Finding {
    let subject = "quota \(quota.code) (\(quota.name))"
    let shown = "\(JobResources.text(limit)) vCPUs"
    let fix =
      "aws service-quotas request-service-quota-increase --service-code \(quota.service) --quota-code \(quota.code) "
      + "--region \(region) --desired-value "
    if let need = needs.max(by: { $0.vCPUs < $1.vCPUs }), need.vCPUs > limit {
      return Finding(
        belowRequest, .error, subject, "is \(shown), and the task `\(need.call)` asks for \(RequestText.text(need))",
        fix: fix + JobResources.text(need.vCPUs))
    }
    if let most = environment.maximum, Double(most) > limit {
      return Finding(
        belowMaximum, .warning, subject,
        "is \(shown), and \(environment.computeEnvironmentName) may have \(most)", fix: fix + String(most))
    }
    return Finding(enough, .ok, subject, "is \(shown)")
  }
}

/// A quota that counts vCPUs of running instances or tasks.
///
/// Source: "Amazon EC2 endpoints and quotas" and "AWS Fargate service quotas" of the AWS General Reference.
struct VCPUQuota: Hashable, Sendable {
  let service: String
  let code: String
  let name: String

  private static let families: [(beginnings: [String], onDemand: String, spot: String, name: String)] = [
    (["p"], "L-417A185B", "L-7212CCBC", "P instances"),
    (["g", "vt"], "L-DB2E81BA", "L-3819A6DF", "G and VT instances"),
    (["a", "c", "d", "h", "i", "m", "r", "t", "z"], "L-1216C47A", "L-34B43A08", "standard instances"),
  ]

  /// Those that the instances of a compute environment count for; of families with quotas of their own not all are known.
  static func quotas(of environment: ComputeEnvironmentDetail) -> [VCPUQuota] {
    guard environment.isManaged, let resource = environment.computeResources else { return [] }
    if environment.isOnFargate {
      let code = environment.isSpot ? "L-36FBB829" : "L-3032A538"
      return [VCPUQuota(service: "fargate", code: code, name: environment.isSpot ? "Fargate Spot" : "Fargate")]
    }
    let letters = Set(InstancePatterns(resource.instanceTypes ?? []).patterns.map { $0.prefix { $0.isLetter } })
    return families.filter { family in letters.contains { isOf(family.beginnings, String($0)) } }.map { family in
      VCPUQuota(
        service: "ec2", code: environment.isSpot ? family.spot : family.onDemand,
        name: (environment.isSpot ? "Spot, " : "on demand, ") + family.name)
    }
  }

  /// `hpc`, `inf`, `trn` and `mac` have quotas of their own; `im`, `is` and the like are of their first letter.
  private static func isOf(_ beginnings: [String], _ family: String) -> Bool {
    guard !["hpc", "inf", "trn", "mac", "dl"].contains(family) else { return false }
    return beginnings.contains { $0 == "vt" ? family == $0 : family.hasPrefix($0) && family != "vt" }
  }
}
