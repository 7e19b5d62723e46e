import AWSServices
import JSONText
import S3Storage
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct JobSettingsTests {
  private func task(_ hints: JSONObject) throws -> JobSettings { try TaskBatchSettings(hints: hints, task: "t").job }

  private func environment(_ more: JSONObject) throws -> BatchEnvironment {
    var settings: JSONObject = ["queue": "spot", "bucket": "s3://lab/martlet"]
    for (name, value) in more { settings[name] = value }
    return try BatchEnvironment(settings: settings, name: "prod")
  }

  private func problem(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "none"
    } catch { return "\(error)" }
  }

  @Test func cromwellsAttributesAreTaken() throws {
    let settings = try task([
      "queueArn": "arn:aws:batch:us-east-1:1:job-queue/q", "sharedMemorySize": "128 MB", "fuseMount": true,
      "ulimits": [["name": "nofile", "softLimit": "10", "hardLimit": 20]], "logGroupName": "/lab", "jobTimeout": 120,
      "zones": "us-east-1a", "noAddress": true, "disks": "local-disk", "failOnStderr": false,
      "awsBatchJobRoleArn":
        "arn:aws:iam::1:role/r",
    ])
    #expect(settings.queue == "arn:aws:batch:us-east-1:1:job-queue/q")
    #expect(settings.container.sharedMemorySize == 128)
    #expect(settings.container.isPrivileged == true)
    #expect(settings.container.devices == ["/dev/fuse": Device(hostPath: "/dev/fuse")])
    #expect(settings.container.ulimits["nofile"] == Ulimit(hardLimit: 20, name: "nofile", softLimit: 10))
    #expect(settings.logGroup == "/lab")
    #expect(settings.timeout == 120)
    #expect(settings.assignPublicIP == false)
    #expect(settings.jobRole == "arn:aws:iam::1:role/r")
  }

  @Test func whatATaskSaysIsJudgedBesideItsEnvironment() throws {
    let secrets: JSONValue = #"[{"name": "T", "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:t"}]"#
    func mistakes(_ hints: JSONObject, _ settings: JSONObject) throws -> [String] {
      TaskBatchSettings.mistakes(inHints: hints, on: try environment(settings)).map { "\($0.setting) \($0.message)" }
    }
    let role: JSONObject = ["executionRole": "arn:aws:iam::1:role/r"]
    #expect(
      try mistakes(["aws_batch_secrets": secrets, "slurm": 1], [:])
        == ["executionRole is needed for `secrets`: the role that may read them"])
    #expect(try mistakes(["aws_batch_secrets": secrets], role).isEmpty)
    #expect(
      try mistakes(["shared_memory_size_mb": 64], ["jobDefinition": "mine"]).first?.hasPrefix("shared_memory") == true)
    #expect(
      try mistakes(["aws_batch_secrets": secrets, "aws_batch_container_image": "job-definition://x"], [:]).isEmpty)
    #expect(TaskBatchSettings.mistakes(inHints: ["aws_batch_secrets": secrets], on: nil).isEmpty)
    #expect(
      TaskBatchSettings.mistakes(inHints: ["aws_batch_timeout": 5], on: nil).map(\.setting) == ["aws_batch_timeout"])
  }

  @Test func nextflowsDirectivesAreTaken() throws {
    let settings = try task([
      "queue": "q", "arch": "linux/arm64", "accelerator": ["request": 2, "type": "v100"],
      "containerOptions": "--shm-size 1g", "resourceLabels": ["a": 1], "resourceLimits": ["cpus": 2],
      "maxSpotAttempts": 3,
    ])
    #expect(settings.queue == "q")
    #expect(settings.architecture == .arm)
    #expect(settings.gpus == 2)
    #expect(settings.container.sharedMemorySize == 1024)
    #expect(settings.tags == ["a": "1"])
    #expect(settings.limits.cpus == 2)
    #expect(settings.retryAttempts == 3)
    #expect(settings.evaluateOnExit?.first == EvaluateOnExit(action: "RETRY", onStatusReason: "Host EC2*"))
  }

  @Test func snakemakesResourcesAreTaken() throws {
    let settings = try task([
      "aws_batch_vcpu": 2, "aws_batch_mem_mb": 4000, "aws_batch_gpu": 1, "shared_memory_size_mb": 256,
      "aws_batch_task_timeout": 3600, "aws_batch_job_definition": "own:3", "batch_queue": "q",
    ])
    #expect(settings.vCPUs == 2)
    #expect(settings.memory == 4000)
    #expect(settings.gpus == 1)
    #expect(settings.container.sharedMemorySize == 256)
    #expect(settings.timeout == 3600)
    #expect(settings.jobDefinition == "own:3")
    #expect(settings.queue == "q")
  }

  @Test func anOptionOfItsOwnSaysMoreThanContainerOptions() throws {
    let settings = try task(["containerOptions": "--user a --init", "user": 1000])
    #expect(settings.container.user == "1000")
    #expect(settings.container.hasInit == true)
  }

  @Test(
    arguments: [
      ("queueArn", 3, "must be a string"), ("timeout", 59, "at least 60 seconds"),
      ("timeout", "soon", "must be a time"),
      ("schedulingPriority", 10000, "from 0 to 9999"), ("shareIdentifier", "a b", "letters and digits"),
      ("awsBatchRetryAttempts", 11, "from 0 to 10"), ("awsBatchEvaluateOnExit", [["action": "stop"]], "neither RETRY"),
      ("awsBatchEvaluateOnExit", [["action": "EXIT"]], "without any of onExitCode"),
      ("awsBatchEvaluateOnExit", [["action": "EXIT", "onExitCode": "1x"]], "an asterisk may stand only at the end"),
      ("awsBatchEvaluateOnExit", [["action": "EXIT", "onReason": "*x*"]], "an asterisk"),
      ("ulimits", "nofile", "write `name=soft`"), ("ulimits", [["name": "nofile"]], "no whole number"),
      ("ulimits", [["name": "nofile", "soft": 1]], "has a member `soft`"),
      ("sharedMemorySize", "big", "must be a size"),
      ("jobDefinition", "no such name", "must be a job definition's"), ("architecture", "sparc", "must be `X86_64`"),
      ("ephemeralStorage", 20, "from 21 to 200"), ("privileged", "perhaps", "must be true or false"),
      ("aws_batch_vcpu", 0, "must be a number above 0"), ("tags", "a=b,c", "has `c`, which is no `name=value`"),
      ("tags", ["aws:x": "y"], "AWS's own"), ("tags", ["a": "x;y"], "has the tag `a` with `;`"),
      ("tags", "=x", "without a name"),
      ("consumableResources", ["licence": 0], "whose amount must be a whole number of at least 1"),
      ("resourceLimits", ["cpu": 1], "has a member `cpu`"),
      ("repositoryCredentials", "token", "must be the ARN of a secret"),
      ("environment", ["A B": 1], "no name for a variable"), ("swappiness", 500, "from 0 to 100"),
      ("platform", "EC3", "must be one of `EC2`, `FARGATE`"),
    ] as [(String, JSONValue, String)])
  func wrongValuesNameTheTaskAndTheKey(name: String, value: JSONValue, message: String) {
    let problem = problem { _ = try task([name: value]) }
    #expect(problem.contains("`\(name)` of the task t "))
    #expect(problem.contains(message))
  }

  @Test func theSameSettingUnderTwoNamesIsRefused() {
    let problem = problem { _ = try task(["queue": "a", "queueArn": "b"]) }
    #expect(problem.contains("`queueArn` of the task t says the same as `queue`"))
  }

  @Test func aRuleIsLookedAtBeforeThereIsATask() {
    let mistakes = TaskBatchSettings.mistakes(in: ["quueArn": "x", "timeout": 3])
    #expect(
      mistakes == [
        SettingMistake(
          setting: "quueArn", message: "is not a setting of a task on AWS Batch; did you mean `queueArn`?"),
        SettingMistake(
          setting: "timeout",
          message: "must be at least 60 seconds, which is the shortest time limit of AWS Batch"),
      ])
  }

  // MARK: What cannot be together

  @Test(
    arguments: [
      (["secrets": ["A": "/a"]], "`environments.prod.executionRole` is needed for `secrets`"),
      (["jobDefinition": "own", "user": "1"], "`environments.prod.user` cannot stand beside `jobDefinition`"),
      (["swappiness": 3], "`environments.prod.swappiness` has no effect without `maxSwap`"),
      (["evaluateOnExit": [["action": "EXIT", "onReason": "*"]]], "needs `retryAttempts`"),
      (["maxSpotAttempts": 2, "retryAttempts": 1], "cannot stand beside other settings of retries"),
      (["tmpfs": "/x:size=1", "volumes": "/x"], "`environments.prod.tmpfs` has `/x`, where a volume is"),
      (
        ["volumes": [["efs": "fs-1", "path": "/e", "iam": true]]],
        "`environments.prod.jobRole` is needed for an EFS volume"
      ),
      (
        ["secrets": ["A": "/a"], "environment": ["A": "b"], "executionRole": "arn:aws:iam::1:role/e"],
        "has `A`, which `environment` has"
      ),
    ] as [(JSONObject, String)])
  func whatCannotBeTogetherIsSaidAtLoad(settings: JSONObject, message: String) {
    #expect(problem { _ = try environment(settings) }.contains(message))
  }

  @Test(
    arguments: [
      ("privileged", true), ("sharedMemorySize", 64), ("tmpfs", "/x:size=1"), ("ulimits", "nofile=1"), ("maxSwap", 1),
      ("volumes", "/data"), ("fuseMount", true),
    ] as [(String, JSONValue)])
  func whatFargateDoesNotHaveIsSaidAtLoad(name: String, value: JSONValue) {
    let problem = problem {
      _ = try environment(["platform": "FARGATE", "executionRole": "arn:aws:iam::1:role/e", name: value])
    }
    #expect(problem.contains("Fargate"))
  }

  // MARK: Images

  @Test(arguments: [
    ("ubuntu:20.04", "mirror/hub/library/ubuntu:20.04"), ("biocontainers/bwa", "mirror/hub/biocontainers/bwa"),
    ("docker.io/ubuntu", "mirror/hub/library/ubuntu"), ("docker.io/a/b@sha256:1", "mirror/hub/a/b@sha256:1"),
    ("index.docker.io/library/debian:12", "mirror/hub/library/debian:12"), ("quay.io/a/b:1", "other/a/b:1"),
    ("public.ecr.aws/a/b", "public.ecr.aws/a/b"), ("localhost/busybox", "localhost/busybox"),
    ("localhost:5000/x", "localhost:5000/x"), ("registry:5000/x/y", "registry:5000/x/y"),
  ])
  func imagesArePulledFromTheirMirrors(image: String, from: String) throws {
    let environment = try environment(["dockerHubMirror": "mirror/hub/", "imageMirrors": ["quay.io": "other"]])
    #expect(ImageMirrors(mirrors: environment.imageMirrors).image(for: image) == from)
  }

  @Test func agentsAreChosenByArchitecture() throws {
    #expect(try environment(["agentPath": ["arm64": "/a", "x86_64": "/b"]]).agentPaths == [.arm: "/a", .x86: "/b"])
    #expect(problem { _ = try environment(["agentPath": ["sparc": "/a"]]) }.contains("has `sparc`"))
  }
}
