"""What goes wrong on AWS is said once and clearly, and leaves no job behind."""
import signal
import time

import pytest

from account import is_array
from engine import EXAMPLES, WORKFLOWS, finish, wait_until

HELLO = EXAMPLES / "hello" / "hello.wdl"


def configured(account, tmp_path, **changes):
    return ["--on", "rig", "--config", account.configuration(tmp_path / "martlet.yaml", **changes)]


def test_no_credentials(engine, account, on_batch):
    run = engine.run(HELLO, *on_batch, AWS_ACCESS_KEY_ID=None, AWS_SECRET_ACCESS_KEY=None)
    run.fails("credentials")
    assert account.alive() == []


def test_credentials_that_aws_does_not_know(engine, account, on_batch):
    run = engine.run(HELLO, *on_batch, AWS_ACCESS_KEY_ID="AKIAUNKNOWN", AWS_SECRET_ACCESS_KEY="secret")
    run.fails("credential|access key|security token|InvalidAccessKeyId|UnrecognizedClient")
    assert account.alive() == []


def test_a_wrong_secret_key(engine, account, on_batch):
    run = engine.run(HELLO, *on_batch, AWS_SECRET_ACCESS_KEY="wrong")
    run.fails("signature|secret|credential")
    assert "wrong" not in run.stderr.split(), "the secret key must not be shown"
    assert account.alive() == []


def test_a_queue_that_does_not_exist(engine, account, tmp_path):
    run = engine.run(HELLO, *configured(account, tmp_path, queue="no-such-queue"))
    run.fails("no-such-queue", "queue")
    assert account.alive() == []


def test_a_disabled_queue(engine, account, tmp_path):
    queue = account.job_queue(account.role("martlet-batch-3", "batch.amazonaws.com"), "-disabled")
    account.batch.update_job_queue(jobQueue=queue, state="DISABLED")
    run = engine.run(HELLO, *configured(account, tmp_path, queue=queue))
    run.fails(f"`{queue}` is DISABLED", "update-job-queue .*--state ENABLED")


def test_a_queue_that_is_disabled_during_the_run(engine, account, tmp_path):
    queue = account.job_queue(account.role("martlet-batch-4", "batch.amazonaws.com"), "-closing")
    process = engine.start(WORKFLOWS / "alternating.wdl", f"seed={seed(tmp_path)}", *configured(account, tmp_path, queue=queue))
    wait_until("the first job is there", lambda: account.batch.list_jobs(
        jobQueue=queue, filters=[{"name": "JOB_NAME", "values": ["*"]}])["jobSummaryList"], process)
    account.batch.update_job_queue(jobQueue=queue, state="DISABLED")
    finish(process).fails("SubmitJob", "queue", status=(1,))


def seed(folder):
    path = folder / "seed.txt"
    path.write_text("a\nb\n")
    return path


def test_who_may_not_look_at_the_queue_may_still_submit(engine, account, tmp_path, trouble):
    trouble.faults([{"service": "batch", "path": "describejobqueues$", "status": 403, "code": "AccessDeniedException",
                     "message": "User: arn:aws:sts::1:assumed-role/head/x is not authorized"}])
    assert engine.run(HELLO, *configured(account, tmp_path)).status == 0


@pytest.mark.parametrize("operation", [
    "DescribeJobDefinitions", "RegisterJobDefinition", "SubmitJob", "DescribeJobs"])
def test_a_permission_that_is_missing_is_named(engine, account, tmp_path, trouble, operation):
    # An image of its own, so that a definition has to be registered.
    trouble.faults([{"service": "batch", "path": operation.lower() + "$", "status": 403, "code": "AccessDeniedException",
                     "message": "User: arn:aws:sts::1:assumed-role/head/x is not authorized"}])
    image = f"localhost/busybox:{operation.lower()}-{account.tag}"
    run = engine.run(WORKFLOWS / "scattered.wdl", "count=1", f"image={image}", *configured(account, tmp_path))
    run.fails(f"user or role `batch:{operation}`", "not authorized", status=(1,))
    trouble.clear()
    assert account.alive() == []


def test_a_bucket_without_a_folder(engine, account, tmp_path):
    run = engine.run(HELLO, *configured(account, tmp_path, bucket=f"s3://{account.bucket}"))
    run.fails(f"s3://{account.bucket}", "folder")
    assert account.alive() == []


def test_a_bucket_that_does_not_exist(engine, account, tmp_path):
    run = engine.run(HELLO, *configured(account, tmp_path, bucket="s3://no-such-bucket/work"))
    run.fails("no-such-bucket", "bucket")
    assert account.alive() == []


def test_an_environment_that_is_not_configured(engine, account, tmp_path):
    path = account.configuration(tmp_path / "martlet.yaml")
    engine.run(HELLO, "--on", "cloud", "--config", path).fails("cloud", "rig", status=(2,))


def test_an_image_that_does_not_exist(engine, account, on_batch):
    run = engine.run(HELLO, "image=localhost/no-such-image:1", *on_batch)
    run.fails("localhost/no-such-image:1|CannotPullContainer", status=(1,))
    assert account.alive() == []


def test_a_failing_task_shows_its_last_lines(engine, account, on_batch):
    run = engine.run(WORKFLOWS / "failing.wdl", *on_batch)
    run.fails("the reactor is cold", r"\b3\b", status=(1,))
    assert account.alive() == []


def test_ctrl_c_leaves_no_job_alive(engine, account, on_batch):
    process = engine.start(WORKFLOWS / "sleeping.wdl", "seconds=600", *on_batch)
    wait_until("two jobs run", lambda: len([job for job in account.jobs("RUNNING") if not is_array(job)]) >= 2, process)
    process.send_signal(signal.SIGINT)
    started = time.time()
    run = finish(process, seconds=60)
    assert run.status == 130, run.stderr
    assert run.stdout.strip() == ""
    assert account.alive() == [], f"after {time.time() - started:.1f} s; stderr:\n{run.stderr}"
