import AWSServices
import JSONText
import S3Storage
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct JobSubmissionTests {
  private func submission(
    _ change: (inout TaskRequest, inout BatchEnvironment) -> Void = { _, _ in }
  ) async throws -> JobSubmission {
    var environment = BatchEnvironment(queue: "q", bucket: S3Location(bucket: "lab", key: "martlet"))
    var request = TaskRequest(command: "true")
    request.images = ["debian:12"]
    change(&request, &environment)
    let attempt = BackendAttempt(
      call: CallPath([CallPath.Step("align", shards: [3])]), number: 1, request: request,
      placement: TaskPlacement(inputFolder: "/i", workFolder: "/w", seesLocalFiles: false),
      run: RunPlace(name: "run 1", folder: "/runs/run 1"), folder: "/runs/run 1/calls/align/3/attempt-2")
    let cloud = FakeCloud()
    let definitions = OwnJobDefinitions(batch: BatchClient(cloud.configuration), region: "us-east-1")
    let plan = try await JobPlanner(environment: environment, definitions: definitions).plan(
      attempt, AttemptHistory(environment.flow))
    return try JobSubmission(attempt, plan, definition: "d:1")
  }

  @Test func theJobsNameAndTagsTellTheRunAndTheCall() async throws {
    let submission = try await submission()
    #expect(submission.name == "martlet-run_1-align_3")
    #expect(submission.tags == ["martlet:run": "run 1", "martlet:call": "align_3_", "martlet:attempt": "2"])
  }

  @Test func theUsersTagsGoAlongAndCannotHideTheJob() async throws {
    let submission = try await submission { _, environment in
      environment.job.tags = ["team": "x y", "martlet:run": "mine"]
    }
    #expect(submission.tags["team"] == "x y")
    #expect(submission.tags["martlet:run"] == "run 1")
  }

  @Test func theAgentEndsACommandBeforeBatchDoes() async throws {
    #expect(try await submission().timeLimit == nil)
    #expect(try await submission { request, _ in request.resources.timeLimit = 100 }.timeLimit == 700)
  }

  @Test func aJobWithAnAgentsContainerOverridesTheTasksAlone() async throws {
    var submission = try await submission { _, environment in environment.agent = .container(image: "lab/agent:1") }
    submission.command = ["/mnt/martlet-agent/martlet-agent", "run", "s3://b/m.json"]
    let request = SubmitJobRequest(submission)
    #expect(request.containerOverrides == nil)
    let containers = try #require(request.ecsPropertiesOverride?.taskProperties?.first?.containers)
    #expect(containers.map(\.name) == ["task"])
    #expect(containers[0].command == submission.command)
    #expect(containers[0].resourceRequirements?.map(\.type) == ["MEMORY", "VCPU"])
    submission.command = [String(repeating: "x", count: 9000)]
    #expect(throws: TaskFailure.self) { try submission.checkOverrides() }
  }

  @Test func fargateHasNoRoomForAnAgentsContainer() async {
    let error = await #expect(throws: ExecutionError.self) {
      try await submission { _, environment in
        environment.agent = .container(image: "lab/agent:1")
        environment.job.platform = .fargate
        environment.job.executionRole = "arn:aws:iam::1:role/exec"
      }
    }
    #expect(error?.code == .configuration && error?.message.contains("environments.aws.agent") == true)
  }

  // MARK: What tasks and environments say

  @Test func theTasksSettingsWinOverTheEnvironments() async throws {
    let submission = try await submission { request, environment in
      environment.job.tags = ["team": "lab", "stage": "all"]
      environment.job.schedulingPriority = 1
      environment.job.shareIdentifier = "lab"
      environment.job.timeout = 600
      request.hints = [
        "aws_batch_job_queue": "big", "resourceLabels": "stage=align,rule=a=b", "aws_batch_scheduling_priority": "7",
        "aws_batch_task_timeout": 90, "aws_batch_job_name_prefix": "snakejob", "aws_batch_job_uuid": "0f-1",
      ]
    }
    #expect(submission.queue == "big")
    #expect(submission.tags["team"] == "lab")
    #expect(submission.tags["stage"] == "align")
    #expect(submission.tags["rule"] == "a=b")
    #expect(submission.schedulingPriority == 7)
    #expect(submission.shareIdentifier == "lab")
    #expect(submission.timeLimit == 90)
    #expect(submission.name == "snakejob-align_3-0f-1")
  }

  @Test func aRunWideTimeoutIsForTasksWithoutALimitOfTheirOwn() async throws {
    let plain = try await submission { _, environment in environment.job.timeout = 600 }
    #expect(plain.timeLimit == 600)
    let limited = try await submission { request, environment in
      environment.job.timeout = 600
      request.resources.timeLimit = 30
    }
    #expect(limited.timeLimit == 630)
  }

  @Test func cromwellsRetriesBecomeARetryStrategy() async throws {
    let submission = try await submission { request, _ in
      request.hints = [
        "awsBatchRetryAttempts": 3,
        "awsBatchEvaluateOnExit": [
          ["Action": "retry", "ONSTATUSREASON": "Host EC2*"], ["action": "EXIT", "onReason": "*"],
        ],
      ]
    }
    #expect(
      submission.retryStrategy
        == RetryStrategy(
          attempts: 3,
          evaluateOnExit: [
            EvaluateOnExit(action: "RETRY", onStatusReason: "Host EC2*"), EvaluateOnExit(action: "EXIT", onReason: "*"),
          ]))
  }

  @Test func noAttemptsIsNoRetryStrategy() async throws {
    #expect(try await submission { request, _ in request.hints = ["awsBatchRetryAttempts": 0] }.retryStrategy == nil)
  }

  @Test func theWholeRequestSaysIt() async throws {
    let submission = try await submission { request, environment in
      environment.job.consumableResources = ["licence": 2]
      environment.job.propagatesTags = false
      request.hints = ["aws_batch_vcpu": 3, "aws_batch_mem_mb": 777, "aws_batch_gpu": 1]
    }
    let json = SubmitJobRequest(submission).json
    #expect(json["propagateTags"] == false)
    #expect(
      json["consumableResourcePropertiesOverride"]
        == ["consumableResourceList": [["consumableResource": "licence", "quantity": 2]]])
    let requirements: [JSONValue] = [
      ["value": "777", "type": "MEMORY"], ["value": "3", "type": "VCPU"], ["value": "1", "type": "GPU"],
    ]
    #expect(json["containerOverrides"]?["resourceRequirements"] == .array(requirements))
    #expect(json["containerOverrides"]?["environment"] == nil)
  }

  @Test func moreTagsThanAWSTakesAreRefused() async {
    await #expect {
      try await submission { _, environment in
        for number in 0..<48 { environment.job.tags["tag\(number)"] = "x" }
      }
    } throws: { ($0 as? TaskFailure)?.reason.contains("52 tags") == true }
  }

  @Test func wrongSettingsNameTheTaskAndTheKey() async {
    await #expect {
      try await submission { request, _ in
        request.hints = ["jobTimeout": 30, "awsBatchRetryAtempts": 1, "memory": "1 GB", "somebodyElses": 1]
      }
    } throws: { error in
      let message = (error as? ExecutionError)?.message ?? ""
      return message.contains("`jobTimeout` of the task align[3] must be at least 60 seconds")
        && message.contains("`awsBatchRetryAtempts` of the task align[3] is not a setting")
        && message.contains("did you mean `awsBatchRetryAttempts`?") && !message.contains("somebodyElses")
    }
  }

  @Test func secretsWithoutAnExecutionRoleAreRefusedBeforeAnythingIsSent() async {
    await #expect {
      try await submission { request, _ in
        request.hints = ["secrets": ["TOKEN": "arn:aws:ssm:eu-west-1:123456789012:parameter/token"]]
      }
    } throws: { error in
      let message = (error as? ExecutionError)?.message ?? ""
      return message == "`executionRole` of the task align[3] is needed for `secrets`: the role that may read them"
    }
  }
}
