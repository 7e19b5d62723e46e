import JSONText
import Testing

@testable import Commands

/// What is read of Terraform's state.
@Suite struct CloudStateTests {
  private static let json: JSONValue = [
    "format_version": "1.0",
    "values": [
      "outputs": ["martlet_yaml": ["value": "environments:"], "account_id": ["value": "123456789012"]],
      "root_module": [
        "resources": [
          ["address": "aws_s3_bucket.work[0]", "mode": "managed", "type": "aws_s3_bucket", "values": ["bucket": "b"]],
          [
            "address": "aws_s3_bucket_policy.work[0]", "mode": "managed", "type": "aws_s3_bucket_policy",
            "values": ["bucket": "b"],
          ],
          ["address": "aws_s3_object.agent[0]", "mode": "managed", "type": "aws_s3_object", "values": ["bucket": "b"]],
          ["address": "data.aws_region.this", "mode": "data", "type": "aws_region", "values": ["name": "r"]],
          [
            "address": "aws_batch_job_queue.heads", "mode": "managed", "type": "aws_batch_job_queue",
            "values": ["name": "h"],
          ],
          ["address": "aws_iam_role.job", "mode": "managed", "type": "aws_iam_role", "values": ["arn": "arn:job"]],
        ]
      ],
    ],
  ]

  @Test func whatIsThereIsReadOfTheState() {
    let state = CloudState(Self.json)
    #expect(state.resources.count == 5)
    #expect(state.bucket == "b" && state.queues == ["h"] && state.roles == ["arn:job"])
    #expect(state.account == "123456789012" && state.yaml == "environments:")
  }

  @Test func theBucketAndWhatIsSaidOfItStay() {
    let others = ["aws_s3_object.agent[0]", "aws_batch_job_queue.heads", "aws_iam_role.job"]
    #expect(CloudState(Self.json).withoutBucket == others)
  }

  @Test func aStateThatIsNotThereIsEmpty() {
    let state = CloudState(["format_version": "1.0"])
    #expect(state.resources.isEmpty && state.yaml == nil && state.bucket == nil)
  }
}
