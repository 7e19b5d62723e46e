import JSONText
import S3Storage
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct BatchSettingsTests {
  private static let least: JSONObject = ["queue": "spot", "bucket": "s3://lab/martlet"]

  private func read(_ more: JSONObject) throws -> BatchEnvironment {
    var settings = Self.least
    for (name, value) in more { settings[name] = value }
    return try BatchEnvironment(settings: settings, name: "prod")
  }

  private func problem(_ settings: JSONObject) -> String {
    do {
      _ = try BatchEnvironment(settings: settings, name: "prod")
      return "none"
    } catch {
      return "\(error)"
    }
  }

  private func problem(with more: JSONObject) -> String {
    var settings = Self.least
    for (name, value) in more { settings[name] = value }
    return problem(settings)
  }

  @Test func twoSettingsAreEnough() throws {
    let environment = try read([:])
    #expect(environment.queue == "spot")
    #expect(environment.bucket.url == "s3://lab/martlet")
    #expect(environment.agent == .download)
    #expect(environment.scratch == "/tmp")
    #expect(environment.job.platform == nil)
    #expect(environment.job.jobNamePrefix == nil)
    #expect(environment.pollInterval == .seconds(5))
  }

  @Test func everySettingIsRead() throws {
    let environment = try read([
      "backend": "aws-batch", "region": "eu-west-1", "jobRole": "arn:aws:iam::1:role/job",
      "executionRole": "arn:aws:iam::1:role/path/exec", "logGroup": "/martlet",
      "agent": ["mount": "/opt/martlet/agent"],
      "agentPath": "/usr/lib/martlet-agent", "pollInterval": "500 ms", "scratch": "/scratch/", "platform": "fargate",
      "jobNamePrefix": "lab", "tags": ["team": "x", "year": 2026], "maxConcurrentJobs": 7, "container": "debian:12",
    ])
    #expect(environment.region == "eu-west-1")
    #expect(environment.job.jobRole == "arn:aws:iam::1:role/job")
    #expect(environment.job.executionRole == "arn:aws:iam::1:role/path/exec")
    #expect(environment.job.logGroup == "/martlet")
    #expect(environment.agent == .mount(path: "/opt/martlet/agent"))
    #expect(environment.agentPaths == [.x86: "/usr/lib/martlet-agent", .arm: "/usr/lib/martlet-agent"])
    #expect(environment.pollInterval == .milliseconds(500))
    #expect(environment.scratch == "/scratch")
    #expect(environment.job.platform == .fargate)
    #expect(environment.job.jobNamePrefix == "lab")
    #expect(environment.job.tags == ["team": "x", "year": "2026"])
    #expect(environment.maxConcurrentJobs == 7)
    #expect(environment.container == "debian:12")
  }

  @Test(arguments: ["jobQueue", "awsQueue", "queueArn"])
  func theQueueKeepsItsOldNames(name: String) throws {
    let environment = try BatchEnvironment(settings: [name: "q", "workDir": "s3://lab/work"], name: "prod")
    #expect(environment.queue == "q")
    #expect(environment.bucket.url == "s3://lab/work")
  }

  @Test func aMisspelledSettingIsRefusedWithWhatWasMeant() {
    let text = problem(with: ["executonRole": "x"])
    #expect(text.contains("`environments.prod.executonRole`"))
    #expect(text.contains("did you mean `executionRole`?"))
  }

  @Test func theSameSettingUnderTwoNamesIsRefused() {
    #expect(problem(with: ["jobQueue": "other"]).contains("says the same as `queue`"))
  }

  @Test func everythingThatIsWrongIsSaidAtOnce() {
    let text = problem(["bucket": 3, "pollInterval": "soon", "agent": "carrier pigeon"])
    #expect(text.contains("4 settings are wrong"))
    #expect(text.contains("`environments.prod.queue` is missing"))
    #expect(text.contains("`environments.prod.bucket` must be a string, but is a number"))
    #expect(text.contains("`environments.prod.pollInterval` must be a time"))
    #expect(text.contains("`environments.prod.agent` must be `download`"))
  }

  @Test func aBucketWithoutAFolderIsRefusedWithTheRemedy() {
    let text = problem(["queue": "q", "bucket": "s3://lab"])
    #expect(text.contains("write `s3://lab/folder`"))
  }

  @Test func aRoleMustBeAnARN() { #expect(problem(with: ["jobRole": "job"]).contains("must be a role's ARN")) }

  @Test func fargateNeedsAnExecutionRole() {
    #expect(problem(with: ["platform": "FARGATE"]).contains("`environments.prod.executionRole` is needed on Fargate"))
    #expect(
      problem(with: ["platform": "FARGATE", "executionRole": "arn:aws:iam::1:role/e", "agent": ["container": "a:1"]])
        .contains("`environments.prod.agent` cannot be `{container: …}` with `platform: FARGATE`"))
  }

  @Test(arguments: [
    (JSONValue.int(5), Duration.seconds(5)), ("10s", .seconds(10)), ("1.5 min", .seconds(90)), ("2 h", .seconds(7200)),
  ])
  func timesAreReadAsPeopleWriteThem(value: JSONValue, duration: Duration) {
    #expect(DurationText.read(value) == duration)
  }

  @Test(arguments: ["", "s", "5 parsecs", "-3"])
  func whatIsNoTimeIsNotRead(text: String) { #expect(DurationText.read(.string(text)) == nil) }

  // MARK: The head of a run that is detached

  @Test func theHeadsJobHasWhatItSaysAndElseWhatTasksHave() throws {
    let environment = try read([
      "timeout": 3600, "jobDefinition": "mine", "agent": ["image": "/agent"], "array": 100, "tags": ["team": "x"],
      "head": ["queue": "heads", "cpu": 2, "memory": "4 GiB", "tags": ["who": "head"]],
    ])
    #expect(environment.head.cpu == 2 && environment.head.memory == 4 << 30)
    #expect(environment.head.image == HeadSettings.usualImage)
    #expect(environment.head.hints.names == ["queue", "tags"])
    #expect(environment.head.says("queue") && !environment.head.says("timeout"))
    let own = environment.ofHead
    #expect(own.agent == .download && own.job.timeout == nil && own.job.jobDefinition == nil)
    #expect(own.job.tags == ["team": "x"])
    #expect(try read(["head": ["job_definition": "h"], "jobDefinition": "mine"]).ofHead.job.jobDefinition == "mine")
  }

  @Test func aHeadOnFargateHasNothingOfTheMachinesOfTasks() throws {
    let more: JSONObject = [
      "volumes": ["/data:/data"], "privileged": true, "ulimits": ["nofile=1000"], "architecture": "ARM64",
      "environment": ["A": "1"], "executionRole": "arn:aws:iam::1:role/exec", "agent": ["mount": "/opt/martlet/agent"],
    ]
    var onFargate = more
    onFargate["head"] = ["platform": "FARGATE"]
    let own = try read(onFargate).ofHead.job
    #expect(own.volumes.isEmpty && own.container.isPrivileged == nil && own.container.ulimits.isEmpty)
    #expect(own.container.environment == ["A": "1"] && own.executionRole == "arn:aws:iam::1:role/exec")
    #expect(own.architecture != .arm || JobSettings.Architecture.ofThisMachine == .arm)
    #expect(try !read(more).ofHead.job.volumes.isEmpty)
  }

  @Test func whatIsWrongWithTheHeadsJobIsSaid() {
    #expect(problem(with: ["head": "big"]).contains("must hold settings of the head's job"))
    let text = problem(with: ["head": ["memory": "much", "queu": "heads", "timeout": 5]])
    for part in [
      "environments.prod.head", "`memory` must be a size", "`queu` is not a setting", "did you mean `queue`?",
    ] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(problem(with: ["head": ["cpu": 1, "cpus": 2]]).contains("says the same as"))
  }
}
