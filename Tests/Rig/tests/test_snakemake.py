"""A real Snakemake that hands its jobs over."""
import hashlib
import json
import os
import shutil
import signal
import subprocess
import time

import pytest

from account import ALIVE, Account
from engine import WORKFLOWS
from snakemake_run import PLUGIN, Snakemake

HARNESS = WORKFLOWS.parent / "snakemake_harness.py"
MANY = int(os.environ.get("MARTLET_SNAKEMAKE_JOBS", "12"))
COUNTED = f"""
rule all:
    input: expand("out/{{n}}.txt", n=range({MANY}))

rule wait:
    output: "out/{{n}}.txt"
    shell: "sleep {{config[seconds]}}; echo {{wildcards.n}} > {{output}}"
"""


@pytest.fixture
def own_account(account):
    """A queue and a bucket that nobody else uses."""
    return Account(account.endpoint, account.agent)


@pytest.fixture
def snakemake(python, martlet, own_account, tmp_path, client_environment):
    return Snakemake(python, martlet, own_account, tmp_path, client_environment)


@pytest.fixture
def words(snakemake):
    shutil.copy(WORKFLOWS / "snakemake" / "Snakefile", snakemake.folder)
    snakemake.put("words.txt", "one two three\n")
    return snakemake


@pytest.mark.parametrize("native", ["auto", "never"])
def test_a_workflow_runs(words, native):
    run = words.run("--martlet-native", native, "--envvars", "AWS_ENDPOINT_URL")
    assert run.status == 0, run.text
    assert words.get("report.txt") == "words: 9\n"
    assert words.get("logs/count/a.log") == "counting a\n"
    own, through = ("count runs without", "it is neither `shell:` nor `script:`") if native == "auto" else (
        "count runs through", "--martlet-native is never")
    assert run.text.count(own + " Snakemake in localhost/snakemake:latest") == 1
    assert f"report runs through Snakemake in localhost/snakemake:latest, since {through}" in run.text
    assert len(words.jobs()) == 6 and not words.account.alive()
    assert words.run("--martlet-native", native).text.count("Nothing to be done") == 1


def test_a_rule_runs_in_an_image_that_has_no_python(snakemake):
    snakemake.write("""
rule count:
    input: "words.txt"
    output: "count.txt", directory("tree"), touch("done")
    log: "count.log"
    container: "docker://localhost/busybox:latest"
    threads: 2
    resources: mem_mb=64
    shell: "wc -w < {input} > {output[0]}; mkdir -p {output[1]}/deep; echo $OMP_NUM_THREADS > {output[1]}/deep/n; echo hi > {log}"

rule use:
    input: "tree"
    output: "used.txt"
    shell: "cat {input}/deep/n > {output}"
""")
    snakemake.put("words.txt", "one two three\n")
    snakemake.put("tree/old", "of an earlier run")
    run = snakemake.run("count", "use")
    assert run.status == 0, run.text
    assert snakemake.get("used.txt") == "2\n"
    assert snakemake.get("tree/old") is None, "a folder is what the rule has left"
    assert "martlet: count runs without Snakemake in localhost/busybox:latest" in run.text
    assert snakemake.get("count.txt").strip() == "3" and snakemake.get("tree/deep/n") == "2\n"
    assert snakemake.get("count.log") == "hi\n" and snakemake.get("done") == ""
    assert snakemake.run("count", "use").text.count("Nothing to be done") == 1


FAILING = """
rule all:
    input: "good.txt", "bad.txt", "worse.txt"
rule good:
    output: "good.txt"
    shell: "echo fine > {output}"
rule bad:
    output: "bad.txt"
    log: "bad.log"
    retries: 1
    shell: "echo tried >> {log}; echo it went wrong >&2; exit 42"
rule worse:
    input: "bad.txt"
    output: "worse.txt"
    shell: "cp {input} {output}"
"""


def test_a_rule_that_fails_says_why_and_the_others_go_on(snakemake):
    snakemake.write(FAILING)
    run = snakemake.run("--keep-going")
    assert run.status == 1
    assert run.text.count("call bad[0] failed: exit status 42") == 1 and run.text.count("call bad[1] failed: exit status 42") == 1
    assert "it went wrong" in run.text and f"s3://{snakemake.account.bucket}" in run.text
    assert "For further error details see the cluster" not in run.text
    assert snakemake.get("good.txt") == "fine\n" and snakemake.get("bad.log") == "tried\n"
    assert snakemake.get("bad.txt") is None and snakemake.get("worse.txt") is None


def test_a_rule_that_does_not_make_its_output_has_failed(snakemake):
    snakemake.write('rule one:\n    output: "one.txt", "two.txt"\n    shell: "echo 1 > {output[0]}"\n')
    run = snakemake.run("one")
    assert run.status == 1 and "did not make" in run.text and "two.txt" in run.text
    assert snakemake.get("one.txt") is None, "not a part of them"


def test_groups_and_checkpoints(snakemake):
    snakemake.write("""
def parts(wildcards):
    with checkpoints.split.get().output[0].open() as names:
        return [f"half/{name.strip()}.txt" for name in names]

rule all:
    input: parts
    output: "all.txt"
    shell: "cat {input} > {output}"
checkpoint split:
    output: "parts"
    shell: "printf '1\\n2\\n3\\n' > {output}"
rule first:
    output: temp("first/{n}.txt")
    group: "pair"
    shell: "echo {wildcards.n} > {output}"
rule second:
    input: "first/{n}.txt"
    output: "half/{n}.txt"
    group: "pair"
    shell: "cat {input} {input} > {output}"
""")
    run = snakemake.run("--envvars", "AWS_ENDPOINT_URL")
    assert run.status == 0, run.text
    assert snakemake.get("all.txt") == "1\n1\n2\n2\n3\n3\n"
    assert "since it is a group" in run.text


def test_settings_and_resources_reach_the_jobs(snakemake):
    snakemake.write("""
rule all:
    input: "a.txt", "b.txt"
rule a:
    output: "a.txt"
    threads: 2
    resources: mem_mb=300, runtime=7
    shell: "echo a > {output}"
rule b:
    output: "b.txt"
    resources: aws_batch_vcpu=3, aws_batch_mem_mb=700, aws_batch_task_timeout=100, aws_batch_job_name_prefix="mine",
        aws_batch_job_uuid="u-1", aws_batch_tags="unit=b", shared_memory_size_mb=32
    shell: "echo b > {output}"
""")
    account = snakemake.account
    run = snakemake.run(
        "--martlet-region", "us-east-1", "--martlet-job-queue", account.queue, "--martlet-job-role", account.job_role,
        "--martlet-execution-role", account.execution_role, "--martlet-tags", "project=maps,odd=a=b",
        "--martlet-task-timeout", "900", environment=None, SNAKEMAKE_AWS_BATCH_JOB_NAME_PREFIX="snake")
    assert run.status == 0, run.text
    assert "SNAKEMAKE_AWS_BATCH_JOB_NAME_PREFIX is taken for --martlet-job-name-prefix" in run.text
    jobs = {job["jobName"].split("-")[0]: job for job in snakemake.jobs()}
    assert set(jobs) == {"snake", "mine"}
    a, b = jobs["snake"], jobs["mine"]
    assert b["jobName"] == "mine-b_0-u-1"

    def asked(job):
        return {item["type"]: item["value"] for item in job["container"]["resourceRequirements"]}

    assert asked(a) == {"VCPU": "2", "MEMORY": "300"} and asked(b) == {"VCPU": "3", "MEMORY": "700"}
    assert a["timeout"]["attemptDurationSeconds"] >= 420 and b["timeout"]["attemptDurationSeconds"] >= 100
    assert a["tags"]["project"] == "maps" and a["tags"]["odd"] == "a=b" and "unit" not in a["tags"]
    assert b["tags"]["unit"] == "b" and b["propagateTags"] is True
    assert b["container"]["linuxParameters"]["sharedMemorySize"] == 32
    assert any(name.startswith(".martlet/") for name in snakemake.names()), "where there is no bucket, below the storage"


@pytest.mark.parametrize("resource, words", [
    ("aws_batch_task_timeout=5", "60 seconds"), ("aws_batch_secrets='TOKEN=hidden'", "aws_batch_secrets"),
    ("aws_batch_scheduling_priority=10000", "9999"), ("aws_batch_vpcu=2", "aws_batch_vcpu"), ("mem_mb=-1", "mem_mb"),
])
def test_a_wrong_resource_is_named_before_anything_is_submitted(snakemake, resource, words):
    snakemake.write(f'rule odd:\n    output: "odd.txt"\n    resources: {resource}\n    shell: "echo > {{output}}"\n')
    run = snakemake.run("odd")
    assert run.status == 1
    assert "rule odd: the resource `" + resource.split("=")[0] in run.text and words in run.text, run.text
    assert "hidden" not in run.text
    assert snakemake.jobs() == []


def test_secrets_reach_the_command_and_nothing_else(snakemake):
    manager = snakemake.account.client("secretsmanager")
    arns = {name: manager.create_secret(Name=f"{name}-{snakemake.prefix[-8:]}", SecretString=f"value-of-{name}")["ARN"]
            for name in ("wide", "own")}
    rule = json.dumps([{"name": "TOKEN", "valueFrom": arns["own"]}])
    snakemake.write(f"""
rule secret:
    output: "digest.txt"
    resources: aws_batch_secrets='{rule}'
    shell: "printf %s $TOKEN $OTHER | sha256sum > {{output}}"
""")
    both = json.dumps([{"name": name, "valueFrom": arns["wide"]} for name in ("TOKEN", "OTHER")])
    run = snakemake.run("secret", "--martlet-secrets", both)
    assert run.status == 0, run.text
    assert snakemake.get("digest.txt").split()[0] == hashlib.sha256(b"value-of-ownvalue-of-wide").hexdigest()
    left = b"".join(path.read_bytes() for path in snakemake.folder.rglob("*") if path.is_file())
    assert b"value-of-" not in left


def test_ctrl_c_ends_every_job(snakemake):
    snakemake.write(COUNTED)
    process = snakemake.start("--config", "seconds=600")
    snakemake.wait_until("jobs run", lambda: snakemake.account.jobs("RUNNING"), process)
    process.send_signal(signal.SIGINT)
    run = snakemake.finish(process)
    assert run.status != 0 and not snakemake.account.alive(), run.text
    assert run.text.count("Traceback") == 0, run.text


def test_a_broker_that_dies_ends_the_workflow_and_is_named(snakemake):
    snakemake.write(COUNTED)
    process = snakemake.start("--config", "seconds=600")
    snakemake.wait_until("jobs run", lambda: snakemake.account.jobs("RUNNING"), process)
    subprocess.run(["pkill", "-KILL", "-P", str(process.pid), "martlet"], check=True)
    run = snakemake.finish(process)
    assert run.status == 1 and run.text.count("martlet's broker ended with status -9") >= MANY, run.text
    for job in snakemake.account.jobs(*ALIVE):
        snakemake.account.batch.terminate_job(jobId=job["jobId"], reason="the test is over")


def test_when_snakemake_is_killed_its_jobs_end(snakemake):
    snakemake.write(COUNTED)
    process = snakemake.start("--config", "seconds=600")
    snakemake.wait_until("jobs run", lambda: snakemake.account.jobs("RUNNING"), process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    limit = time.monotonic() + 60
    while snakemake.account.alive():
        assert time.monotonic() < limit, "jobs go on"
        time.sleep(0.5)


def test_jobs_that_a_killed_snakemake_left_are_taken_over(snakemake, trouble):
    snakemake.write(COUNTED)
    process = snakemake.start("--config", "seconds=8", "--martlet-leave-jobs")
    snakemake.wait_until("jobs run", lambda: snakemake.account.jobs("RUNNING"), process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = len(snakemake.jobs())
    assert snakemake.account.alive(), "they go on"
    assert snakemake.run("--unlock", "--config", "seconds=8").status == 0
    run = snakemake.run("--config", "seconds=8")
    assert run.status == 0, run.text
    assert "whose jobs are taken over" in run.text and "took over" in run.text
    assert [snakemake.get(f"out/{n}.txt") for n in range(MANY)] == [f"{n}\n" for n in range(MANY)]
    assert len(snakemake.jobs()) == before == MANY, "none was submitted twice"


def test_a_machine_that_is_reclaimed_costs_no_retry(snakemake, trouble):
    snakemake.write("""
rule slow:
    output: "slow.txt"
    resources: try_number=lambda wildcards, attempt: attempt
    retries: 1
    shell: "echo {resources.try_number} > {output}; sleep 2"
""")
    trouble.inject({"kind": "reclaim", "after": 0.2, "times": 1})
    run = snakemake.run("slow")
    assert run.status == 0, run.text
    assert snakemake.get("slow.txt") == "1\n", "of Snakemake's first attempt"
    reasons = [attempt.get("statusReason", "") for job in snakemake.jobs() for attempt in job["attempts"]]
    assert len(reasons) == 2 and any(reason.startswith("Host EC2") for reason in reasons), reasons


def test_only_snakemake_goes_on_with_its_run(snakemake, martlet):
    snakemake.write('rule odd:\n    output: "odd.txt"\n    shell: "exit 3"\n')
    assert snakemake.run("odd").status == 1

    def verb(name):
        return subprocess.run([martlet, name], cwd=snakemake.folder, capture_output=True, text=True, env=snakemake.environment)

    way = f"start Snakemake again in {snakemake.folder}"
    assert way in verb("status").stdout
    resumed = verb("resume")
    assert resumed.returncode == 1 and way in resumed.stderr, resumed.stderr


def test_there_is_no_such_environment(snakemake):
    snakemake.write(COUNTED)
    run = snakemake.run("--config", "seconds=0", environment="elsewhere")
    assert run.status == 1 and "there is no environment called `elsewhere`" in run.text, run.text


def test_equal_jobs_are_an_array(snakemake, trouble):
    snakemake.write(COUNTED)
    run = snakemake.run("--config", "seconds=0")
    assert run.status == 0, run.text
    assert [snakemake.get(f"out/{n}.txt") for n in range(MANY)] == [f"{n}\n" for n in range(MANY)]
    assert trouble.calls("SubmitJob") <= 3


@pytest.mark.parametrize("tests", [HARNESS, PLUGIN / "tests"], ids=["snakemake's own", "the plug-in's"])
def test_others_find_the_executor_good(python, martlet, own_account, tmp_path, client_environment, tests):
    config = own_account.configuration(tmp_path / "martlet.yaml")
    variables = {**client_environment, "PYTHONPATH": str(PLUGIN), "MARTLET": martlet, "MARTLET_AGENT": own_account.agent,
                 "HARNESS_CONFIG": str(config), "HARNESS_BUCKET": own_account.bucket, "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run([python, "-m", "pytest", "-p", "no:cacheprovider", str(tests)], cwd=tmp_path, env=variables,
                         capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stdout + run.stderr
