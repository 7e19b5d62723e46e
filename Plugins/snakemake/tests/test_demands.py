"""What rules ask for, before their jobs are ready: by Snakemake's own resources."""
import json
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from snakemake.resources import Resource, Resources
from snakemake_executor_plugin_martlet import Executor
from snakemake_executor_plugin_martlet.demands import demands
from snakemake_interface_common.exceptions import WorkflowError

EXAMPLES = Path(__file__).resolve().parents[3] / "Tests" / "SnakemakeBridgeTests" / "Contract"
WORKFLOW = SimpleNamespace(
    async_run=None, global_resources={}, resource_settings=SimpleNamespace(max_threads=None))


def rule(name, threads=1, **resources):
    resources = {"_cores": threads, "_nodes": 1, **resources}
    return SimpleNamespace(name=name, resources=Resources({
        name: value if isinstance(value, Resource) else Resource(name, value) for name, value in resources.items()}))


def jobs(rule, count=1, group=None, is_local=False):
    return [SimpleNamespace(rule=rule, group=group, is_local=is_local, attempt=1, wildcards=SimpleNamespace(n=n)) for n in range(count)]


def asked(*jobs):
    return [(one["name"], one["threads"], one["resources"]) for one in demands(WORKFLOW, [job for some in jobs for job in some])]


def test_they_are_told_as_in_the_example():
    example = json.loads((EXAMPLES / "requests.jsonl").read_text().splitlines()[1])
    found = demands(WORKFLOW, [
        *jobs(rule("count", 2, mem_mb=256, runtime=5, aws_batch_job_queue="short"), 5), *jobs(rule("wide", mem_mb=-1))])
    assert {"op": "check", "rules": found} == example, "each once, however many jobs there are"


def test_what_needs_inputs_is_left_for_later():
    def by_size(wildcards, input):
        try:
            return input.size_mb * 2
        except Exception:
            return 5

    one = rule(
        "one", mem_mb=by_size, disk=lambda wildcards, input: len(input[0]), gpu=lambda wildcards: 1 / 0, tmpdir=lambda wildcards: "/x",
        runtime=Resource.from_cli_expression("runtime", "max(2*input.size_mb, 10)"),
        aws_batch_timeout=Resource.from_cli_expression("aws_batch_timeout", "5"))
    assert asked(jobs(one, 3)) == [("one", 1, {"aws_batch_timeout": 5})]


def test_what_depends_on_wildcards_is_told_for_each_value():
    one = rule(
        "one", lambda wildcards, attempt: wildcards.n % 2 + attempt, gpu=lambda wildcards, threads: threads * 10, mem_mb=7)
    assert asked(jobs(one, 4)) == [("one", 1, {"mem_mb": 7, "gpu": 10}), ("one", 2, {"mem_mb": 7, "gpu": 20})]


def test_of_groups_only_texts_are_told_and_of_local_rules_nothing():
    one = rule("one", aws_batch_timeout=5, aws_batch_job_queue="short")
    assert asked(jobs(one, group="pair"), jobs(rule("all", mem_mb=-1), is_local=True)) == [("one", 1, {"aws_batch_job_queue": "short"})]


class Broker:
    """Answers each check by what it was given."""

    def __init__(self, replies):
        self.sent, self._replies, self.is_closed = [], replies, False

    def send(self, **request):
        self.sent.append(request)

    def replies(self):
        replies, self._replies = self._replies, []
        return iter(replies)

    def close(self, seconds):
        self.is_closed = True


def executor(*replies):
    made = Executor.__new__(Executor)
    made.workflow, made.dag = WORKFLOW, SimpleNamespace(needrun_jobs=lambda: jobs(rule("wide", mem_mb=-1)))
    made._broker = Broker(list(replies))
    made._live, made._mistakes, made._end, made._is_closed, made._idle = {}, None, None, False, threading.Condition()
    made.wait_thread = SimpleNamespace(is_alive=lambda: False)
    return made


def test_mistakes_end_the_workflow_and_are_counted_when_there_are_many():
    made = executor({"ev": "checked", "mistakes": [f"rule r{n} is wrong" for n in range(30)]})
    broker = made._broker
    with pytest.raises(WorkflowError) as error:
        made._check()
    lines = str(error.value).splitlines()
    assert lines[1].strip() == "rule r0 is wrong" and lines[-1].strip() == "and 10 more" and len(lines) == 22
    assert [request["op"] for request in broker.sent] == ["check"] and broker.is_closed and made._broker is None


def test_nothing_wrong_is_no_word_and_a_broker_that_ends_is_told():
    made = executor({"ev": "checked", "mistakes": []})
    made._check()
    assert made._broker and made._end is None
    with pytest.raises(WorkflowError, match="ended with status 3: last words"):
        executor({"ev": "closed", "status": 3, "said": "last words"})._check()
