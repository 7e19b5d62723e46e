import S3Storage
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct JobSubmissionTests {
  private func submission(
    _ change: (inout TaskRequest, inout BatchEnvironment) -> Void = { _, _ in }
  ) throws -> JobSubmission {
    var environment = BatchEnvironment(queue: "q", bucket: S3Location(bucket: "lab", key: "martlet"))
    var request = TaskRequest(command: "true")
    change(&request, &environment)
    let attempt = BackendAttempt(
      call: CallPath([CallPath.Step("align", shards: [3])]), number: 1, request: request,
      placement: TaskPlacement(inputFolder: "/i", workFolder: "/w", seesLocalFiles: false),
      run: RunPlace(name: "run 1", folder: "/runs/run 1"), folder: "/runs/run 1/calls/align/3/attempt-2")
    return JobSubmission(
      attempt, in: environment, queue: "q", definition: "d:1", command: ["agent"],
      resources: try JobResources(request.resources, on: .ec2))
  }

  @Test func theJobsNameAndTagsTellTheRunAndTheCall() throws {
    let submission = try submission()
    #expect(submission.name == "martlet-run_1-align_3")
    #expect(submission.tags == ["martlet:run": "run 1", "martlet:call": "align_3_", "martlet:attempt": "2"])
  }

  @Test func theUsersTagsGoAlongAndCannotHideTheJob() throws {
    let submission = try submission { _, environment in environment.tags = ["team": "x,y", "martlet:run": "mine"] }
    #expect(submission.tags["team"] == "x_y")
    #expect(submission.tags["martlet:run"] == "run 1")
  }

  @Test func theAgentEndsACommandBeforeBatchDoes() throws {
    #expect(try submission().timeLimit == nil)
    #expect(try submission { request, _ in request.resources.timeLimit = 100 }.timeLimit == 700)
  }
}
