"""What Cromwell's own tests leave out on AWS Batch, here as workflows of our own: each test has the name of Cromwell's.

The list is that of `-e` in src/ci/bin/testCentaurAws.sh of broadinstitute/cromwell. Of it does not apply:

papi_v2alpha1_gcsa  a service account of Google for jobs on Google Cloud; jobs on AWS have `jobRole`

and is otherwise on purpose

cachewithinwf       equal calls of one run keep results of their own (Decisions/0018): what later runs take, one call does not
                    take from the other
"""
import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from engine import Engine, finish, wait_until

CASES = Path(__file__).resolve().parent / "cromwell"
LABELS = {"label-key-1": "label-value-1", "label-key-2": "label-value-2", "only-key": "", "fc-id": "0123-abcd-4567-efgh"}


class Case:
    """A run on Batch in a folder of its own, whose part of the bucket and cache nobody else has."""

    def __init__(self, name, account, program, environment, folder, more=""):
        self.source, self.account = CASES / name, account
        self.engine = Engine(program, folder, environment)
        self.bucket = f"s3://{account.bucket}/{folder.name}"
        path = account.configuration(folder / "martlet.yaml", bucket=self.bucket)
        path.write_text(path.read_text() + more)
        self.on_batch = ["--on", "rig", "--config", path]
        self.process = None

    def start(self, *arguments, cached=False):
        self.process = self.engine.start(self.source, *self.on_batch, *arguments, cached=cached)
        return self

    def finish(self):
        return finish(self.process)

    @property
    def folder(self):
        return self.engine.folder / "runs" / "_latest"

    def events(self, kind):
        path = self.folder / "journal.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        return [event for event in map(json.loads, lines) if event["event"] == kind]

    def calls(self, kind):
        return [event["call"] for event in self.events(kind)]

    def jobs(self, call=""):
        """What Batch knows of the jobs of the newest run, or of one of its calls."""
        ids = [event["handle"] for event in self.events("attempt-submitted") if event["call"].startswith(call)]
        return self.account.batch.describe_jobs(jobs=ids)["jobs"] if ids else []

    def resume(self):
        command = [self.engine.program, "resume", "--runs-dir", self.engine.folder / "runs"]
        self.process = subprocess.Popen(
            command, cwd=self.engine.folder, env=self.engine.environment, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return finish(self.process)


@pytest.fixture(scope="module")
def case(account, martlet, client_environment, tmp_path_factory):
    made = []

    def make(name, more=""):
        made.append(Case(name, account, martlet, client_environment, tmp_path_factory.mktemp(name.replace(".wdl", "")), more))
        return made[-1]

    yield make
    for each in made:
        if each.process and each.process.poll() is None:
            each.process.send_signal(signal.SIGINT)
            finish(each.process)


@pytest.fixture(scope="module", autouse=True)
def started(case, client_environment):
    """Runs that take a while: they go on beside the tests."""
    image = ["localhost/busybox:latest", "localhost/library/busybox:latest"]
    subprocess.run(["podman", "tag", *image], check=True, env=client_environment)
    tags = "".join(f"      {name}: '{value}'\n" for name, value in LABELS.items())
    return {
        "restart": case("sleeping.wdl").start("seconds=12"),
        "abort": case("sleeping.wdl").start("seconds=600"),
        "statuses": case("terminal_status.wdl").start("--failure-mode", "finish"),
        "all": case("all.wdl", f"    dockerHubMirror: localhost\n    tags:\n{tags}").start(),
    }


def test_restart(started):
    """The program is killed while a job runs, and takes it over when it is started again."""
    run = started["restart"]
    wait_until("the job runs", lambda: "wait" in run.calls("attempt-running"), run.process)
    os.killpg(run.process.pid, signal.SIGKILL)
    run.process.wait()
    assert run.resume().outputs == {"sleeping.said": "last"}
    assert run.calls("attempt-submitted") == ["begin", "wait", "last"]


def test_abort_scheduled_abort(started):
    """Whoever ends a run ends its job, and nothing after it begins."""
    run = started["abort"]
    wait_until("the job runs", lambda: "wait" in run.calls("attempt-running"), run.process)
    run.process.send_signal(signal.SIGINT)
    assert run.finish().status != 0
    assert run.calls("call-succeeded") == ["begin"]
    assert [job["status"] for job in run.jobs("wait")] == ["FAILED"]
    assert "last" not in run.calls("attempt-submitted")


def test_failures_terminal_status(started):
    run = started["statuses"]
    run.finish().fails("2 calls failed", several=True)
    assert sorted(run.calls("call-succeeded")) == ["leave[0]", "leave[2]", "leave[4]"]
    assert sorted(run.calls("call-failed")) == ["leave[1]", "leave[3]"]


def test_bad_file_string(case):
    """A text that names no file is no file; it is said before a job is paid for."""
    run = case("bad_file_string.wdl").start()
    run.finish().fails("not_a_file")
    assert run.jobs() == []


def test_cachewithinwf_and_runtwiceexpectingcallcaching(case):
    """Here equal calls of one run are two calls (Decisions/0018); a later run takes the results of both."""
    run = case("cachewithinwf.wdl").start(cached=True)
    assert run.finish().outputs == {"cachewithinwf.areas": [314, 314]}
    assert run.calls("call-cached") == []
    assert run.start(cached=True).finish().outputs == {"cachewithinwf.areas": [314, 314]}
    assert sorted(run.calls("call-cached")) == ["again", "area", "square"]
    assert run.jobs() == []


def test_dont_cache_to_failed_jobs(case):
    run = case("dont_cache_to_failed_jobs.wdl")
    for _ in range(2):
        run.start(cached=True).finish().fails("exit status 1")
        assert (run.calls("call-cached"), len(run.jobs())) == ([], 1)


def test_gpu_required_and_requested(case):
    """The rig has no machine with a GPU: what is looked at is that the job asks for two."""
    run = case("gpu_required_and_requested.wdl").start()
    wait_until("the job is submitted", lambda: run.calls("attempt-submitted"), run.process)
    asked = {each["type"]: each["value"] for each in run.jobs()[0]["container"]["resourceRequirements"]}
    assert asked["GPU"] == "2"


@pytest.fixture(scope="module")
def all_outputs(started):
    return started["all"].finish().outputs


def test_awsbatch_labels(all_outputs, started):
    for job in started["all"].jobs()[:5]:
        assert LABELS.items() <= job["tags"].items()


def test_localdockertest(all_outputs, started):
    """An image that no registry has, but the machine itself."""
    images = {job["container"]["image"] for job in started["all"].jobs("e")}
    assert images == {"localhost/busybox:latest"}


GOOD = {
    "exit": {"exit": True},
    "return_codes": {"return_codes": True},
    "continue_on_return_code": {"continue_on_return_code": ["one", "two"]},
    "valid_return_codes_and_continue_on_return_code": {"valid_return_codes_and_continue_on_return_code": True},
    "globbingbehavior": {"globbingbehavior": ["first", "in", "top", "new", "new", "new"], "empty_glob": 0},
    "space": {"space": ["hello"] * 4, "space_here": "hello"},
    "scatter": {"scatter_letters": [3, 5, 7], "scatter_sum": 1500},
    "docker_hash_dockerhub": {"docker_hash_dockerhub": ["ran"] * 3},
}


@pytest.mark.parametrize("name", GOOD)
def test_case(all_outputs, name):
    """Cases that end well, by their outputs."""
    assert {output: all_outputs[f"all.{output}"] for output in GOOD[name]} == GOOD[name]


# Workflow options: `--options`, with Cromwell's names.

def files(folder):
    """The names of the files below a folder, from there."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def objects(account, prefix):
    pages = account.s3.get_paginator("list_objects_v2").paginate(Bucket=account.bucket, Prefix=prefix)
    return sorted(each["Key"].removeprefix(prefix) for page in pages for each in page.get("Contents", []))


@pytest.fixture(scope="module")
def with_options(case, account):
    """Runs with options, side by side. Final files go to the folder `final` beside the runs, or below `final` of each in S3."""
    def start(source, *arguments, **options):
        run = case(source)
        run.final = run.engine.folder / "final"
        run.prefix = f"{run.engine.folder.name}/final/"
        path = run.engine.folder / "options.json"
        text = json.dumps(options).replace("HERE", str(run.final)).replace("S3", f"s3://{account.bucket}/{run.prefix}")
        path.write_text(text)
        return run.start(*arguments, "--options", path)

    here = {"final_workflow_outputs_dir": "HERE"}
    copied = {"final_workflow_outputs_dir": "S3results", "final_workflow_log_dir": "S3logs", "final_call_logs_dir": "S3calls"}
    defaults = {"docker": "localhost/busybox:latest", "continueOnReturnCode": 1}
    return {
        "defaults": start("default_runtime_attributes.wdl", default_runtime_attributes=defaults),
        "relative": start("results.wdl", "path=press", **here, use_relative_output_paths=True),
        "colliding": start("results.wdl", "path=.", **here, use_relative_output_paths=True),
        "prevented": start("results.wdl", "path=.", **here),
        "copied": start("results.wdl", "path=press", **copied),
        "copied-relative": start("results.wdl", "path=press", **copied, use_relative_output_paths=True),
    }


def test_default_runtime_attributes(with_options):
    assert with_options["defaults"].finish().outputs == {"default_runtime_attributes.said": "bare"}


def test_relative_output_paths(with_options):
    run = with_options["relative"]
    assert run.finish().outputs
    assert files(run.final) == ["press/typeset.txt", "typeset.txt"]


def test_relative_output_paths_colliding(with_options):
    run = with_options["colliding"]
    run.finish().fails("two outputs would be copied to .*/final/typeset.txt")
    assert not run.final.exists()


def test_standard_output_paths_colliding_prevented(with_options):
    run = with_options["prevented"]
    assert run.finish().outputs
    below = f"results/{run.folder.resolve().name}"
    assert files(run.final) == [f"{below}/call-first/typeset.txt", f"{below}/call-second/typeset.txt"]


def check_copies(run, account, outputs):
    assert run.finish().outputs
    below = f"results/{run.folder.resolve().name}"
    streams = [f"calls/{below}/call-{call}/{stream}" for call in ("first", "second") for stream in ("stderr", "stdout")]
    log = f"logs/workflow.{run.folder.resolve().name}.log"
    assert objects(account, run.prefix) == sorted([*streams, log, *outputs(f"results/{below}")])


def test_awswdlresultscopying(with_options, account):
    check_copies(with_options["copied"], account, lambda below: [
        f"{below}/call-first/typeset.txt", f"{below}/call-second/press/typeset.txt"])


def test_awswdlresultscopyingrelative(with_options, account):
    check_copies(with_options["copied-relative"], account, lambda _: ["results/press/typeset.txt", "results/typeset.txt"])
