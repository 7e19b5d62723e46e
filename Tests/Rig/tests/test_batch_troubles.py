"""Batch throttles, answers half, loses jobs and machines: a run goes on, and no job is made twice or left behind."""
import re
import signal
import threading

from engine import WORKFLOWS, finish, wait_until

SCATTERED = WORKFLOWS / "scattered.wdl"
THROTTLE = {"service": "batch", "status": 429, "code": "TooManyRequestsException"}


def numbers(run):
    return run.outputs["scattered.said"]


def test_throttling_for_a_minute_ends_nothing_and_is_told(engine, account, on_batch, trouble):
    process = engine.start(SCATTERED, "count=3", "seconds=4", *on_batch)
    wait_until("the jobs run", lambda: account.jobs("RUNNING"), process)
    trouble.faults([THROTTLE])
    end = threading.Timer(60, trouble.clear)
    end.start()
    run = finish(process)
    assert numbers(run) == ["number 0", "number 1", "number 2"]
    assert [status for status, _ in trouble.requests("DescribeJobs")].count(429) > 2
    told = r"waiting for AWS: Batch DescribeJobs has failed since \S+Z, for \d+ s \(HTTP 429 TooManyRequestsException\)"
    assert re.search(told, run.stderr), run.stderr
    assert "AWS answers again: Batch DescribeJobs" in run.stderr
    assert account.alive() == []


def test_a_run_may_begin_while_batch_throttles(engine, account, on_batch, trouble):
    trouble.faults([THROTTLE])
    end = threading.Timer(5, trouble.clear)
    end.start()
    assert len(numbers(engine.run(SCATTERED, "count=2", *on_batch))) == 2
    assert [status for status, _ in trouble.requests("DescribeJobQueues")].count(429) > 2


def test_a_definition_that_is_deregistered_during_the_run_is_registered_anew(engine, account, on_batch, tmp_path, trouble):
    seed = tmp_path / "seed.txt"
    seed.write_text("a\nb\n")
    process = engine.start(WORKFLOWS / "alternating.wdl", f"seed={seed}", *on_batch)
    wait_until("the first job is there", lambda: trouble.calls("SubmitJob") == 1, process)
    # All three tasks have one shape.
    account.batch.deregister_job_definition(jobDefinition=trouble.requests("SubmitJob")[0][1]["jobDefinition"])
    assert finish(process).status == 0
    submitted = trouble.requests("SubmitJob")
    assert [status for status, _ in submitted].count(400) == 1
    assert len({body["jobDefinition"] for status, body in submitted if status == 200}) == 2


def test_a_job_that_nobody_watches_is_ended_with_the_run(engine, account, on_batch, trouble):
    process = engine.start(SCATTERED, "count=1", "seconds=600", *on_batch)
    wait_until("it runs", lambda: account.jobs("RUNNING"), process)
    # Neither can the job be watched, nor be ended with its attempt.
    refused = {"service": "batch", "status": 400, "code": "ClientException"}
    trouble.faults([{**refused, "path": "terminatejob", "times": 1}, {**refused, "path": "describejobs", "times": 1}])
    finish(process, seconds=90).fails("", status=(1,))
    assert account.alive() == []


def test_retry_after_is_honoured(engine, account, on_batch, trouble):
    trouble.faults([{**THROTTLE, "path": "submitjob", "times": 1, "headers": {"Retry-After": "3"}}])
    run = engine.run(SCATTERED, "count=1", *on_batch)
    assert numbers(run) == ["number 0"]
    assert trouble.calls("SubmitJob") == 2


def test_errors_resets_and_halves_of_answers_end_nothing(engine, account, on_batch, trouble):
    trouble.faults([
        {"service": "batch", "path": "describejobs", "status": 503, "times": 3},
        {"service": "batch", "path": "describejobs", "reset": True, "times": 3},
        {"service": "batch", "path": "describejobs", "truncate": 20, "times": 3},
        {"service": "batch", "path": "submitjob", "status": 500, "times": 1},
        {"service": "batch", "path": "submitjob", "reset": True, "times": 1},
    ])
    assert len(numbers(engine.run(SCATTERED, "count=3", *on_batch))) == 3


def test_a_job_whose_answer_was_lost_is_not_made_twice(engine, account, on_batch, trouble):
    trouble.faults([{"service": "batch", "path": "submitjob", "truncate": 10, "times": 1}])
    before = len(account.jobs("SUCCEEDED"))
    assert len(numbers(engine.run(SCATTERED, "count=3", *on_batch))) == 3
    assert trouble.calls("SubmitJob") == 1
    # The parent and its children.
    assert len(account.jobs("SUCCEEDED")) - before == 4


def test_a_job_that_a_list_showed_too_late_is_ended(engine, account, on_batch, trouble):
    trouble.faults([
        {"service": "batch", "path": "submitjob", "truncate": 10, "times": 1},
        {"service": "batch", "path": "listjobs", "status": 400, "code": "ClientException", "times": 1},
    ])
    run = engine.run(SCATTERED, "count=1", "seconds=4", *on_batch)
    assert run.status in (0, 1)
    assert account.alive() == []


def test_a_job_that_batch_forgets_fails_and_leaves_nothing(engine, account, on_batch, trouble):
    process = engine.start(SCATTERED, "count=1", "seconds=30", *on_batch)
    wait_until("it runs", lambda: account.jobs("RUNNING"), process)
    trouble.inject({"kind": "forget", "jobId": account.jobs("RUNNING")[0]["jobId"]})
    finish(process, seconds=60).fails("no longer knows the job", status=(1,))


def test_after_losses_a_task_goes_to_the_fallback_queue(engine, account, tmp_path, trouble):
    other = account.job_queue(account.role("martlet-batch-2", "batch.amazonaws.com"), "-on-demand")
    path = account.configuration(tmp_path / "martlet.yaml")
    path.write_text(path.read_text() + f"    spotFallbackQueue: {other}\n")
    trouble.inject({"kind": "reclaim", "after": 0.2, "times": 1})
    assert numbers(engine.run(SCATTERED, "count=1", "seconds=2", "--on", "rig", "--config", path)) == ["number 0"]
    assert [body["jobQueue"] for _, body in trouble.requests("SubmitJob")] == [account.queue, other]


def test_a_task_that_ran_out_of_memory_gets_more(engine, account, tmp_path, trouble):
    path = account.configuration(tmp_path / "martlet.yaml")
    path.write_text(path.read_text() + "    memoryRetryMultiplier: 4\n")
    run = engine.run(WORKFLOWS / "hungry.wdl", "--on", "rig", "--config", path)
    assert run.status == 0, run.stderr
    asked = [[item["value"] for item in body["containerOverrides"]["resourceRequirements"] if item["type"] == "MEMORY"]
             for _, body in trouble.requests("SubmitJob")]
    assert asked == [["64"], ["256"]]


def test_ctrl_c_while_an_answer_is_lost_leaves_no_job(engine, account, on_batch, trouble):
    trouble.faults([{"service": "batch", "path": "submitjob", "truncate": 10, "times": 1},
                    {"service": "batch", "path": "listjobs", "status": 503, "times": 2}])
    process = engine.start(SCATTERED, "count=3", "seconds=600", *on_batch)
    wait_until("it was submitted", lambda: trouble.calls("SubmitJob") == 1, process)
    process.send_signal(signal.SIGINT)
    assert finish(process, seconds=90).status == 130
    assert account.alive() == []
