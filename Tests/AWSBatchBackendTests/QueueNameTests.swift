import AWSClient
import JSONText
import Testing
import WorkflowModel

@testable import AWSBatchBackend

@Suite struct QueueNameTests {
  private static let arn = "arn:aws:batch:eu-west-1:123456789012:job-queue/spot"

  @Test(
    arguments: [
      ("spot", nil), (arn, "eu-west-1"),
      ("arn:aws-us-gov:batch:us-gov-west-1:123456789012:job-queue/a_b-c", "us-gov-west-1"),
    ] as [(String, String?)])
  func anARNSaysTheRegion(_ text: String, _ region: String?) throws {
    #expect(try #require(QueueName(text)).region == region)
  }

  @Test(arguments: [
    "arn:aws:sqs:eu-west-1:123456789012:job-queue/x", "arn:aws:batch:eu-west-1:me:job-queue/x",
    "arn:aws:batch:eu-west-1:123456789012:job-queue/", "arn:aws:batch::123456789012:job-queue/x",
    "arn:aws:batch:eu-west-1:123456789012:job-definition/x",
  ])
  func otherARNsAreRefused(_ text: String) {
    #expect(QueueName(text) == nil)
    #expect(!TaskBatchSettings.mistakes(inHints: ["queueArn": .string(text)], on: nil).isEmpty)
  }

  @Test func aTasksQueueIsFoundUnderAnyName() {
    #expect(QueueName.region(inHints: ["queueArn": .string(Self.arn)]) == "eu-west-1")
    #expect(QueueName.region(inHints: ["jobQueue": "spot"]) == nil)
    #expect(QueueName.isNamed(inHints: ["jobQueue": "spot"]) && !QueueName.isNamed(inHints: ["queueArn": .null]))
  }

  @Test func anEnvironmentWithoutRegionIsInThatOfItsQueue() throws {
    var settings: JSONObject = ["backend": "aws-batch", "queueArn": .string(Self.arn), "bucket": "s3://lab/work"]
    #expect(try BatchEnvironment(settings: settings, name: "aws").region == "eu-west-1")
    settings["region"] = "us-east-1"
    #expect(try BatchEnvironment(settings: settings, name: "aws").region == "us-east-1")
  }

  @Test func aJobIsNamedWithItsRegionWhereThatIsAnother() {
    let job = RegionalJob("eu-west-1/3fd1:5")
    #expect(job == RegionalJob(region: "eu-west-1", id: "3fd1:5") && job.text == "eu-west-1/3fd1:5")
    #expect(RegionalJob("3fd1:5") == RegionalJob(region: nil, id: "3fd1:5"))
  }
}
