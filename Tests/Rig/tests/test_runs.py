"""Runs on Batch are looked at and cleaned, with what they have in their bucket."""
import json

import pytest

from engine import WORKFLOWS
from tool import Tool

REUSED = WORKFLOWS / "reused.wdl"


@pytest.fixture
def outputs(engine, on_batch, tmp_path):
    """Of a run on Batch with an array of two jobs and a single one, which has succeeded."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n")
    return engine.run(REUSED, *[f"words={tmp_path}/{name}.txt" for name in ("one", "two")], *on_batch).outputs


@pytest.fixture
def verb(martlet, client_environment, tmp_path, outputs):
    tool = Tool(martlet, tmp_path, client_environment)
    return lambda *arguments: tool.run(*arguments, "--runs-dir", tmp_path / "runs")


@pytest.fixture
def keys(account, engine, outputs):
    """Lists what the run has in the bucket, where others may have theirs."""
    journal = (engine.folder / "runs" / "_latest" / "journal.jsonl").read_text()
    prefix = f"work/{json.loads(journal.splitlines()[0])['key']}/"
    return lambda: account.keys(prefix)


def test_a_call_on_batch_is_shown_with_what_its_job_was_given(verb):
    for call in ("shout/1", "join"):
        shown = verb("show", "_latest", call, "--format", "json").outputs
        attempt = shown["attempts"][-1]
        assert attempt["status"] == 0 and attempt["backend"] == "aws-batch"
        assert attempt["folder"].startswith("s3://") and attempt["stdout"] == attempt["folder"] + "/stdout"
        assert ("tr a-z A-Z" if call == "shout/1" else "xargs cat") in attempt["command"]
        assert attempt["inputs"], attempt
    listed = verb("list", "--format", "json").outputs
    assert [(run["state"], run["calls"]["done"], run["environments"]) for run in listed] == [("succeeded", 3, ["rig"])]


def test_a_call_is_shown_as_far_as_it_is_known_when_its_bucket_is_empty(account, keys, verb):
    for key in keys():
        account.s3.delete_object(Bucket=account.bucket, Key=key)
    shown = verb("show", "_latest", "join")
    assert shown.status == 0 and "its manifest is not in the bucket any more" in shown.stdout


def test_intermediate_files_go_and_outputs_stay_in_the_bucket(account, keys, outputs, verb):
    before = keys()
    cleaned = verb("clean", "--intermediate", "--remote", "--yes")
    assert cleaned.status == 0, cleaned.stderr
    gone = set(before) - set(keys())
    assert gone and all("/work/" in key.removeprefix("work/") or "/inputs/" in key for key in gone)
    assert account.object(outputs["reused.all"]) == b"ONE!\nTWO!\n"
    assert verb("status", "--format", "json").outputs["state"] == "succeeded"


def test_a_run_goes_with_what_it_has_in_the_bucket_only_when_asked(account, engine, keys, verb):
    looked = verb("clean", "_latest", "--remote", "--dry-run")
    assert looked.status == 0 and f"s3://{account.bucket}/work/reused-" in looked.stderr
    assert keys() and (engine.folder / "runs" / "_latest").exists()
    cleaned = verb("clean", "_latest", "--remote", "--yes")
    assert cleaned.status == 0, cleaned.stderr
    assert keys() == []
    assert [path.name for path in (engine.folder / "runs").iterdir() if path.name[0] != "_"] == []
    assert json.loads(verb("list", "--format", "json").stdout) == []


def test_without_being_asked_what_a_run_has_in_the_bucket_stays(keys, verb):
    before = keys()
    cleaned = verb("clean", "_latest", "--yes")
    assert cleaned.status == 0 and "stays (--remote)" in cleaned.stderr
    assert keys() == before
