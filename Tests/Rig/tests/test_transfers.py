"""What goes wrong on the agent's ways to S3 and on its disk: it is done again, or said clearly, and nothing half counts."""
import json
import os
import subprocess
import time

import pytest

from engine import WORKFLOWS, finish, wait_until

CARRYING = WORKFLOWS / "carrying.wdl"
FULL_DISK = WORKFLOWS / "full_disk.wdl"
# More than two parts, so that it goes in three.
LARGE = os.urandom(34 << 20)
SMALL = os.urandom(300_000)
SLOW_DOWN = {"status": 503, "code": "SlowDown"}
DENIED = {"status": 403, "code": "AccessDenied"}


@pytest.fixture(scope="module")
def data(account):
    """The inputs in S3, as arguments of a run."""
    for name, content in (("large", LARGE), ("small", SMALL)):
        account.s3.put_object(Bucket=account.bucket, Key=f"data/{name}.bin", Body=content)
    return [f"{name}=s3://{account.bucket}/data/{name}.bin" for name in ("large", "small")]


@pytest.fixture
def carry(engine, account, data, on_batch):
    def run(*arguments):
        return engine.run(CARRYING, *data, *arguments, *on_batch)

    return run


@pytest.fixture
def check(account):
    """Everything has come and was kept, byte by byte, and no upload was left open."""
    def check(run):
        outputs = run.outputs
        assert outputs["carry.said"] == "first words\nlast words"
        assert account.object(outputs["carry.large_out"]) == LARGE
        assert account.object(outputs["carry.small_out"]) == SMALL
        assert open_uploads(account) == []

    return check


def key_of_run(folder):
    """What a run is called in the bucket."""
    with open(folder / "journal.jsonl") as journal:
        return json.loads(journal.readline())["key"]


def open_uploads(account):
    return [upload["Key"] for upload in account.s3.list_multipart_uploads(Bucket=account.bucket).get("Uploads", [])]


def attempt(account, engine, number=1):
    """(the agent's account of an attempt of the newest run, what it kept of stdout); None where there is none."""
    folder = f"s3://{account.bucket}/work/{key_of_run(engine.folder / 'runs' / '_latest')}/calls/carry/attempt-{number}"

    def read(name):
        try:
            return account.object(f"{folder}/{name}")
        except account.s3.exceptions.NoSuchKey:
            return None

    result = read("result.json")
    return result and json.loads(result), read("stdout")


def test_inputs_whose_way_breaks_are_brought_again(carry, check, trouble):
    rules = [{"method": "GET", "path": path, "times": 1, **effect} for path, effect in (
        ("/agent/", {"truncate": 1000}),
        ("manifest.json", {"reset": True}),
        ("data/large", {"reset": True}),
        ("data/large", {"truncate": 5_000_000}),
        ("data/large", SLOW_DOWN),
        ("data/large", {"status": 500}),
        ("data/large", {"truncate": 0}),
        ("data/small", {"truncate": 10}),
        ("data/small", {"corrupt": True}),
        ("data/small", SLOW_DOWN),
        ("data/small", {"drip": 0.01}),
    )]
    trouble.faults(rules)
    check(carry())
    assert trouble.hits() == [1] * len(rules)


def test_outputs_whose_way_breaks_are_kept_again(carry, check, trouble):
    rules = [{"method": method, "path": path, "times": 1, **effect} for method, path, effect in (
        ("POST", "large.out.uploads", SLOW_DOWN),
        ("PUT", "large.out.*partNumber=1", {"lose": True}),
        ("PUT", "large.out.*partNumber=2", {"cut": 1_000_000}),
        ("PUT", "large.out.*partNumber=3", {"status": 500}),
        ("POST", "large.out.uploadId", {"reset": True}),
        ("PUT", "small.out", {"cut": 1000}),
        ("PUT", "small.out", SLOW_DOWN),
        ("PUT", "small.out", {"lose": True}),
        ("PUT", "/stdout", {"cut": 1}),
        ("PUT", "/result.json", {"cut": 10}),
        ("PUT", "/result.json", {"lose": True}),
    )]
    trouble.faults(rules)
    check(carry())
    assert trouble.hits() == [1] * len(rules)


def test_an_upload_that_was_completed_without_an_answer_counts(carry, check, trouble):
    trouble.faults([{"method": "POST", "path": "large.out.uploadId", "times": 1, "lose": True}])
    check(carry())
    assert trouble.hits() == [1]


def test_a_storm_of_slow_down_is_waited_out(carry, check, trouble):
    trouble.faults([{"service": "s3", "p": 0.3, "times": 40, **SLOW_DOWN}])
    check(carry())
    assert trouble.hits()[0] > 5


def test_keys_that_end_are_renewed(carry, check, trouble):
    trouble.session(3)
    expired = {"status": 400, "code": "ExpiredToken"}
    trouble.faults([{"method": "GET", "path": "data/small", "times": 1, **expired},
                    {"method": "PUT", "path": "small.out", "times": 1, **expired}])
    check(carry("seconds=5"))
    assert trouble.hits() == [1, 1]


@pytest.mark.parametrize("method, path, effect, words", [
    ("GET", "data/small", DENIED, "s3://.*/data/small.bin.*AccessDenied"),
    ("GET", "data/small", {"corrupt": True}, "s3://.*/data/small.bin.*CRC"),
    ("PUT", "small.out", DENIED, "s3://.*/small.out.*AccessDenied"),
    ("PUT", "large.out.*partNumber=2", DENIED, "s3://.*/large.out.*AccessDenied"),
], ids=["input-denied", "input-corrupt", "output-denied", "part-denied"])
def test_what_stays_wrong_fails_the_task_and_no_output_counts(carry, account, engine, trouble, method, path, effect, words):
    trouble.faults([{"method": method, "path": path, **effect}])
    carry().fails("staging-failed", words, status=(1,))
    result, stdout = attempt(account, engine)
    assert result["files"] == []
    assert stdout == (b"" if method == "GET" else b"first words\nlast words\n")
    assert open_uploads(account) == []


def test_an_input_that_changed_after_the_submission_is_not_used(engine, account, on_batch, trouble):
    account.s3.put_object(Bucket=account.bucket, Key="data/early.bin", Body=b"early\n")
    early = f"s3://{account.bucket}/data/early.bin"
    trouble.inject({"kind": "stuck", "match": "*carry*", "statusReason": "wait"})
    process = engine.start(CARRYING, f"large={early}", f"small={early}", *on_batch)
    wait_until("it was submitted", lambda: trouble.calls("SubmitJob") == 1, process)
    account.s3.put_object(Bucket=account.bucket, Key="data/early.bin", Body=b"later\n")
    trouble.clear()
    finish(process).fails("staging-failed", "early.bin has changed since the task was written", status=(1,))
    assert attempt(account, engine)[0]["files"] == []


def test_outputs_of_a_failed_command_do_not_count(carry, account, engine):
    carry("status=3").fails("exit status 3", status=(1,))
    result, stdout = attempt(account, engine)
    assert result["files"] == [] and stdout == b"first words\nlast words\n"


# A full disk.


@pytest.fixture
def on_small_disk(account, tmp_path):
    path = account.configuration(tmp_path / "martlet.yaml")
    path.write_text(path.read_text() + "    scratch: /small\n")
    return ["--on", "rig", "--config", path]


def test_inputs_that_do_not_fit_are_not_brought(engine, account, data, on_small_disk):
    run = engine.run(FULL_DISK, f"letter=s3://{account.bucket}/data/large.bin", "action=true", *on_small_disk)
    run.fails("disk-full", f"need {len(LARGE)} bytes", "larger disk", status=(1,))


def test_an_output_that_does_not_fit_fails_the_task(engine, on_small_disk):
    # Its complaint does not fit either.
    run = engine.run(FULL_DISK, "action=dd if=/dev/zero of=zeros bs=1048576 count=8", *on_small_disk)
    run.fails("disk-full", "no space left", "larger disk", status=(1,))


def test_words_that_do_not_fit_are_said_to_be_lost(engine, on_small_disk):
    run = engine.run(FULL_DISK, "action=dd if=/dev/zero bs=1048576 count=8 2> /dev/null", *on_small_disk)
    run.fails("disk-full", "stdout and stderr", "larger disk", status=(1,))


# Stopped from outside.


def running(account):
    return [job for job in account.jobs("RUNNING") if "carry" in job["jobName"]]


@pytest.mark.parametrize("phase, rule", [
    ("stage-in", {"method": "GET", "path": "data/large", "delay": 20}),
    ("run", None),
    ("stage-out", {"method": "PUT", "path": "large.out.*partNumber=2", "delay": 20}),
])
def test_a_job_that_is_terminated_says_what_it_did(engine, account, data, on_batch, trouble, phase, rule):
    trouble.faults([rule] if rule else [])
    process = engine.start(CARRYING, *data, f"seconds={0 if rule else 600}", *on_batch)
    if rule:
        wait_until(f"{phase} begins", lambda: trouble.hits()[0] > 0, process)
    else:
        wait_until("the command has begun", lambda: running(account) and has_said(account, "first words"), process)
    account.batch.terminate_job(jobId=running(account)[0]["jobId"], reason="the cat was on the keyboard")
    finish(process).fails("the cat was on the keyboard", status=(1,))
    result, stdout = attempt(account, engine)
    assert result["failure"]["phase"] == phase and result["failure"]["cause"] == "terminated"
    assert result["files"] == [] and open_uploads(account) == []
    assert stdout == {"stage-in": b"", "run": b"first words\n", "stage-out": b"first words\nlast words\n"}[phase]


def has_said(account, words):
    """Whether the log of the job that runs has these words."""
    stream = account.batch.describe_jobs(jobs=[running(account)[0]["jobId"]])["jobs"][0]["container"].get("logStreamName")
    try:
        events = account.client("logs").get_log_events(logGroupName="/aws/batch/job", logStreamName=stream)["events"]
    except Exception:
        return False  # nothing was said yet
    return any(words in event["message"] for event in events)


def test_a_container_that_was_killed_is_repeated_from_the_beginning(carry, check, engine, account, data, on_batch,
                                                                   client_environment):
    process = engine.start(CARRYING, *data, "seconds=3", "retries=1", *on_batch)
    wait_until("the command has begun", lambda: running(account) and has_said(account, "first words"), process)
    name = f"rig-{running(account)[0]['jobId']}-1-default"
    subprocess.run(["podman", "kill", name], env=client_environment, check=True, capture_output=True)
    run = finish(process)
    check(run)
    assert attempt(account, engine)[0] is None
    assert attempt(account, engine, 2)[0]["files"] != []
