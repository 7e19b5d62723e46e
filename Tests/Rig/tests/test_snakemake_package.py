"""What a user of Snakemake installs, brings along, and is told before anything is submitted."""
import subprocess

import pytest

from account import Account
from engine import PROJECT
from snakemake_run import Snakemake

ONE_RULE = """
rule hello:
    output: "hello.txt"
    container: "docker://localhost/busybox:latest"
    resources: mem_mb=64
    benchmark: "hello.tsv"
    shell: "echo hello > {output}"
"""


@pytest.fixture(scope="session")
def installed(python, martlet, account, tmp_path_factory):
    """The folder of the executables of an environment that has the wheel, and Snakemake from the rig's."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [PROJECT / "scripts" / "build-wheel", "--martlet", martlet, "--agent", account.agent, folder]
    wheel = subprocess.run(build, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    own = folder / "environment"
    subprocess.run([python, "-m", "venv", "--without-pip", own], check=True)
    packages = "import sysconfig; print(sysconfig.get_path('purelib'))"
    theirs, ours = (subprocess.check_output([found, "-c", packages], text=True).strip() for found in (python, own / "bin" / "python"))
    with open(f"{ours}/snakemake.pth", "w") as paths:
        paths.write(theirs + "\n")
    subprocess.run([python, "-m", "pip", "--python", own / "bin" / "python", "install", "-q", "--no-index", wheel], check=True)
    return own / "bin"


@pytest.fixture
def snakemake(python, martlet, account, tmp_path, client_environment):
    return Snakemake(python, martlet, Account(account.endpoint, account.agent), tmp_path, client_environment)


@pytest.fixture
def package(installed, snakemake):
    """A Snakemake that knows of martlet by what is installed beside it, and by nothing else."""
    snakemake.python = str(installed / "python")
    for name in ("PYTHONPATH", "MARTLET_AGENT", "SNAKEMAKE_MARTLET_PROGRAM"):
        del snakemake.environment[name]
    snakemake.environment["PATH"] = "/usr/bin:/bin"
    return snakemake


def test_what_pip_installs_runs_a_workflow_by_a_profile_of_aws_batch(installed, package):
    version = subprocess.run([installed / "martlet", "--version"], capture_output=True, text=True, check=True).stdout
    account = package.account
    package.write(ONE_RULE)
    package.write(f"""
executor: aws-batch
aws-batch-region: us-east-1
aws-batch-job-queue: {account.queue}
aws-batch-job-role: {account.job_role}
aws-batch-tags: {{project: maps, odd: a=b}}
aws-batch-task-timeout: 900
default-resources:
  aws_batch_job_name_prefix: brought
""", "config.yaml")
    (package.folder / "new").mkdir()
    subprocess.run([installed / "martlet", "config", "import", ".", "--output", "new/config.yaml"], cwd=package.folder, check=True)
    run = package.run("--profile", "new", environment=None)
    assert run.status == 0, run.text
    assert package.get("hello.txt") == "hello\n" and package.get("hello.tsv").startswith("s\th:m:s\t")
    [job] = package.jobs()
    assert job["jobName"].startswith("brought-") and job["tags"]["project"] == "maps" and job["tags"]["odd"] == "a=b"
    assert job["timeout"]["attemptDurationSeconds"] >= 900
    found = "from snakemake_executor_plugin_martlet.broker import find_program; print(find_program())"
    assert subprocess.check_output([package.python, "-c", found], text=True).strip() == str(installed / "martlet")
    assert version.strip() == "0.1.0"


CHAIN = """
def half(wildcards, input):
    return input.size_mb // 2

rule all:
    input: "last.txt", "pair.txt", "here.txt"
rule first:
    output: "first.txt"
    resources: mem_mb=64
    shell: "echo 1 > {output}"
rule middle:
    input: "first.txt"
    output: "middle.txt"
    resources: mem_mb=half, runtime=lambda wildcards, attempt: -attempt
    shell: "cp {input} {output}"
rule last:
    input: "middle.txt"
    output: "last.txt"
    resources: aws_batch_task_timeout=5, aws_batch_vpcu=2
    shell: "cp {input} {output}"
rule pair:
    input: "first.txt"
    output: "pair.txt"
    group: "pair"
    resources: aws_batch_task_timeout=40
    shell: "cp {input} {output}"
localrules: here
rule here:
    output: "here.txt"
    resources: aws_batch_task_timeout=5
    shell: "echo 1 > {output}"
"""


def test_what_is_wrong_with_all_rules_is_told_before_anything_is_submitted(snakemake):
    snakemake.write(CHAIN)
    run = snakemake.run("--default-resources", "disk_mb=max(2*input.size_mb, 1000)", "--set-resources", "first:aws_batch_scheduling_priority=10000")
    assert run.status == 1
    told = [line.split("resource `")[1].split("`")[0] for line in run.text.splitlines() if "the resource `" in line]
    assert sorted(told) == ["aws_batch_scheduling_priority", "aws_batch_task_timeout", "aws_batch_vpcu", "runtime"], run.text
    assert "did you mean `aws_batch_vcpu`?" in run.text and "rule last: the resource `aws_batch_task_timeout`" in run.text
    told = run.text.partition("nothing was submitted")[2]
    assert "rule pair" not in told and "rule here" not in told, "numbers of groups and local rules are nobody's matter yet"
    assert snakemake.jobs() == [] and "Traceback" not in run.text


def test_what_is_known_only_when_a_job_is_ready_fails_that_job(snakemake):
    snakemake.write("""
rule first:
    output: "first.txt"
    container: "docker://localhost/busybox:latest"
    resources: mem_mb=64
    shell: "echo 1 > {output}"
rule last:
    input: "first.txt"
    output: "last.txt"
    resources: aws_batch_task_timeout=lambda wildcards, input: 5 + 0 * len(input)
    shell: "cp {input} {output}"
""")
    run = snakemake.run("last")
    assert run.status == 1 and snakemake.get("first.txt") == "1\n"
    assert "rule last: the resource `aws_batch_task_timeout` must be" in run.text and len(snakemake.jobs()) == 1
