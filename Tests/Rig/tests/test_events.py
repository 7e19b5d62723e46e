"""Batch's state changes come by EventBridge and SQS, in a queue that several heads share."""
import json

import pytest

from engine import WORKFLOWS

SCATTERED = WORKFLOWS / "scattered.wdl"


@pytest.fixture
def events_queue(account):
    """(URL, ARN) of a queue that gets all of Batch's state changes, while the test runs."""
    sqs, events, name = account.client("sqs"), account.client("events"), f"martlet-{account.tag}"
    url = sqs.create_queue(QueueName=f"martlet-events-{account.tag}")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = {"source": ["aws.batch"], "detail-type": ["Batch Job State Change"]}
    events.put_rule(Name=name, EventPattern=json.dumps(pattern), State="ENABLED")
    events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": arn}])
    yield url, arn
    events.remove_targets(Rule=name, Ids=["1"])
    events.delete_rule(Name=name)


def foreign(identity):
    detail = {"jobId": identity, "jobName": "other", "jobQueue": "q", "jobDefinition": "d", "status": "SUCCEEDED",
              "startedAt": 1}
    return json.dumps({"source": "aws.batch", "detail-type": "Batch Job State Change", "detail": detail})


def received(sqs, url):
    """The jobs that messages of the queue are about."""
    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", [])
    return [json.loads(message["Body"])["detail"]["jobId"] for message in messages]


def wait_for(condition, times=20):
    assert any(condition() for _ in range(times))


def test_a_run_hears_of_its_jobs_and_leaves_what_is_others(engine, account, events_queue, tmp_path, trouble):
    url, arn = events_queue
    sqs = account.client("sqs")
    sqs.send_message(QueueUrl=url, MessageBody=foreign("somebody-elses"))
    path = account.configuration(tmp_path / "martlet.yaml")
    path.write_text(path.read_text().replace("pollInterval: 1", f"pollInterval: 30\n    events: {arn}\n    array: off"))
    run = engine.run(SCATTERED, "count=2", "seconds=1", "--on", "rig", "--config", path)
    assert run.outputs["scattered.said"] == ["number 0", "number 1"]
    # Without events the first look would come after 30 s, with them none is needed.
    assert trouble.calls("DescribeJobs") == 0
    # The question under way when the run ended may hide it for some seconds once more.
    wait_for(lambda: "somebody-elses" in received(sqs, url))


def test_a_queue_that_cannot_be_read_is_said_and_done_without(engine, account, tmp_path):
    path = account.configuration(tmp_path / "martlet.yaml")
    path.write_text(path.read_text() + "    events: arn:aws:sqs:us-east-1:123456789012:no-such-queue\n")
    run = engine.run(SCATTERED, "count=2", "--on", "rig", "--config", path)
    assert run.outputs["scattered.said"] == ["number 0", "number 1"]
    assert "cannot read Batch's events" in run.stderr
