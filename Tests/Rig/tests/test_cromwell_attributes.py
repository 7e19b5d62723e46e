"""Runtime attributes of Cromwell's AWS backend: what Batch is asked for, here and in another region, and what they do."""
import json
import re
import signal
import time
from pathlib import Path

import boto3
import pytest

from engine import WORKFLOWS, wait_until
from tool import Tool

ATTRIBUTES = WORKFLOWS / "cromwell_attributes.wdl"
QUEUE = WORKFLOWS / "cromwell_queue.wdl"
ELSEWHERE = "eu-west-1"


def only(trouble, operation):
    requests = [body for status, body in trouble.requests(operation) if status == 200]
    assert len(requests) == 1, requests
    return requests[0]


def regions_of(trouble, path):
    """The regions that martlet's requests of a path were signed for."""
    found = set()
    for record in trouble.records():
        if record["uri"].split("?")[0] == path and "rig-observer" not in json.dumps(record["headers"]):
            found.add(re.search(r"Credential=[^/]+/\d{8}/([^/]+)/", json.dumps(record["headers"])).group(1))
    return found


def test_attributes_reach_batch_and_an_allowed_status_is_a_success(engine, on_batch, trouble):
    run = engine.run(ATTRIBUTES, *on_batch)
    assert run.outputs == {"cromwell_attributes.said": "ends with 3"}
    job, definition = only(trouble, "SubmitJob"), only(trouble, "RegisterJobDefinition")
    assert job["timeout"] == {"attemptDurationSeconds": 120}
    assert job["retryStrategy"] == {"attempts": 2, "evaluateOnExit": [
        {"action": "RETRY", "onStatusReason": "Host EC2*"}, {"action": "EXIT", "onReason": "*"}]}
    assert job["tags"]["project"] == "p3"
    asked = {item["type"]: item["value"] for item in job["containerOverrides"]["resourceRequirements"]}
    assert asked == {"VCPU": "1", "MEMORY": "954"}
    container = definition["containerProperties"]
    assert container["ulimits"] == [{"name": "nofile", "softLimit": 512, "hardLimit": 1024}]
    assert container["linuxParameters"]["sharedMemorySize"] == 32
    assert [mount["containerPath"] for mount in container["mountPoints"]] == ["/mnt/scratch"]
    assert container["logConfiguration"]["options"]["awslogs-group"] == "/aws/batch/job"
    for name in ("zones", "noAddress", "scriptBucketName", "efsDelocalize", "efsMakeMD5"):
        assert run.stderr.count(f"`{name}` has no effect") == 1, run.stderr


def test_memory_is_read_as_cromwell_reads_it_where_martlet_yaml_says_so(engine, on_batch, trouble):
    configuration = on_batch[-1]
    configuration.write_text(configuration.read_text() + "memoryUnits: binary\n")
    engine.run(ATTRIBUTES, "status=0", *on_batch, "--target", "three").outputs
    asked = only(trouble, "SubmitJob")["containerOverrides"]["resourceRequirements"]
    assert {"type": "MEMORY", "value": "1024"} in asked


@pytest.fixture(scope="module")
def away(account, rig_environment):
    """The ARN of a queue in another region."""
    client = boto3.client("batch", endpoint_url=rig_environment["AWS_ENDPOINT_URL"], region_name=ELSEWHERE,
                          aws_access_key_id="test", aws_secret_access_key="test")
    name = f"martlet-away-{account.tag}"
    environment = client.create_compute_environment(
        computeEnvironmentName=name, type="MANAGED", serviceRole=account.role("martlet-away", "batch.amazonaws.com"),
        computeResources={"type": "EC2", "minvCpus": 0, "maxvCpus": 4, "instanceTypes": ["m5.large"],
                          "instanceRole": f"martlet-instances-{account.tag}", "subnets": ["subnet-1"],
                          "securityGroupIds": ["sg-1"]})["computeEnvironmentArn"]
    queue = client.create_job_queue(
        jobQueueName=name, priority=1, state="ENABLED",
        computeEnvironmentOrder=[{"order": 1, "computeEnvironment": environment}])["jobQueueArn"]
    assert queue.split(":")[3] == ELSEWHERE
    return queue


def test_a_queue_of_another_region_has_everything_of_its_jobs_there(engine, on_batch, away, trouble, martlet, client_environment,
                                                                    tmp_path):
    run = engine.run(QUEUE, f"queue={away}", *on_batch)
    assert run.outputs["cromwell_queue.said"] == [f"said in {ELSEWHERE}", "said in us-east-1"]
    for operation in ("submitjob", "describejobs"):
        assert regions_of(trouble, f"/v1/{operation}") == {ELSEWHERE, "us-east-1"}
    # A definition of an earlier run is used again where it is; there was none elsewhere.
    assert {ELSEWHERE} <= regions_of(trouble, "/v1/registerjobdefinition") <= {ELSEWHERE, "us-east-1"}
    verb = Tool(martlet, tmp_path, client_environment)
    logs = verb.run("logs", "_latest", "away", "--runs-dir", tmp_path / "runs")
    assert f"said in {ELSEWHERE}" in logs.stdout, logs


def test_a_run_that_is_left_takes_its_job_of_another_region_over_and_cancel_ends_it(
        engine, on_batch, away, trouble, martlet, client_environment, tmp_path):
    process = engine.start(QUEUE, f"queue={away}", "seconds=300", *on_batch)
    journal = lambda: next((tmp_path / "runs").glob("cromwell_queue-*/journal.jsonl")).read_text()  # noqa: E731
    wait_until("both jobs run", lambda: (tmp_path / "runs").exists() and journal().count("attempt-running") == 2, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    verb = Tool(martlet, tmp_path, client_environment)
    status = verb.run("status", "_latest", "--runs-dir", tmp_path / "runs")
    assert f"{ELSEWHERE}/" in journal() and "RUNNING" in status.stdout, status
    resumed = verb.start("resume", "_latest", "--runs-dir", tmp_path / "runs")
    wait_until("it is taken over", lambda: "attempt-taken-over" in journal(), resumed)
    resumed.send_signal(signal.SIGKILL)
    resumed.communicate()
    cancelled = verb.run("cancel", "_latest", "--runs-dir", tmp_path / "runs")
    assert cancelled.status == 0, cancelled
    assert ELSEWHERE in regions_of(trouble, "/v1/terminatejob")


@pytest.mark.parametrize("place", ["here", "on Batch"])
def test_what_writes_to_stderr_has_failed_and_is_repeated(engine, on_batch, tmp_path, place):
    source = tmp_path / "loud.wdl"
    source.write_text("""version 1.0
task loud {
  command <<< echo quiet; echo loud >&2 >>>
  runtime { docker: "localhost/busybox:latest" memory: "64 MiB" failOnStderr: true maxRetries: 1 }
}
""")
    run = engine.run(source, *(["--containers", "none"] if place == "here" else on_batch))
    run.fails(r"wrote-to-stderr: it wrote 5 bytes to stderr.*the last of 2 attempts")


def test_a_time_limit_holds_here_too_and_is_refused_as_on_batch(engine, tmp_path):
    source = tmp_path / "short.wdl"
    source.write_text("""version 1.0
task short {
  input { Int limit }
  command <<< echo done >>>
  runtime { jobTimeout: limit }
}
""")
    engine.run(source, "limit=30", "--containers", "none").fails("`jobTimeout` of the task short must be at least 60 seconds")
    assert engine.run(source, "limit=60", "--containers", "none").status == 0
