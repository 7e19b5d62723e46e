import JSONText
import S3Storage
import TaskFolder
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct PolicyTests {
  /// The operations that `AWSServices` and `AWSClient` can send, by their sources.
  private static func operations() throws -> Set<String> {
    let root = Disk.parent(of: Disk.parent(of: Disk.parent(of: #filePath))) + "/Sources/AWS"
    let services = [
      "AWSServices/Batch": "Batch", "AWSServices/EC2": "EC2", "AWSServices/ECR": "ECR", "AWSServices/IAM": "IAM",
      "AWSServices/Logs": "CloudWatch Logs", "AWSServices/S3": "S3", "AWSServices/SQS": "SQS",
      "AWSServices/SSM": "SSM", "AWSServices/ECS": "ECS", "AWSServices/Pricing": "Pricing",
      "AWSServices/SecretsManager": "Secrets Manager",
      "AWSServices/ServiceQuotas": "Service Quotas", "AWSClient/STS": "STS",
    ]
    var found: Set<String> = []
    let folders = try Self.names(in: root + "/AWSServices").filter { !$0.hasSuffix(".swift") && $0 != "Transfer" }
    #expect(Set(folders.map { "AWSServices/" + $0 }).subtracting(services.keys) == [], "say how a service is called")
    for (folder, service) in services {
      for name in try Self.names(in: root + "/" + folder) where name.hasSuffix(".swift") {
        let text = String(decoding: try Disk.read("\(root)/\(folder)/\(name)"), as: UTF8.self)
        for match in text.matches(of: #/(?:operation: |call\(\s*|answer\()"([A-Z][A-Za-z0-9]+)"/#) {
          found.insert("\(service) \(match.1)")
        }
      }
    }
    return found
  }

  private static func names(in folder: String) throws -> [String] {
    try Disk.names(in: Array(folder.utf8CString)).map {
      String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  @Test func everyOperationIsAllowedBySomePolicy() throws {
    let known = Set(Grants.all.flatMap(\.operations) + Grants.ungranted)
    let sent = try Self.operations()
    #expect(sent.subtracting(known).sorted() == [], "no policy allows these: add them to Grants.swift")
    #expect(known.subtracting(sent).sorted() == [], "nothing sends these")
  }

  @Test func statementsHaveNamesOfTheirOwnAsIAMTakesThem() {
    let names = Grants.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
  }

  private static let environment: BatchEnvironment = {
    var environment = BatchEnvironment(queue: "spot", bucket: S3Location(bucket: "lab", key: "martlet"))
    environment.flow.events = "https://sqs.eu-west-1.amazonaws.com/123456789012/events"
    environment.job.jobRole = "arn:aws:iam::123456789012:role/jobs"
    environment.job.executionRole = "arn:aws:iam::123456789012:role/start"
    environment.job.logGroup = "/lab"
    environment.job.secrets = [
      "A": "token", "B": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf:key::", "C": "/lab/key",
    ]
    return environment
  }()

  private func resources(of principal: Principal, _ environment: BatchEnvironment? = PolicyTests.environment) -> Set<
    String
  > {
    let policy = PolicyDocument.policy(for: principal, environment, region: "eu-west-1", account: nil)
    let statements = policy["Statement"]?.array ?? []
    return Set(statements.flatMap { $0["Resource"]?.array?.compactMap(\.string) ?? [$0["Resource"]?.string ?? ""] })
  }

  @Test func resourcesAreThoseOfTheEnvironment() {
    let user = resources(of: .user)
    for arn in [
      "arn:aws:batch:eu-west-1:123456789012:job-queue/spot", "arn:aws:s3:::lab", "arn:aws:s3:::lab/martlet/*",
      "arn:aws:iam::123456789012:role/jobs", "arn:aws:sqs:eu-west-1:123456789012:events",
      "arn:aws:logs:eu-west-1:123456789012:log-group:/lab:log-stream:*",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:NF_${aws:username}_*",
    ] { #expect(user.contains(arn), "\(arn)") }
    let execution = resources(of: .execution)
    for arn in [
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token-??????",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:NF_*",
      "arn:aws:ssm:eu-west-1:123456789012:parameter/lab/key",
    ] { #expect(execution.contains(arn), "\(arn)") }
    #expect(resources(of: .job) == ["arn:aws:s3:::lab", "arn:aws:s3:::lab/martlet/*"])
  }

  @Test func whatAnEnvironmentDoesNotHaveIsLeftOut() {
    let plain = BatchEnvironment(queue: "spot", bucket: S3Location(bucket: "lab", key: "martlet"))
    #expect(!resources(of: .user, plain).contains { $0.contains(":sqs:") || $0.contains(":role/") })
    #expect(!resources(of: .execution, plain).contains { $0.contains(":ssm:") })
  }

  @Test func chinaHasAPartitionOfItsOwn() {
    let policy = PolicyDocument.policy(for: .job, Self.environment, region: "cn-north-1", account: nil)
    #expect(JSONWriter.compact(policy).contains("arn:aws-cn:s3:::lab"))
  }

  @Test func inputsFromElsewhereMayBeRead() {
    let policy = PolicyDocument.policy(
      for: .job, Self.environment, region: "eu-west-1", account: nil,
      reading: [S3Location(bucket: "1000genomes", key: "")])
    #expect(JSONWriter.compact(policy).contains(#""Action":"s3:GetObject","Resource":"arn:aws:s3:::1000genomes/*""#))
  }
}
