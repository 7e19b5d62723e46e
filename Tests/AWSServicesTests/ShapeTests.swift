import AWSClient
import JSONText
import Testing

@testable import AWSServices

@Suite struct ShapeTests {
  @Test func aRequestIsWrittenWithTheMembersThatAreSet() {
    var request = SubmitJobRequest(jobName: "align", jobQueue: "spot", jobDefinition: "tools:3")
    request.containerOverrides = ContainerOverrides(
      command: ["sh", "-c", "true"], environment: [KeyValuePair(name: "A", value: "1")])
    request.timeout = JobTimeout(attemptDurationSeconds: 60)
    request.tags = ["b": "2", "a": "1"]
    #expect(
      JSONWriter.compact(request.json)
        == #"{"jobName":"align","jobQueue":"spot","jobDefinition":"tools:3","containerOverrides":"#
        + #"{"command":["sh","-c","true"],"environment":[{"name":"A","value":"1"}]},"#
        + #""timeout":{"attemptDurationSeconds":60},"tags":{"a":"1","b":"2"}}"#)
  }

  @Test func aResponseIsReadWithoutMindingWhatIsNewInIt() throws {
    let text = #"""
      {"jobs":[{"jobName":"n","jobId":"i","jobQueue":"q","status":"FAILED","jobDefinition":"d","startedAt":1700000000000,
      "somethingNew":{"x":1},"statusReason":null,"container":{"exitCode":137,"reason":"OutOfMemoryError"}}]}
      """#
    let response = try DescribeJobsResponse(body: Array(text.utf8))
    let job = try #require(response.jobs?.first)
    #expect(job.container?.exitCode == 137)
    #expect(job.startedAt == 1_700_000_000_000)
    #expect(job.statusReason == nil)
  }

  @Test func aMissingMemberIsNamedWithItsPlace() {
    #expect(throws: AWSResponseError("`jobs`: `jobName` is missing")) {
      try DescribeJobsResponse(body: Array(#"{"jobs":[{}]}"#.utf8))
    }
  }
}
