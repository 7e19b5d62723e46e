"""Ten thousand tasks of mixed shapes and times on the executor `sim`, while Batch throttles, fails, resets and truncates:
each task has one result, and nothing is left alive.
"""
import collections
import json
import os
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

from account import Account
from conftest import RIG
from engine import WORKFLOWS, Engine, finish, wait_until
from trouble import Trouble

MIXED = WORKFLOWS / "mixed.wdl"
TASKS = 10_000
RECLAIMED = 40
PATIENCE = 400
pytestmark = pytest.mark.alone


@pytest.fixture(scope="module")
def sim(client_environment, tmp_path_factory):
    """The variables of a client of a second rig, whose jobs are no processes."""
    state = tmp_path_factory.mktemp("sim")
    variables = {**os.environ, "RIG_STATE": str(state), "RIG_PORT": str(int(client_environment["RIG_PORT"]) + 5),
                 "RIG_EXECUTOR": "sim", "RIG_EVENTS": "0"}

    def rig(verb):
        return subprocess.run([RIG / "rig", verb], check=True, env=variables, capture_output=True, text=True).stdout

    rig("up")
    lines = [line.removeprefix("export ").replace("'", "").split("=", 1) for line in rig("env").splitlines()]
    yield {**client_environment, **dict(lines)}
    rig("down")


@pytest.fixture
def big_account(sim, tmp_path):
    agent = tmp_path / "martlet-agent"
    agent.write_bytes(b"not run")
    made = Account(sim["AWS_ENDPOINT_URL"], str(agent))
    made.batch.update_compute_environment(
        computeEnvironment=f"martlet-{made.tag}", computeResources={"maxvCpus": 1 << 20})
    return made


@pytest.fixture
def sim_trouble(sim):
    made = Trouble(sim["AWS_ENDPOINT_URL"], Path(sim["RIG_STATE"]) / "requests.jsonl")
    yield made
    made.clear()


def storm(chance):
    """Everything that a request may meet, now and then; and AWS's own limit."""
    of_batch = {"service": "batch", "p": chance}
    return [
        {"service": "batch", "above": 50, "status": 429, "code": "TooManyRequestsException"},
        {**of_batch, "status": 500}, {**of_batch, "status": 503}, {**of_batch, "reset": True},
        {**of_batch, "truncate": 20},
        {"service": "s3", "p": 0.001, "status": 503, "code": "SlowDown"},
    ]


def alive(sim):
    """The states of jobs that have not ended, with their counts."""
    states = json.load(urllib.request.urlopen(sim["AWS_ENDPOINT_URL"] + "/rig/stats"))["byStatus"]
    return {state: count for state, count in states.items() if count and state not in ("SUCCEEDED", "FAILED")}


def test_ten_thousand_mixed_tasks_have_one_result_each(martlet, sim, big_account, sim_trouble, tmp_path):
    engine = Engine(martlet, tmp_path, sim)
    config = big_account.configuration(tmp_path / "martlet.yaml")
    sim_trouble.faults(storm(0.02))
    sim_trouble.inject({"kind": "reclaim", "match": "*-work", "after": 0.1, "times": RECLAIMED})
    run = finish(engine.start(MIXED, f"count={TASKS}", "longest=10", "--on", "rig", "--config", config), PATIENCE)
    assert run.outputs["mixed.said"] == [f"number {number}" for number in range(TASKS)]
    assert alive(sim) == {}
    events, ends = collections.Counter(), collections.Counter()
    for line in open(tmp_path / "runs" / "_latest" / "journal.jsonl"):
        event = json.loads(line)
        events[event["event"]] += 1
        ends[event.get("end"), event.get("status")] += event["event"] == "attempt-ended"
    assert events["call-succeeded"] == TASKS
    failed, lost = ends["exited", 1], ends["lost", None]
    assert ends["exited", 9] == TASKS // 100
    # A job that ends before the rig comes to take its host away has ended.
    assert 0 < lost <= RECLAIMED
    # What is to fail at first does not when its machine was taken away before.
    assert TASKS // 100 - lost <= failed <= TASKS // 100
    assert events["attempt-prepared"] == TASKS + failed + lost
    calls = sum(sim_trouble.calls(operation) for operation in ("SubmitJob", "DescribeJobs", "ListJobs"))
    assert calls <= 0.2 * TASKS


def test_ctrl_c_in_the_storm_leaves_nothing_alive(martlet, sim, big_account, sim_trouble, tmp_path):
    engine = Engine(martlet, tmp_path, sim)
    path = big_account.configuration(tmp_path / "martlet.yaml")
    path.write_text(path.read_text() + "    array: 20\n")
    sim_trouble.faults(storm(0.05))
    process = engine.start(MIXED, "count=600", "longest=3000", "--on", "rig", "--config", path)
    wait_until("jobs run", lambda: alive(sim).get("RUNNING", 0) > 300, process)
    process.send_signal(signal.SIGINT)
    assert finish(process).status == 130
    assert alive(sim) == {}
