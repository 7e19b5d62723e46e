import AWSClient
import S3Storage
import Testing
import WorkflowModel

@testable import AWSBatchBackend
@testable import AWSServices

/// What each check makes of what it saw.
@Suite struct DoctorCheckTests {
  private static func environment(
    _ name: String = "large", maximum: Int = 64, types: [String] = ["m5"], type: String = "EC2"
  ) -> ComputeEnvironmentDetail {
    var resources = ComputeResource(maxvCpus: maximum)
    resources.type = type
    resources.instanceTypes = types
    var environment = ComputeEnvironmentDetail(computeEnvironmentName: name, computeEnvironmentArn: "arn:" + name)
    environment.type = "MANAGED"
    environment.state = "ENABLED"
    environment.status = "VALID"
    environment.computeResources = resources
    return environment
  }

  private static func facts(
    _ environments: [ComputeEnvironmentDetail] = [DoctorCheckTests.environment()], state: String = "ENABLED",
    status: String = "VALID"
  ) -> RunnableInquiry.QueueFacts {
    var queue = JobQueueDetail(
      jobQueueName: "spot", jobQueueArn: "arn:spot", state: state, priority: 1, computeEnvironmentOrder: [])
    queue.status = status
    var facts = RunnableInquiry.QueueFacts()
    facts.queue = queue
    facts.environments = environments
    facts.instanceTypes = [
      InstanceTypeInfo(name: "m5.large", vCPUs: 2, memory: 8192),
      InstanceTypeInfo(name: "m5.xlarge", vCPUs: 4, memory: 16384),
      InstanceTypeInfo(name: "m6g.large", vCPUs: 2, memory: 8192, architectures: ["arm64"]),
    ]
    return facts
  }

  private static func need(_ vCPUs: Double = 2, memory: Int64 = 4096, gpus: Int = 0) -> TaskNeed {
    TaskNeed(
      call: "align", queue: "spot", settings: JobSettings(), image: "quay.io/lab/aligner:1", vCPUs: vCPUs,
      memory: memory, gpus: gpus, architecture: .x86)
  }

  private func told(_ findings: [Finding]) -> [String] { findings.map { "\($0.verdict.rawValue) \($0.kind.id)" } }

  // MARK: Clock and queue

  @Test(arguments: [
    (0.0, "ok doctor.clock"), (29, "ok doctor.clock"), (-31, "warning doctor.clock-skewed"),
    (600, "warning doctor.clock-skewed"),
  ])
  func aClockMayBeSomeSecondsOff(ahead: Double, expected: String) {
    #expect(told([ClockCheck.finding(ahead: ahead)]) == [expected])
  }

  @Test func theClockSaysInWhichDirectionItIsWrong() {
    #expect(ClockCheck.finding(ahead: 600).text == "is 10 min behind AWS's")
    #expect(ClockCheck.finding(ahead: -90).text == "is 90 s ahead of AWS's")
  }

  @Test func aQueueSaysWhatItHas() {
    let findings = QueueCheck.findings(Self.facts(), "spot", "`environments.aws.queue`")
    #expect(findings.map(\.text) == ["takes jobs with large, 64 vCPUs at most"])
  }

  @Test func aQueueThatTakesNoJobsIsAnError() {
    #expect(told(QueueCheck.findings(Self.facts(state: "DISABLED"), "spot", "s")) == ["error doctor.queue-disabled"])
    #expect(told(QueueCheck.findings(Self.facts(status: "INVALID"), "spot", "s")) == ["error doctor.queue-invalid"])
  }

  @Test func aBrokenComputeEnvironmentIsAnErrorOnlyWhenItIsTheLast() {
    var disabled = Self.environment("old")
    disabled.state = "DISABLED"
    #expect(
      told(QueueCheck.findings(Self.facts([disabled, Self.environment()]), "spot", "s"))
        == ["ok doctor.queue", "warning doctor.compute-environment"])
    let alone = QueueCheck.findings(Self.facts([disabled]), "spot", "s")
    #expect(told(alone) == ["error doctor.compute-environment"])
    #expect(alone.first?.fix?.contains("--compute-environment old --state ENABLED") == true)
  }

  // MARK: Instances and requests

  @Test func instanceTypesAreOfTheArchitectureOfTheJobs() {
    let types = Self.facts().instanceTypes ?? []
    let finding = { (allowed: [String], wanted: Set<JobSettings.Architecture>) in
      self.told([InstanceTypeCheck.finding("large", allowed, types, wanted)])[0]
    }
    #expect(finding(["m5"], [.x86]) == "ok doctor.instance-types")
    #expect(finding(["m6g"], [.x86]) == "error doctor.instance-architecture")
    #expect(finding(["m5", "m6g"], [.x86, .arm]) == "ok doctor.instance-types")
    #expect(finding(["m5"], [.x86, .arm]) == "error doctor.instance-architecture")
    #expect(finding(["z9.huge"], [.x86]) == "error doctor.no-instance-types")
  }

  @Test func aRequestThatNothingHoldsIsAnError() {
    #expect(RequestCheck.finding(Self.need(), Self.facts()) == nil)
    let wide = RequestCheck.finding(Self.need(128), Self.facts())
    #expect(wide?.verdict == .error && wide?.text.contains("more than 64 vCPUs") == true)
    let large = RequestCheck.finding(Self.need(8), Self.facts())
    #expect(large?.verdict == .error && large?.text.contains("the largest is m5.xlarge") == true)
    let tight = RequestCheck.finding(Self.need(memory: 16384), Self.facts())
    #expect(tight?.verdict == .warning && tight?.kind == RequestCheck.tight)
    #expect(RequestCheck.finding(Self.need(gpus: 1), Self.facts())?.verdict == .error)
  }

  // MARK: Quotas

  @Test func quotasFollowTheFamiliesAndTheMarket() {
    let codes = { VCPUQuota.quotas(of: $0).map(\.code) }
    #expect(codes(Self.environment(types: ["m5.large", "c6i"])) == ["L-1216C47A"])
    #expect(codes(Self.environment(types: ["optimal"], type: "SPOT")) == ["L-34B43A08"])
    #expect(codes(Self.environment(types: ["g5.xlarge", "p4d", "m5"])) == ["L-417A185B", "L-DB2E81BA", "L-1216C47A"])
    #expect(codes(Self.environment(types: [], type: "FARGATE_SPOT")) == ["L-36FBB829"])
    #expect(codes(Self.environment(types: ["trn1", "inf2", "hpc6a"])) == [])
  }

  @Test func aQuotaIsHeldAgainstMaximumAndRequests() {
    let quota = VCPUQuota(service: "ec2", code: "L-1216C47A", name: "on demand, standard instances")
    let told = { (limit: Double, needs: [TaskNeed]) in
      self.told([QuotaCheck.finding(quota, limit, Self.environment(), needs, region: "eu-west-1")])[0]
    }
    #expect(told(64, [Self.need()]) == "ok doctor.quota")
    #expect(told(32, [Self.need()]) == "warning doctor.quota-below-maximum")
    #expect(told(5, [Self.need(8)]) == "error doctor.quota-below-request")
  }

  // MARK: Roles

  @Test(
    arguments: [
      (
        #"{"Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"#,
        true
      ),
      (
        #"{"Statement": {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"]}, "Action": ["sts:AssumeRole", "sts:TagSession"]}}"#,
        true
      ),
      (
        #"{"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"#,
        false
      ),
      (
        #"{"Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:TagSession"}]}"#,
        false
      ),
      (
        #"{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:*"}, {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}]}"#,
        false
      ),
      ("", false),
    ])
  func trustIsRead(document: String, expected: Bool) {
    #expect(TrustPolicy(document).trusts("ecs-tasks.amazonaws.com") == expected)
  }

  @Test func aRoleOfTheSameNameElsewhereIsAnother() {
    let role = GetRoleResponse(arn: "arn:aws:iam::111122223333:role/lab/jobs", assumeRolePolicyDocument: "{}")
    let finding = RoleCheck.finding("arn:aws:iam::111122223333:role/jobs", "jobRole", "jobs", role, "`jobRole`")
    #expect(finding.kind == RoleCheck.missing && finding.text.contains("role/lab/jobs"))
  }

  // MARK: Logs, events, secrets

  @Test func aLogGroupOfOnesOwnHasToBeThere() {
    let there = LogGroupCheck.finding("/lab", LogGroup(logGroupName: "/lab", retentionInDays: 30), in: "eu-west-1")
    #expect(there.verdict == .ok && there.text == "is there, and keeps what it has for 30 days")
    #expect(told([LogGroupCheck.finding("/lab", nil, in: "eu-west-1")]) == ["error doctor.no-log-group"])
  }

  @Test func theQueueOfEventsIsNamedByBothItsAddresses() throws {
    for place in ["arn:aws:sqs:eu-west-1:123456789012:lab", "https://sqs.eu-west-1.amazonaws.com/123456789012/lab"] {
      let queue = try #require(EventsCheck.queue(place))
      #expect(queue.name == "lab" && queue.account == "123456789012")
    }
    #expect(EventsCheck.queue("lab") == nil)
  }

  @Test func aSecretThatIsBeingDeletedCannotBeUsed() {
    let there = DescribeSecretResponse(arn: "arn:s", name: "lab/token")
    let deleted = DescribeSecretResponse(arn: "arn:s", name: "lab/token", deletedDate: 1)
    #expect(told([SecretCheck.finding("s", "arn:s", there)]) == ["ok doctor.secret"])
    #expect(told([SecretCheck.finding("s", "arn:s", deleted)]) == ["error doctor.secret-deleted"])
  }

  // MARK: Images

  @Test func anImageIsForTheArchitectureOfTheJobs() {
    #expect(ImageCheck.finding("i", .x86, ["amd64", "arm64"]).verdict == .ok)
    #expect(ImageCheck.finding("i", .arm, ["amd64"]).kind == ImageCheck.architecture)
    #expect(ImageCheck.finding("i", .arm, nil).verdict == .ok)
  }

  @Test func manifestsTellTheirArchitectures() {
    let index = ImageManifest(
      #"{"manifests": [{"platform": {"architecture": "arm64"}}, {"platform": {"architecture": "unknown"}}]}"#)
    #expect(index.architectures == ["arm64"] && index.config == nil)
    let single = ImageManifest(#"{"config": {"digest": "sha256:ab"}}"#)
    #expect(single.architectures == nil && single.config == "sha256:ab")
    #expect(ImageManifest.architecture(ofConfig: #"{"architecture": "amd64"}"#) == "amd64")
  }

  @Test func referencesAreTakenApart() {
    let tagged = ImageReference("quay.io/lab/tool:1.2")
    #expect(tagged.repository == "lab/tool" && tagged.tag == "1.2" && tagged.digest == nil)
    let digested = ImageReference("lab.org:5000/tool@sha256:ab")
    #expect(digested.registry == "lab.org:5000" && digested.repository == "tool" && digested.digest == "sha256:ab")
    #expect(ImageReference("ubuntu").tag == "latest")
  }

  @Test func aChallengeNamesWhereTokensAre() {
    let challenge = RegistryChallenge(
      #"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a:pull""#)
    #expect(challenge?.realm == "https://auth.docker.io/token" && challenge?.service == "registry.docker.io")
    #expect(RegistryChallenge("Basic realm=\"x\"") == nil)
    #expect(RegistryChallenge.token(in: #"{"token": "t"}"#) == "t")
  }

  @Test func everyFindingHasAnIdOfItsOwn() {
    let ids = DoctorKinds.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("doctor.") })
  }
}
