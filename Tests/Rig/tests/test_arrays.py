"""Equal tasks go to Batch as one array job, and end one by one."""
import signal
import time

from engine import WORKFLOWS, finish, wait_until

SCATTERED = WORKFLOWS / "scattered.wdl"


def test_equal_tasks_are_one_job(engine, account, on_batch, trouble):
    run = engine.run(SCATTERED, "count=6", *on_batch)
    assert run.outputs["scattered.said"] == [f"number {number}" for number in range(6)]
    submitted = trouble.requests("SubmitJob")
    assert [body["arrayProperties"] for _, body in submitted] == [{"size": 6}]


def test_arrays_may_be_turned_off_and_bounded(engine, account, tmp_path, trouble):
    path = account.configuration(tmp_path / "martlet.yaml")
    settings = path.read_text()
    for setting, sizes in (("off", [None] * 4), ("2", [2, 2])):
        path.write_text(settings + f"    array: {setting}\n")
        before = trouble.calls("SubmitJob")
        engine.run(SCATTERED, "count=4", "--on", "rig", "--config", path).outputs
        submitted = trouble.requests("SubmitJob")[before:]
        assert [body.get("arrayProperties", {}).get("size") for _, body in submitted] == sizes


def test_one_child_that_fails_is_named_and_ends_the_others(engine, account, on_batch, trouble):
    started = time.time()
    run = engine.run(SCATTERED, "count=5", "failing=3", "seconds=2", *on_batch)
    run.fails(r"say\[3\] failed: exit status 4", status=(1,))
    assert account.alive() == [], f"after {time.time() - started:.1f} s"


def test_a_reclaimed_child_is_repeated_alone_and_costs_nothing(engine, account, on_batch, trouble):
    trouble.inject({"kind": "reclaim", "match": "*-say", "after": 0.2, "times": 1})
    run = engine.run(SCATTERED, "count=4", "seconds=2", *on_batch)
    assert len(run.outputs["scattered.said"]) == 4
    sizes = [body.get("arrayProperties", {}).get("size") for _, body in trouble.requests("SubmitJob")]
    assert sizes == [4, None]


def test_ctrl_c_ends_an_array_by_one_call(engine, account, on_batch, trouble):
    process = engine.start(SCATTERED, "count=20", "seconds=600", *on_batch)
    wait_until("children run", lambda: len(account.jobs("RUNNING")) >= 3, process)
    process.send_signal(signal.SIGINT)
    run = finish(process, seconds=60)
    assert run.status == 130, run.stderr
    assert account.alive() == []
    assert trouble.calls("TerminateJob") == 1


def test_ctrl_c_ends_an_array_that_waits(engine, account, on_batch, trouble):
    trouble.inject({"kind": "stuck", "match": "*-say", "statusReason": ""})
    process = engine.start(SCATTERED, "count=50", *on_batch)
    wait_until("its children wait", lambda: len(account.jobs("RUNNABLE")) == 50, process)
    process.send_signal(signal.SIGINT)
    run = finish(process, seconds=60)
    assert run.status == 130, run.stderr
    assert account.alive() == []
    assert trouble.calls("TerminateJob") == 1
