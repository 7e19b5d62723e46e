"""The plug-in's side of the contract, by the examples that martlet's own tests read. Needs Snakemake's interface only."""
import json
import logging
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from snakemake_executor_plugin_martlet import Executor, ExecutorSettings
from snakemake_executor_plugin_martlet.jobs import describe, digest
from snakemake_executor_plugin_martlet.native import native
from snakemake_executor_plugin_martlet.not_native import NotNative
from snakemake_executor_plugin_martlet.own_files import OwnFiles
from snakemake_executor_plugin_martlet.settings import given
from snakemake_interface_executor_plugins.executors.base import SubmittedJobInfo

EXAMPLES = Path(__file__).resolve().parents[3] / "Tests" / "SnakemakeBridgeTests" / "Contract"

OWN = OwnFiles({"scripts/plot.py", "scripts"}, ("/home/ann/maps",))
RUN = "snakemake-maps-20261128-101500"


def examples(name):
    return [json.loads(line) for line in (EXAMPLES / name).read_text().splitlines()]


class File(str):
    flags = {"storage_object": True, "path_modified": True}
    is_storage, is_directory, should_not_be_retrieved_from_storage = True, False, False

    @property
    def storage_object(self):
        return SimpleNamespace(query=f"s3://bucket/maps/{self}", provider=None)


def job(**more):
    """What the plug-in reads of a job, as the example has it."""
    values = {
        "is_group": lambda: False, "rule": SimpleNamespace(name="count", conda_env=None, cache=False), "wildcards_dict": {"part": "a"},
        "threads": 2, "resources": {"mem_mb": 256, "runtime": 5, "aws_batch_job_queue": "short", "_cores": 2, "tmpdir": "<TBD>"},
        "is_shell": True, "is_script": False, "is_shadow": False, "benchmark": None, "is_pipe": False, "is_service": False, "env_modules": None,
        "shellcmd": "wc -w < parts/a.txt > counts/a.txt", "container_img_url": "docker://debian:12",
        "input": [File("parts/a.txt")],
        "output": [File("counts/a.txt")], "log": [File("logs/a.log")], **more}
    return SimpleNamespace(**values)


@pytest.fixture(autouse=True)
def bash():
    from snakemake.shell import shell

    shell.executable("/bin/bash")


def test_jobs_are_described_as_in_the_example():
    expected = examples("requests.jsonl")[2]["jobs"][0]
    own = native(job(), "other", OWN)
    expected["environment"] = own.environment
    assert own.environment["OMP_NUM_THREADS"] == "2"
    assert describe(job(), "1", own.command, own.image, own.environment, files=own.files) == expected


@pytest.mark.parametrize("more, reason", [
    ({"is_group": lambda: True}, "it is a group"), ({"is_shell": False}, "it is neither `shell:` nor `script:`"),
    ({"is_shadow": True}, "it has `shadow:`"), ({"shellcmd": "sort -T <TBD>"}, "tmpdir"),
    ({"container_img_url": "library://x"}, "its image is of library://"), ({"container_img_url": "x.sif"}, "its image x.sif is a file"),
    ({"output": [type("Local", (File,), {"is_storage": False})("a")]}, "its output a is a file of this machine"),
    ({"output": [type("Odd", (File,), {"flags": {"ensure": {}, "pipe": True}})("a")]}, "an output is pipe"),
    ({"input": [File("/abs")]}, "lies outside the working folder"),
    ({"input": [File("a"), File("a/b")]}, "a/b lies inside its input a"),
    ({"input": [File("a")], "output": [File("a/b/c")]}, "a/b/c lies inside its input a"),
    ({"shellcmd": "python ./scripts/plot.py > x"}, "its command names ./scripts/plot.py"),
    ({"shellcmd": "cp '/home/ann/maps/data.txt' x"}, "its command names /home/ann/maps/data.txt"),
    ({"resources": {"tmpdir": "/scratch"}}, "a tmpdir of its own"),
])
def test_what_needs_snakemake_is_told(more, reason):
    with pytest.raises(NotNative) as error:
        native(job(**more), "image", OWN)
    assert reason in str(error.value)


def test_a_job_that_tells_too_little_runs_through_snakemake():
    lacking = job()
    del lacking.is_shadow
    with pytest.raises(NotNative, match="tells too little"):
        native(lacking, "image", OWN)


def executor(keys):
    """An executor without a Snakemake, which writes down what it tells it."""
    made = Executor.__new__(Executor)
    made.told = []
    made.logger = logging.getLogger("test")
    made.dag = SimpleNamespace(depending={})
    made._live = {key: SubmittedJobInfo(SimpleNamespace(is_group=lambda: False, output=[], input=[]), aux={"key": key, "digest": "d"}) for key in keys}
    made._run, made._is_closed, made._broker = None, False, SimpleNamespace(replies=lambda: iter(()))
    made._mistakes = None
    made._end, made._is_cancelled, made._idle = None, False, threading.Condition()
    made.report_job_submission = lambda info: made.told.append(("submitted", info.external_jobid))
    made.report_job_success = lambda info: made.told.append(("succeeded", info.aux["key"]))
    made.report_job_error = lambda info, msg: made.told.append(("failed", info.aux["key"], msg))
    return made


def test_replies_are_understood():
    made = executor(["1", "2", "3", "4"])
    for reply in examples("replies.jsonl"):
        made._take(reply)
    assert made.told == [
        ("submitted", f"{RUN}/count[0]#d"), ("submitted", f"{RUN}/plot[0]#d"),
        ("failed", "3", "rule wide: the resource `mem_mb` must be a number from 0 to 4294967296"), ("succeeded", "1"),
        ("failed", "2", "call plot[0] failed: out-of-memory: killed"), ("failed", "4", "it was cancelled")]
    assert made._mistakes == ["rule wide: the resource `mem_mb` must be a number from 0 to 4294967296"]
    assert made._end == "martlet: there is no environment called `rig`\n  help: martlet.yaml has: local"
    made._take({"ev": "x-new"})
    made._take({"ev": "unheard-of"})


def test_a_broker_that_ends_leaves_no_job_waiting():
    made = executor(["1", "2"])
    made._take({"ev": "closed", "status": -9, "said": "last words"})
    made._take_all()
    assert [told[:2] for told in made.told] == [("failed", "1"), ("failed", "2")]
    made._live["3"] = SubmittedJobInfo(SimpleNamespace(), aux={"key": "3"})
    made._take_all()
    assert made.told[2][:2] == ("failed", "3"), "although it was handed over later"
    assert made._end == "martlet's broker ended with status -9: last words"


def test_settings_have_the_names_of_martlet_yaml(monkeypatch):
    monkeypatch.setenv("SNAKEMAKE_AWS_BATCH_JOB_TAGS", "a=b")
    monkeypatch.setenv("SNAKEMAKE_AWS_BASIC_BATCH_JOB_QUEUE", "old")
    found, notes = given(ExecutorSettings(job_role="arn", task_timeout=60, job_queue="new"))
    assert found == {"queue": "new", "jobRole": "arn", "timeout": 60, "tags": "a=b"}
    assert notes == ["SNAKEMAKE_AWS_BATCH_JOB_TAGS is taken for --martlet-tags"]


def test_the_same_input_twice_is_brought_once_and_touched_files_are_touched_after_an_exit():
    touched = type("Touched", (File,), {"flags": {"touch": True}})("done")
    made = native(job(input=[File("a"), File("a")], output=[touched], shellcmd="exit 0"), "image", OWN)
    assert [file["path"] for file in made.files["inputs"]] == ["a"]
    assert made.command.endswith(")\nstatus=$?\n[ $status = 0 ] || exit $status\ntouch done\n")


def test_a_changed_command_is_another_job():
    description = describe(job(), "1", "one", "image", {})
    assert digest(description) == digest(describe(job(), "2", "one", "image", {"A": "b"}))
    assert digest(description) != digest(describe(job(), "1", "two", "image", {}))
