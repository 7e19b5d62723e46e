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

extension ShapeTests {
  @Test func aQueuesMessagesAreAskedForAndReadByTheNamesOfItsModel() throws {
    let request = ReceiveMessageRequest(
      queueUrl: "https://sqs.us-east-1.amazonaws.com/1/events", messageSystemAttributeNames: ["SentTimestamp"],
      maxNumberOfMessages: 10, visibilityTimeout: 5, waitTimeSeconds: 20)
    #expect(
      JSONWriter.compact(request.json)
        == #"{"QueueUrl":"https://sqs.us-east-1.amazonaws.com/1/events","MessageSystemAttributeNames":"#
        + #"["SentTimestamp"],"MaxNumberOfMessages":10,"VisibilityTimeout":5,"WaitTimeSeconds":20}"#)
    let text = #"""
      {"Messages":[{"MessageId":"m","ReceiptHandle":"r","MD5OfBody":"x","Body":"{}","Attributes":{"SentTimestamp":"1"}}]}
      """#
    let message = try #require(try ReceiveMessageResponse(body: Array(text.utf8)).messages?.first)
    #expect(message.receiptHandle == "r")
    #expect(message.attributes == ["SentTimestamp": "1"])
    #expect(try ReceiveMessageResponse(body: []).messages == nil)
  }

  @Test func messagesAreDeletedByTheirHandles() throws {
    let request = DeleteMessageBatchRequest(
      queueUrl: "u", entries: [DeleteMessageBatchRequestEntry(id: "0", receiptHandle: "r")])
    #expect(JSONWriter.compact(request.json) == #"{"QueueUrl":"u","Entries":[{"Id":"0","ReceiptHandle":"r"}]}"#)
    let text = #"{"Successful":[],"Failed":[{"Id":"0","SenderFault":true,"Code":"ReceiptHandleIsInvalid"}]}"#
    #expect(try DeleteMessageBatchResponse(body: Array(text.utf8)).failed?.first?.code == "ReceiptHandleIsInvalid")
    #expect(
      JSONWriter.compact(GetQueueUrlRequest(queueName: "q", queueOwnerAWSAccountId: "1").json)
        == #"{"QueueName":"q","QueueOwnerAWSAccountId":"1"}"#)
  }
}
