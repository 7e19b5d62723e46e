"""What a submission says beside its container: queue, platform, size, retries, priority, names, time limits."""
import json
import uuid

import pytest

from engine import WORKFLOWS
from wire import judge_file

SHELL = WORKFLOWS / "shell.wdl"


def configured(account, folder, settings="", rules="", **changes):
    path = account.configuration(folder / "martlet.yaml", **changes)
    path.write_text(path.read_text() + settings + ("rules:\n" + rules if rules else ""))
    return ["--on", "rig", "--config", path]


def newest_job(account, queue):
    """What Batch knows of the last job of a queue."""
    jobs = account.batch.list_jobs(jobQueue=queue, jobStatus="SUCCEEDED")["jobSummaryList"]
    newest = max(jobs, key=lambda job: job["createdAt"])
    return account.batch.describe_jobs(jobs=[newest["jobId"]])["jobs"][0]


@pytest.fixture(scope="module")
def fargate_queue(account):
    tag = uuid.uuid4().hex[:6]
    environment = account.batch.create_compute_environment(
        computeEnvironmentName=f"fargate-{tag}", type="MANAGED",
        computeResources={"type": "FARGATE", "maxvCpus": 16, "subnets": ["subnet-1"], "securityGroupIds": ["sg-1"]},
    )["computeEnvironmentArn"]
    return account.batch.create_job_queue(
        jobQueueName=f"fargate-{tag}", priority=1, state="ENABLED",
        computeEnvironmentOrder=[{"order": 1, "computeEnvironment": environment}])["jobQueueName"]


@pytest.fixture(scope="module")
def fair_queue(account):
    tag = uuid.uuid4().hex[:6]
    policy = account.batch.create_scheduling_policy(
        name=f"fair-{tag}", fairsharePolicy={"shareDistribution": [{"shareIdentifier": "lab", "weightFactor": 1.0}]})["arn"]
    queue = account.batch.describe_job_queues(jobQueues=[account.queue])["jobQueues"][0]
    return account.batch.create_job_queue(
        jobQueueName=f"fair-{tag}", priority=1, state="ENABLED", schedulingPolicyArn=policy,
        computeEnvironmentOrder=queue["computeEnvironmentOrder"])["jobQueueName"]


def test_a_rule_sends_a_task_to_fargate(engine, account, tmp_path, fargate_queue):
    rules = (f"  - name: shell\n    queue: {fargate_queue}\n    platform: fargate\n    cpu: 1\n    memory: 9 GiB\n"
             "    platformVersion: 1.4.0\n    assignPublicIP: false\n    arch: linux/amd64\n    disk: 30 GiB\n")
    run = engine.run(SHELL, *configured(account, tmp_path, rules=rules))
    assert run.outputs["shell.path"].endswith("busybox")
    assert "the next size of Fargate is 2 vCPUs with 9216 MiB" in run.stderr
    job = newest_job(account, fargate_queue)
    container = job["container"]
    assert job["platformCapabilities"] == ["FARGATE"]
    sizes = {item["type"]: item["value"] for item in container["resourceRequirements"]}
    assert sizes == {"VCPU": "2", "MEMORY": "9216"}
    assert container["networkConfiguration"] == {"assignPublicIp": "DISABLED"}
    assert container["fargatePlatformConfiguration"] == {"platformVersion": "1.4.0"}
    assert container["ephemeralStorage"] == {"sizeInGiB": 30}
    assert container["runtimePlatform"] == {"operatingSystemFamily": "LINUX", "cpuArchitecture": "X86_64"}


@pytest.mark.parametrize("setting, message", [
    ("    cpu: 17\n", "asks for 17 CPUs .* Fargate's largest size is 16 vCPUs with 120 GiB"),
    ("    gpu: 1\n", "asks for 1 GPUs; Fargate has none"), ("    disk: 300 GiB\n", "Fargate has at most 200"),
    ("    privileged: true\n", "`privileged` of the task shell is not to be had on Fargate"),
    ("    volumes: /data\n", "on Fargate there is no host: use EFS"),
])
def test_what_fargate_does_not_have_is_refused(engine, account, tmp_path, fargate_queue, setting, message):
    rules = f"  - name: shell\n    queue: {fargate_queue}\n    platform: FARGATE\n{setting}"
    engine.run(SHELL, *configured(account, tmp_path, rules=rules)).fails(message)


def test_priorities_retries_and_names_are_sent(engine, account, tmp_path, fair_queue, rig_environment):
    log = rig_environment["RIG_STATE"] + "/requests.jsonl"
    with open(log) as lines:
        before = sum(1 for _ in lines)
    rules = (f"  - name: shell\n    aws_batch_job_queue: {fair_queue}\n    aws_batch_scheduling_priority: 7\n"
             "    shareIdentifier: lab\n    awsBatchRetryAttempts: 2\n"
             "    awsBatchEvaluateOnExit: [{action: retry, onStatusReason: 'Host EC2*'}, {action: EXIT, onReason: '*'}]\n"
             "    aws_batch_job_uuid: 0f5-1\n    aws_batch_job_name_prefix: snakejob\n    jobTimeout: 120\n"
             "    resourceLabels: 'project=x=y'\n")
    assert engine.run(SHELL, *configured(account, tmp_path, rules=rules)).status == 0
    job = newest_job(account, fair_queue)
    assert job["jobName"] == "snakejob-shell-0f5-1"
    assert (job["schedulingPriority"], job["shareIdentifier"]) == (7, "lab")
    assert job["retryStrategy"]["attempts"] == 2
    assert [rule["action"].upper() for rule in job["retryStrategy"]["evaluateOnExit"]] == ["RETRY", "EXIT"]
    assert job["timeout"] == {"attemptDurationSeconds": 120}
    assert job["tags"]["project"] == "x=y" and job["propagateTags"] is True
    assert judge_file(log, first=before).faults == {}


def test_a_job_that_overstays_its_limit_is_ended_by_batch(engine, account, tmp_path):
    run = engine.run(WORKFLOWS / "sleeping.wdl", *configured(account, tmp_path, "    timeout: 59\n"))
    run.fails("`environments.rig.timeout` must be at least 60 seconds")


def test_settings_that_are_wrong_are_all_said_at_once(engine, account, tmp_path):
    settings = "    queu: x\n    ulimits: nofile\n    dockerHubMirror: https://mirror\n    containerOptions: --net host\n"
    run = engine.run(SHELL, *configured(account, tmp_path, settings))
    run.fails("did you mean `queue`", "`environments.rig.ulimits` has the limit `nofile`; write `name=soft`",
              "dockerHubMirror` must be a registry's address", "has `--net`, which AWS Batch has nothing for",
              several=True)


def test_images_come_from_the_mirror(engine, account, tmp_path):
    settings = "    imageMirrors: {quay.io: localhost}\n"
    run = engine.run(SHELL, "image=quay.io/busybox:latest", *configured(account, tmp_path, settings))
    assert run.outputs["shell.path"].endswith("busybox")
    image = newest_job(account, account.queue)["container"]["image"]
    assert image == "localhost/busybox:latest", json.dumps(image)
