"""One run on this machine and on AWS Batch: rules of martlet.yaml say where each call goes."""
import json
from pathlib import Path

import pytest

from engine import WORKFLOWS

ALTERNATING = WORKFLOWS / "alternating.wdl"


@pytest.fixture
def seed(tmp_path):
    path = tmp_path / "seed.txt"
    path.write_text("alpha\nbeta\n")
    return path


def configured(account, tmp_path, rules):
    path = account.configuration(tmp_path / "martlet.yaml")
    path.write_text(path.read_text() + "rules:\n" + rules)
    return ["--config", path, "--containers", "podman"]


def environments(engine):
    """Call -> the environment of its last attempt, from the journal."""
    journal = (engine.folder / "runs" / "_latest" / "journal.jsonl").read_text().splitlines()
    events = [json.loads(line) for line in journal]
    return {event["call"]: event["environment"] for event in events if event["event"] == "attempt-prepared"}


def test_steps_alternate_between_this_machine_and_batch(engine, account, tmp_path, seed):
    arguments = configured(account, tmp_path, "  - label: large\n    on: rig\n    env: {GREETING: hello}\n")
    outputs = engine.run(ALTERNATING, f"seed={seed}", *arguments).outputs
    assert set(environments(engine).items()) == {
        ("split", "local"), ("shout[0]", "rig"), ("shout[1]", "rig"), ("join", "local")}
    assert outputs["alternating.cores"] == ["hello on Batch", "hello on Batch"]
    assert Path(outputs["alternating.joined"]).read_text() == "alpha\nbeta\nALPHA\nBETA\n"
    assert account.object(outputs["alternating.loud"][1]) == b"BETA\n"
    assert account.alive() == []


def test_a_run_on_batch_keeps_its_small_steps_here(engine, account, tmp_path, seed):
    arguments = configured(account, tmp_path, "  - name: shout\n    on: local\n")
    outputs = engine.run(ALTERNATING, f"seed={seed}", "--on", "rig", *arguments).outputs
    assert set(environments(engine).items()) == {
        ("split", "rig"), ("shout[0]", "local"), ("shout[1]", "local"), ("join", "rig")}
    assert outputs["alternating.cores"] == ["nothing ", "nothing "] or outputs["alternating.cores"] == ["nothing"] * 2
    assert account.object(outputs["alternating.joined"]) == b"alpha\nbeta\nALPHA\nBETA\n"


def test_a_later_rule_wins(engine, account, tmp_path, seed):
    rules = "  - name: '*'\n    on: rig\n    cpu: 2\n  - name: [split, shout]\n    on: local\n  - name: s*\n    cpu: 3\n"
    engine.run(ALTERNATING, f"seed={seed}", *configured(account, tmp_path, rules)).outputs
    assert environments(engine)["split"] == "local" and environments(engine)["join"] == "rig"
    journal = (engine.folder / "runs" / "_latest" / "journal.jsonl").read_text().splitlines()
    cores = {event["call"]: event["cpu"] for event in map(json.loads, journal) if event["event"] == "attempt-prepared"}
    assert cores["split"] == 3 and cores["join"] == 2


def test_a_rule_with_an_unknown_environment(engine, account, tmp_path, seed):
    run = engine.run(ALTERNATING, f"seed={seed}", *configured(account, tmp_path, "  - name: shout\n    on: rgi\n"))
    run.fails("rules\\[0\\].on", "did you mean `rig`", r"martlet.yaml:\d+:5", status=(2,))
