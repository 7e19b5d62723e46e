"""Snakemake's jobs on AWS Batch, as the rig plays it: by martlet, and by the two executor plug-ins of PyPI."""
import collections
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
import uuid

import measure
import peers
from played_aws import RIG, account, client, rig

IMAGE, WITH_WHEELS = "localhost/snakemake:latest", "localhost/snakemake-with-wheels:latest"
PLUGIN = peers.ROOT / "Plugins" / "snakemake"
# Seconds that a call takes on its way to AWS and back.
DELAYS = {"batch": 0.08, "s3": 0.02}
SECONDS, LONG = 20, 900
TRIVIAL = """
rule all:
    input: expand("out/{n}.txt", n=range(int(config["count"])))
rule work:
    output: "out/{n}.txt"
    container: "docker://localhost/busybox:latest"
    shell: "echo {wildcards.n} > {output}"
"""
OPERATIONS = ["RegisterJobDefinition", "SubmitJob", "DescribeJobs", "ListJobs", "TerminateJob", "DeregisterJobDefinition"]


class Contestant:
    """One executor, and what it is told. `settings` makes its options of an account and a folder."""

    def __init__(self, name, settings, image=IMAGE):
        self.name, self.settings, self.image = name, settings, image


def martlet_settings(native):
    def settings(made, folder):
        path = made.configuration(folder / "martlet.yaml")
        path.write_text(path.read_text().replace("    pollInterval: 1\n", ""))
        return ["--executor", "martlet", "--martlet-environment", "rig", "--martlet-config", str(path), "--martlet-native", native]
    return settings


def aws_batch_settings(made, _):
    return ["--executor", "aws-batch", "--aws-batch-region", "us-east-1", "--aws-batch-job-queue", made.queue,
            "--aws-batch-job-role", made.job_role, "--aws-batch-task-timeout", "3600"]


def basic_settings(made, _):
    definition = made.batch.register_job_definition(
        jobDefinitionName=f"basic-{uuid.uuid4().hex[:6]}", type="container", containerProperties={
            "image": IMAGE, "command": ["true"], "jobRoleArn": made.job_role,
            "resourceRequirements": [{"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "1024"}]})
    return ["--executor", "aws-basic-batch", "--aws-basic-batch-region", "us-east-1", "--aws-basic-batch-job-queue", made.queue,
            "--aws-basic-batch-job-definition", definition["jobDefinitionName"], "--job-deploy-sources"]


MARTLET, THROUGH = Contestant("martlet", martlet_settings("auto")), Contestant("martlet, native: never", martlet_settings("never"))
# It installs the storage plug-in at the beginning of each job.
AWS_BATCH = Contestant("aws-batch 0.2.1", aws_batch_settings, WITH_WHEELS)
BASIC = Contestant("aws-basic-batch 0.3.3", basic_settings)


class Workflow:
    """A workflow in a folder of its own, with a prefix of its own in S3, run by one contestant."""

    def __init__(self, contestant, made, folder, environment, martlet):
        self.folder, self.made = folder, made
        folder.mkdir()
        self.prefix = uuid.uuid4().hex[:8]
        self.environment = {**environment, "PYTHONPATH": str(PLUGIN), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(folder),
                            "SNAKEMAKE_MARTLET_PROGRAM": martlet, "MARTLET_AGENT": made.agent}
        self.command = [
            peers.snakemake(), "-m", "snakemake", "--jobs", "10000", "--max-jobs-per-timespan", "10000/1s",
            "--container-image", contestant.image, "--default-storage-provider", "s3",
            "--default-storage-prefix", f"s3://{made.bucket}/{self.prefix}",
            "--storage-s3-endpoint-url", environment["AWS_ENDPOINT_URL"], "--storage-s3-access-key", "test",
            "--storage-s3-secret-key", "test", *contestant.settings(made, folder)]

    def keys(self):
        return self.made.keys(self.prefix + "/")

    def run(self, *arguments, **variables):
        return measure.once([*self.command, *arguments], cwd=self.folder, env={**self.environment, **variables},
                            log=self.folder / "log", watch=True)

    def said(self):
        return (self.folder / "log").read_text(errors="replace")[-3000:]


def simulated(workflow, seconds):
    """The variables by which the rig's jobs take so long, and make their outputs."""
    return {"RIG_SIM": f"{seconds}:0", "RIG_SIM_MAKES": fr"work:n=(\d+) s3://{workflow.made.bucket}/{workflow.prefix}/out/\1.txt"}


TOLD = ["--envvars", "RIG_SIM", "RIG_SIM_MAKES"]


def snakemake(martlet, agent, counts, running):
    """counts: how many trivial jobs, each in turn. running: how many run when Ctrl-C comes; 0 for none of it."""
    port = int(os.environ.get("RIG_PORT", "5700"))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        if shutil.which("podman") and os.access(agent, os.X_OK):
            real_containers(martlet, agent, folder, port)
        else:
            print(f"\nskipped: Snakemake's jobs in containers, because there is no podman or no {agent}")
        state, port = folder / "rig", port + 7
        rig(state, port, "up", RIG_EXECUTOR="sim", RIG_EVENTS="0")
        try:
            environment = client(state, port)
            for count in counts:
                trivial_jobs(martlet, count, folder, state, environment)
            if running:
                interrupted(martlet, running, folder, environment)
        finally:
            rig(state, port, "down", check=False)


def real_containers(martlet, agent, folder, port):
    """Five rules in containers: what a job costs beside its own work."""
    state = os.environ.get("RIG_STATE", os.path.join(tempfile.gettempdir(), "martlet-rig"))
    rig(state, port, "images", "snakemake")
    rig(state, port, "up")
    try:
        environment = client(state, port)
        image_with_wheels(folder, environment)
        rows = [["executor", "wall s", "load before"]]
        for contestant in (AWS_BATCH, BASIC, THROUGH, MARTLET):
            made = account(environment["AWS_ENDPOINT_URL"], folder, agent)
            workflow = Workflow(contestant, made, folder / uuid.uuid4().hex[:8], environment, martlet)
            shutil.copy(RIG / "tests" / "workflows" / "snakemake" / "Snakefile", workflow.folder)
            made.s3.put_object(Bucket=made.bucket, Key=f"{workflow.prefix}/words.txt", Body=b"one two three\n")
            load = os.getloadavg()[0]
            result = workflow.run("--envvars", "AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
            right = result.status == 0 and made.object(f"s3://{made.bucket}/{workflow.prefix}/report.txt") == b"words: 9\n"
            rows.append([contestant.name, f"{result.wall:.1f}" if right else f"failed: {workflow.said()}", f"{load:.1f}"])
        measure.table("Snakemake: a workflow of 5 rules (6 jobs) in containers", rows)
    finally:
        rig(state, port, "down", check=False)


def image_with_wheels(folder, environment):
    """Snakemake's image with pip and what aws-batch has it install, which needs no network then."""
    context = folder / "image"
    python = "/usr/bin/python3"
    subprocess.run([python, "-m", "pip", "install", "-q", "--target", str(context / "pip"), "pip"], check=True)
    subprocess.run([python, "-m", "pip", "download", "-q", "-d", str(context / "wheels"), peers.SNAKEMAKE_STORAGE], check=True)
    (context / "Containerfile").write_text(
        f"FROM {IMAGE}\nCOPY pip /usr/lib/python3/dist-packages\nCOPY wheels /wheels\n"
        "ENV PATH=/usr/lib/python3/dist-packages/bin:/usr/local/bin:/usr/bin:/bin PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels\n")
    subprocess.run(["podman", "build", "-q", "-t", WITH_WHEELS, str(context)], env=environment, check=True, stdout=subprocess.DEVNULL)


def trivial_jobs(martlet, count, folder, state, environment):
    """Jobs that run no process: what executors ask of AWS, how much CPU they take, when they submit."""
    endpoint = environment["AWS_ENDPOINT_URL"]
    rows = [["executor", "first submission s", "last submission s", "wall s", "CPU ms a job", "of it Snakemake's own process",
             "memory MiB", "load before"]]
    calls = [["executor", *OPERATIONS, "other Batch", "all Batch a job", "S3 HEAD", "S3 LIST", "S3 GET", "S3 PUT", "all S3 a job"]]
    for contestant in (MARTLET, BASIC, AWS_BATCH):
        made = account(endpoint, folder)
        workflow = Workflow(contestant, made, folder / uuid.uuid4().hex[:8], environment, martlet)
        (workflow.folder / "Snakefile").write_text(TRIVIAL)
        log = state / "requests.jsonl"
        before, load = log.stat().st_size, os.getloadavg()[0]
        delay(endpoint)
        begun = time.time()
        result = workflow.run("--config", f"count={count}", *TOLD, **simulated(workflow, SECONDS))
        delay(endpoint, False)
        if result.status or sum("/out/" in key for key in workflow.keys()) < count:
            rows.append([contestant.name, f"failed: {workflow.said()}", *[""] * 6])
            continue
        counted, submissions = requests(log, before)
        rows.append([contestant.name, *(f"{moment(submissions) - begun:.1f}" for moment in (min, max)), f"{result.wall:.1f}",
                     f"{1000 * result.cpu / count:.1f}", f"{1000 * result.head_cpu / count:.1f}", f"{result.memory:.0f}", f"{load:.1f}"])
        calls.append([contestant.name, *told(counted, count)])
    measure.table(f"Snakemake: {count} trivial jobs of {SECONDS} s; {DELAYS['batch'] * 1000:.0f} ms a call to Batch, "
                  f"{DELAYS['s3'] * 1000:.0f} ms a call to S3", rows)
    measure.table(f"Snakemake: calls to AWS of {count} trivial jobs, without those of their containers", calls)


def delay(endpoint, is_on=True):
    rules = [{"service": service, "delay": seconds} for service, seconds in DELAYS.items()] if is_on else []
    urllib.request.urlopen(endpoint + "/rig/faults", data=json.dumps(rules).encode())


def requests(log, start):
    """Calls by service and operation since a place in the log, and when jobs were submitted."""
    counted, submissions = collections.Counter(), []
    with open(log) as lines:
        lines.seek(start)
        for record in map(json.loads, lines):
            program = next((value for name, value in record["headers"].items() if name.lower() == "user-agent"), "")
            if "rig-observer" in program:
                continue
            path, _, query = record["uri"].partition("?")
            operation = path.rsplit("/", 1)[-1].lower() if record["service"] == "batch" else record["method"]
            if record["service"] == "s3" and operation == "GET" and "prefix=" in query:
                operation = "LIST"
            counted[record["service"], operation] += 1
            if operation == "submitjob":
                submissions.append(record["t"])
    return counted, submissions


def told(counted, count):
    batch = [counted["batch", operation.lower()] for operation in OPERATIONS]
    all_batch = sum(number for (service, _), number in counted.items() if service == "batch")
    s3 = [counted["s3", operation] for operation in ("HEAD", "LIST", "GET", "PUT")]
    all_s3 = sum(number for (service, _), number in counted.items() if service == "s3")
    return [*map(str, batch), str(all_batch - sum(batch)), f"{all_batch / count:.2f}", *map(str, s3), f"{all_s3 / count:.2f}"]


def interrupted(martlet, running, folder, environment):
    """Ctrl-C while jobs run: which of them end, and what is left in the account."""
    # Who is started in the background may have it ignored, and what it starts would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    endpoint = environment["AWS_ENDPOINT_URL"]
    delay(endpoint)
    rows = [["executor", "running", "ended", "left running", "job definitions left", "exit after s"]]
    for contestant in (MARTLET, BASIC, AWS_BATCH):
        made = account(endpoint, folder)
        workflow = Workflow(contestant, made, folder / uuid.uuid4().hex[:8], environment, martlet)
        (workflow.folder / "Snakefile").write_text(TRIVIAL)
        definitions = active_definitions(made)
        process = subprocess.Popen(
            [*workflow.command, "--config", f"count={running}", *TOLD], cwd=workflow.folder, stdin=subprocess.DEVNULL,
            env={**workflow.environment, **simulated(workflow, LONG)}, stdout=open(workflow.folder / "log", "w"), stderr=subprocess.STDOUT)
        while len(made.jobs("RUNNING")) < running and process.poll() is None:
            time.sleep(1)
        # In the middle of what the executors do with running jobs.
        time.sleep(10)
        at = time.monotonic()
        process.send_signal(signal.SIGINT)
        try:
            process.wait(300)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        seconds = time.monotonic() - at
        left = len(made.jobs("RUNNING"))
        # Native jobs of one shape share a definition, which stays for the next run.
        rows.append([contestant.name, str(running), str(running - left), str(left),
                     str(len(active_definitions(made) - definitions)), f"{seconds:.1f}"])
    measure.table(f"Snakemake: Ctrl-C while {running} jobs run", rows)


def active_definitions(made):
    pages = made.batch.get_paginator("describe_job_definitions").paginate(status="ACTIVE")
    return {found["jobDefinitionArn"] for page in pages for found in page["jobDefinitions"]}
