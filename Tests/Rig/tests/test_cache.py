"""The call cache: what one run made another takes, wherever either runs; and it is said why something runs."""
import json
import shutil

import pytest

from engine import WORKFLOWS, Engine
from tool import Tool

REUSED = WORKFLOWS / "reused.wdl"
HERE = ["--containers", "podman"]


@pytest.fixture
def words(tmp_path):
    for name, text in (("one", "alpha\n"), ("two", "beta\n")):
        (tmp_path / f"{name}.txt").write_text(text)
    return [f"words={tmp_path}/{name}.txt" for name in ("one", "two")]


@pytest.fixture
def own_bucket(account, tmp_path):
    """The arguments of a run on Batch with a part of the bucket to itself, whose cache is empty."""
    def arguments(name="martlet.yaml", more=""):
        path = account.configuration(tmp_path / name, bucket=f"s3://{account.bucket}/cache-{tmp_path.name}")
        path.write_text(path.read_text() + more)
        return ["--on", "rig", "--config", path]

    return arguments


def reused(engine, *arguments, source=REUSED, **settings):
    return engine.run(source, *arguments, cached=True, **settings).outputs


def fates(engine, runs="runs"):
    """Call -> `cached`, or why it ran, of the newest run; None when nothing like it was known."""
    found = {}
    for line in (engine.folder / runs / "_latest" / "journal.jsonl").read_text().splitlines():
        event = json.loads(line)
        if event["event"] == "call-started":
            found[event["call"]] = None
        if event["event"] == "call-cached":
            found[event["call"]] = "cached"
        if event["event"] == "call-uncached":
            found[event["call"]] = event["reason"]
    return found


ALL_CACHED = {"shout[0]": "cached", "shout[1]": "cached", "join": "cached"}


def content(account, address):
    if address.startswith("s3://"):
        return account.object(address)
    with open(address, "rb") as file:
        return file.read()


def test_what_was_made_here_serves_a_run_on_batch(engine, account, words, own_bucket, trouble):
    first = reused(engine, *words, *HERE)
    again = reused(engine, *words, *own_bucket())
    assert fates(engine) == ALL_CACHED
    assert trouble.calls("SubmitJob") == 0
    assert again["reused.made"] == first["reused.made"]
    assert content(account, again["reused.all"]) == b"ALPHA!\nBETA!\n"


def test_what_was_made_on_batch_serves_runs_here_and_elsewhere(engine, account, words, own_bucket, tmp_path, client_environment):
    first = reused(engine, *words, *own_bucket())
    assert content(account, first["reused.all"]) == b"ALPHA!\nBETA!\n"
    again = reused(engine, *words, *HERE, "--on", "local", "--config", own_bucket()[-1])
    assert fates(engine) == ALL_CACHED
    assert again["reused.made"] == first["reused.made"]
    # Somebody else, who shares the bucket and nothing more.
    (tmp_path / "other").mkdir()
    other = Engine(engine.program, tmp_path / "other", client_environment)
    for name in ("one", "two"):
        shutil.copy(tmp_path / f"{name}.txt", tmp_path / "other")
    shutil.copy(REUSED, tmp_path / "other" / "renamed.wdl")
    theirs = reused(other, *[f"words={tmp_path}/other/{name}.txt" for name in ("one", "two")], *own_bucket(),
                    source=tmp_path / "other" / "renamed.wdl")
    assert fates(other) == ALL_CACHED
    assert theirs["reused.made"] == first["reused.made"]


def test_the_same_file_in_s3_and_here_is_the_same_input(engine, account, words, own_bucket, tmp_path):
    addresses = []
    for name in ("one", "two"):
        account.s3.put_object(Bucket=account.bucket, Key=f"same/{tmp_path.name}/{name}.txt",
                              Body=(tmp_path / f"{name}.txt").read_bytes(), ChecksumAlgorithm="CRC64NVME")
        addresses.append(f"words=s3://{account.bucket}/same/{tmp_path.name}/{name}.txt")
    reused(engine, *words, *HERE)
    reused(engine, *addresses, *own_bucket())
    assert fates(engine) == ALL_CACHED


def test_changes_make_the_right_calls_run_and_are_named(engine, words, tmp_path):
    reused(engine, *words, *HERE)
    reused(engine, *words, "cores=2", *HERE)
    assert fates(engine) == ALL_CACHED
    (tmp_path / "two.txt").write_text("gamma\n")
    outputs = reused(engine, *words, *HERE)
    assert fates(engine) == {
        "shout[0]": "cached", "shout[1]": "the input two.txt has changed",
        "join": "the input loud.txt has changed"}
    with open(outputs["reused.all"]) as file:
        assert file.read() == "ALPHA!\nGAMMA!\n"
    reused(engine, *words, "mark=?", *HERE)
    assert "line 1" in fates(engine)["shout[0]"] and "s/$/?/" in fates(engine)["shout[0]"]
    (tmp_path / "martlet.yaml").write_text("rules:\n  - {name: shout, container: 'docker.io/library/alpine:latest'}\n")
    plan = Tool(engine.program, tmp_path, engine.environment).run(
        "plan", REUSED, *words, "--runs-dir", "runs", "--config", "martlet.yaml", *HERE)
    assert plan.status == 0, plan.stderr
    assert "its image was localhost/busybox:latest and is docker.io/library/alpine:latest" in plan.stdout


def test_a_plan_says_what_a_run_would_do_and_leaves_nothing(engine, words, tmp_path):
    tool = Tool(engine.program, tmp_path, engine.environment)

    def plan():
        run = tool.run("plan", REUSED, *words, "--runs-dir", "runs", "--format", "json", *HERE)
        assert run.status == 0, run.stderr
        return {call["call"]: call["fate"] for call in json.loads(run.stdout)["calls"]}

    assert plan() == {"shout[0]": "runs", "shout[1]": "runs", "join": "waits"}
    assert not (tmp_path / "runs").exists()
    reused(engine, *words, *HERE)
    before = sorted(path.name for path in (tmp_path / "runs").iterdir())
    assert plan() == {"shout[0]": "cached", "shout[1]": "cached", "join": "cached"}
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == before


def test_results_are_copied_where_that_is_wanted(engine, account, words, own_bucket, tmp_path):
    first = reused(engine, *words, *own_bucket())
    again = reused(engine, *words, *own_bucket("copy.yaml", "cache: {results: copy}\n"))
    assert fates(engine) == ALL_CACHED
    assert again["reused.all"] != first["reused.all"]
    assert content(account, again["reused.all"]) == content(account, first["reused.all"])
    assert again["reused.made"] == first["reused.made"]


def test_a_cache_that_cannot_be_used_stops_nothing(engine, words, own_bucket, trouble):
    trouble.faults([{"service": "s3", "path": "/_cache/", "status": 403, "code": "AccessDenied"}])
    run = engine.run(REUSED, *words, *own_bucket(), cached=True)
    assert run.outputs["reused.counts"] == [3, 3]
    assert run.stderr.count("cannot be used") == 1


def test_rules_and_flags_keep_calls_out(engine, words, tmp_path):
    config = tmp_path / "rules.yaml"
    config.write_text("rules:\n  - {name: join, cache: false}\n")
    for _ in range(2):
        reused(engine, *words, *HERE, "--config", config)
    assert fates(engine) == {"shout[0]": "cached", "shout[1]": "cached", "join": "its results are not to be reused"}
    engine.run(REUSED, *words, *HERE).outputs
    assert set(fates(engine).values()) == {None}


def test_the_cache_is_listed_explained_and_pruned(engine, words, tmp_path, own_bucket):
    tool = Tool(engine.program, tmp_path, engine.environment)
    reused(engine, *words, *own_bucket())
    listed = tool.run("cache", "list", "--runs-dir", "runs", "--format", "json")
    assert sorted(entry["call"] for entry in json.loads(listed.stdout)["entries"]) == ["join", "shout[0]", "shout[1]"]
    assert len(tool.run("cache", "list", *own_bucket()).stdout.splitlines()) == 3
    explained = tool.run("cache", "explain", "_latest", "shout[1]", "--runs-dir", "runs", "--config", own_bucket()[-1],
                         "--on", "rig")
    assert "input 0/two.txt: crc64nvme:" in explained.stdout and "are there, unchanged" in explained.stdout
    assert "tr a-z A-Z" in explained.stdout
    tool.run("cache", "explain", "_latest", "shut", "--runs-dir", "runs").fails("no call shut")
    assert "0 of 3" in tool.run("cache", "prune", "--older-than", "1h", "--runs-dir", "runs").stderr
    assert tool.run("cache", "prune", "--runs-dir", "runs").status == 2
    assert "forgotten: 3" in tool.run("cache", "prune", "--all", "--runs-dir", "runs").stderr
    assert "forgotten: 3" in tool.run("cache", "prune", "--all", *own_bucket()).stderr
    reused(engine, *words, *own_bucket())
    assert set(fates(engine).values()) == {None}


def test_the_logs_of_a_cached_call_are_those_of_the_call_that_made_it(engine, words, tmp_path, own_bucket):
    source = tmp_path / "talk.wdl"
    source.write_text("version 1.0\ntask talk { command { echo said; echo warned >&2 } runtime { docker: 'localhost/busybox' } }\n")
    tool = Tool(engine.program, tmp_path, engine.environment)
    for arguments in (HERE, own_bucket()):
        for _ in range(2):
            engine.run(source, *arguments, cached=True, runs="runs").outputs
            lines = tool.run("logs", "_latest", "--runs-dir", "runs").stdout.splitlines()
            assert sorted(lines) == ["said", "warned"]
    assert tool.run("logs", "_latest", "talk", "--stderr", "--runs-dir", "runs").stdout == "warned\n"
