"""A job that stays RUNNABLE is explained: while the run waits, by `martlet explain-job`, and ended when that was asked for."""
import json
import signal
import subprocess
import urllib.request

import pytest

from engine import EXAMPLES, WORKFLOWS, finish, wait_until

HELLO = EXAMPLES / "hello" / "hello.wdl"
SIZED = WORKFLOWS / "sized.wdl"


@pytest.fixture
def configured(account, tmp_path):
    def configure(*lines):
        path = account.configuration(tmp_path / "martlet.yaml")
        path.write_text(path.read_text() + "".join(f"    {line}\n" for line in ("explainAfter: 1", *lines)))
        return ["--on", "rig", "--config", path]
    return configure


@pytest.fixture
def inject(rig_environment):
    def post(rule):
        url = rig_environment["AWS_ENDPOINT_URL"] + "/rig/inject"
        urllib.request.urlopen(urllib.request.Request(url, json.dumps(rule).encode(), method="POST"), timeout=10)
    yield post
    post({"kind": "clear"})


def explain(engine, job, config, *arguments):
    done = subprocess.run([engine.program, "explain-job", job, *map(str, config), *arguments], cwd=engine.folder,
                          env=engine.environment, text=True, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def the_waiting_job(account, process):
    """The id of the only job that is RUNNABLE; an array's child, when there are such."""
    wait_until("a job is RUNNABLE", lambda: account.jobs("RUNNABLE"), process)
    return account.jobs("RUNNABLE")[-1]["jobId"]


def reasons(engine):
    """What the journal says that attempts wait for."""
    path = engine.folder / "runs" / "_latest" / "journal.jsonl"
    journal = path.read_text().splitlines() if path.exists() else []
    return [event.get("reason") for event in map(json.loads, journal) if event["event"] == "attempt-waiting"]


def running(account):
    return [job for job in account.jobs("PENDING", "RUNNING") if job["status"] == "RUNNING"]


def interrupt(process):
    process.send_signal(signal.SIGINT)
    return finish(process, 90)


def test_a_stuck_job_is_explained(engine, account, configured, inject):
    inject({"kind": "stuck", "statusReason": "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - no instance type"})
    config = configured()
    process = engine.start(HELLO, *config)
    job = the_waiting_job(account, process)
    wait_until("it is explained", lambda: any("Batch says: MISCONF" in (why or "") for why in reasons(engine)), process)
    text = explain(engine, job, config)
    assert "RUNNABLE" in text and "1. certain: Batch says: MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT" in text
    facts = json.loads(explain(engine, job, config, "--format", "json"))
    assert facts["causes"][0]["id"] == "batch-job-resource" and facts["job"] == job
    assert interrupt(process).status == 130
    assert account.alive() == []


def test_a_request_larger_than_every_instance_type(engine, account, configured, inject):
    inject({"kind": "stuck", "statusReason": ""})
    config = configured()
    process = engine.start(SIZED, "cpu=8", "memory=64 GiB", *config)
    job = the_waiting_job(account, process)
    wait_until("it is explained", lambda: any("m5.large" in (why or "") for why in reasons(engine)), process)
    text = explain(engine, job, config)
    assert "no instance type of martlet-" in text and "m5.large with 2 vCPUs and 8 GiB" in text
    assert interrupt(process).status == 130


def test_more_cores_than_the_queue_may_have(engine, account, configured):
    config = configured("cancelUnrunnable: 2")
    run = engine.run(SIZED, "cpu=64", "memory=1 GiB", *config)
    run.fails("never-schedulable|cannot start", "64 vCPUs", "16 vCPUs", "maxvCpus", status=(1,))
    assert account.alive() == []


def test_a_full_queue_is_no_reason_to_give_up(engine, account, configured):
    config = configured("cancelUnrunnable: 2")
    first = engine.start(WORKFLOWS / "sleeping.wdl", "seconds=600", *config, runs="first")
    # An array is PENDING while its children run.
    wait_until("two jobs run", lambda: len(running(account)) >= 2, first)
    # 16 vCPUs, two of which are taken, and no cause but that.
    batch = account.batch
    queue = batch.describe_job_queues(jobQueues=[account.queue])["jobQueues"][0]
    environment = queue["computeEnvironmentOrder"][0]["computeEnvironment"]
    batch.update_compute_environment(computeEnvironment=environment, computeResources={"maxvCpus": 2})
    try:
        second = engine.start(SIZED, "cpu=1", "memory=64 MiB", *config)
        wait_until("it is explained", lambda: any("are full" in (why or "") for why in reasons(engine)), second)
        assert interrupt(first).status == 130
        assert finish(second).status == 0, "the second run gets the place of the first"
    finally:
        batch.update_compute_environment(computeEnvironment=environment, computeResources={"maxvCpus": 16})


def test_a_failed_job_is_explained_with_advice(engine, account, configured):
    config = configured()
    engine.run(HELLO, "image=localhost/no-such-image:1", *config).fails("image")
    job = max(account.jobs("FAILED"), key=lambda job: job["createdAt"])["jobId"]
    text = explain(engine, job, config)
    assert "FAILED: image-not-pulled" in text and "help: " in text


def test_a_job_that_batch_does_not_know(engine, configured):
    done = subprocess.run([engine.program, "explain-job", "no-such-job", *map(str, configured())], cwd=engine.folder,
                          env=engine.environment, text=True, capture_output=True, timeout=60)
    assert done.returncode == 1 and "no-such-job" in done.stderr
