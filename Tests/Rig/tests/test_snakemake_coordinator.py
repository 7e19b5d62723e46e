"""Snakemake as a job: --martlet-coordinator, and what its user sees of it afterwards."""
import re
import subprocess
import time

import pytest

from account import Account
from snakemake_run import Snakemake

WORDS = """
rule report:
    input: "count.txt"
    output: "report.txt"
    run:
        with open(output[0], "w") as report:
            report.write("words: " + open(input[0]).read())
rule count:
    input: "words.txt"
    output: "count.txt"
    shell: "wc -w < {input} > {output}"
"""
SLOW = """
rule all:
    input: expand("out/{n}.txt", n=range(3))
rule quick:
    output: "quick.txt"
    shell: "echo quick > {output}"
rule slow:
    input: "quick.txt"
    output: "out/{n}.txt"
    shell: "sleep {config[seconds]}; cat {input} > {output}"
"""


class Coordinated(Snakemake):
    """Starts coordinators; their martlet finds its libraries as the one here does."""

    libraries = None

    def command(self, *arguments, **more):
        command = super().command("--martlet-coordinator", *arguments, **more)
        with open(self.folder / "martlet.yaml", "a") as configuration:
            configuration.write(f"    volumes: ['{self.libraries}:{self.libraries}:ro']\n")
            configuration.write(f"    environment: {{LD_LIBRARY_PATH: '{self.libraries}'}}\n")
        return command

    def submit(self, *arguments, **variables):
        """Start a coordinator; its job and its run."""
        run = self.run(*arguments, **variables)
        assert run.status == 0, run.text
        job, run = re.search(r"the coordinator is job ([0-9a-f-]+),", run.text), re.search(r"martlet status (\S+)", run.text)
        assert job and run, self.said
        return job[1], run[1]

    def describe(self, job):
        return self.account.batch.describe_jobs(jobs=[job])["jobs"][0]

    def finished(self, job, seconds=180):
        limit = time.monotonic() + seconds
        while (described := self.describe(job))["status"] not in ("SUCCEEDED", "FAILED"):
            assert time.monotonic() < limit, f"waited {seconds} s for the coordinator: {described}"
            time.sleep(0.5)
        return described

    def running(self, run, seconds=90):
        """Wait until the run's three jobs of `slow` run; what `martlet status` says then."""
        limit = time.monotonic() + seconds
        while not re.search(r"^slow +3 ", (status := self.martlet("status", run)).stdout, re.MULTILINE):
            assert time.monotonic() < limit, status.stdout + status.stderr
            time.sleep(0.5)
        return status

    def martlet(self, *arguments):
        program = self.environment["SNAKEMAKE_MARTLET_PROGRAM"]
        return subprocess.run([program, *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True,
                              timeout=120)


@pytest.fixture(scope="module")
def own_account(account):
    return Account(account.endpoint, account.agent)


@pytest.fixture
def snakemake(python, sent_program, own_account, tmp_path, client_environment):
    made = Coordinated(python, str(sent_program / "martlet"), own_account, tmp_path, client_environment)
    made.libraries = sent_program / "lib"
    return made


def test_snakemake_is_a_job_and_its_jobs_are_others(snakemake):
    account = snakemake.account
    snakemake.write(WORDS)
    snakemake.put("words.txt", "one two three\n")
    profile = snakemake.folder / "of-mine"
    profile.mkdir()
    (profile / "config.yaml").write_text("martlet-job-name-prefix: of-the-profile\nretries: 1\n")
    queue = account.job_queue(account.role("martlet-batch-2", "batch.amazonaws.com"), "-2")
    job, run = snakemake.submit(
        "--profile", profile, "--martlet-coordinator-job-uuid", "u-1", "--martlet-task-timeout", "900",
        SNAKEMAKE_AWS_BASIC_BATCH_COORDINATOR_QUEUE=queue)
    assert "COORDINATOR_QUEUE is taken for --martlet-coordinator-job-queue" in snakemake.said
    assert f"https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1#jobs/detail/{job}\n" in snakemake.said
    ended = snakemake.finished(job)
    logs = snakemake.martlet("logs", run)
    assert ended["status"] == "SUCCEEDED", logs.stdout + logs.stderr
    assert snakemake.get("report.txt") == "words: 3\n"
    assert ended["jobName"] == "snakemake-coordinator-coordinator_0-u-1" and ended["jobQueue"].endswith("/" + queue)
    assert ended["timeout"]["attemptDurationSeconds"] > 900, "a time limit is for the workflow's jobs"
    children = snakemake.jobs()
    assert len(children) == 2 and all(child["jobName"].startswith("of-the-profile-") for child in children)
    manifest = next(key for key in account.keys("work/") if key.endswith("coordinator/0/attempt-1/manifest.json"))
    given = account.object(f"s3://{account.bucket}/{manifest}").decode()
    assert "secret" not in given.lower() and "access-key" not in given, "the job has a role"
    assert "martlet: count runs without Snakemake in localhost/snakemake:latest" in logs.stdout
    status = snakemake.martlet("status", run)
    assert f"coordinator[0] is job {job}: SUCCEEDED" in status.stdout, status.stdout + status.stderr
    assert re.search(rf"{run}-\w+-1  succeeded", status.stdout) and "left, and its jobs have ended" in status.stdout


def test_a_coordinator_is_watched_and_cancelled_from_outside(snakemake, trouble):
    snakemake.write(SLOW)
    known = set(snakemake.account.keys("work/program/"))
    job, run = snakemake.submit("--config", "seconds=600")
    status = snakemake.running(run)
    assert f"coordinator[0] is job {job}: RUNNING" in status.stdout and "martlet cancel " + run in status.stdout, status.stdout
    cancelled = snakemake.martlet("cancel", run)
    assert cancelled.returncode == 0 and not snakemake.account.alive(), cancelled.stderr
    assert snakemake.martlet("status", run).stdout.startswith(f"{run}  cancelled\n")
    assert snakemake.martlet("cancel", run).stderr == f"the run {run} has ended\n"
    sent = [record["uri"] for record in trouble.records() if record["method"] in ("PUT", "POST") and "/program/" in record["uri"]]
    assert not (known and sent), "martlet was there from the first time"


def test_a_coordinator_that_lost_its_host_goes_on(snakemake, trouble):
    snakemake.write(SLOW)
    job, run = snakemake.submit("--config", "seconds=20")
    snakemake.running(run)
    before = {child["jobId"] for child in snakemake.jobs()} - {job}
    trouble.inject({"kind": "reclaim-now", "jobId": job})
    ended = snakemake.finished(job)
    logs = snakemake.martlet("logs", run)
    assert ended["status"] == "SUCCEEDED" and len(ended["attempts"]) == 2, logs.stdout + logs.stderr
    assert [snakemake.get(f"out/{n}.txt") for n in range(3)] == ["quick\n"] * 3
    jobs = [child for child in snakemake.jobs() if child["tags"]["martlet:run"].startswith(run)]
    quick = [child for child in jobs if "quick" in child["jobName"]]
    assert len(quick) == 1, "what was finished is not repeated"
    left = [child for child in jobs if child["jobId"] in before and child not in quick]
    assert left and all(child["status"] == "FAILED" for child in left), "what was under way is ended before it is repeated"


def test_what_a_coordinator_cannot_bring_is_named(snakemake):
    (snakemake.folder / "inner").mkdir()
    snakemake.write("include: '../rules.smk'\n", "inner/Snakefile")
    snakemake.write(SLOW, "rules.smk")
    run = snakemake.run("all", "--directory", snakemake.folder / "inner", "--snakefile", "inner/Snakefile", "--config", "seconds=0")
    assert run.status == 1 and "../rules.smk lies outside of the folder" in run.text, run.text
    assert not snakemake.account.alive()
