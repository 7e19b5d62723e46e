"""Snakemake itself as a job: `--martlet-coordinator`. Submits it, says where it is, and leaves it."""
import os
import shlex
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from snakemake_interface_common.exceptions import WorkflowError

from .arguments import CREDENTIAL, arguments
from .broker import Broker
from .demands import demands, judgement
from .settings import chosen

# In the job: the folder of the coordinator's run in S3. Snakemake there is the coordinator, and makes no other.
PLACE = "MARTLET_COORDINATOR"
# In the job's folder: what martlet brings there.
OWN = ".martlet"
ARCHIVE = f"{OWN}/workflow.tar.xz"
CONFIGURATION = f"{OWN}/martlet.yaml"
# Larger sources are left behind, as Snakemake leaves them behind where it deploys them, with a warning.
LARGEST_SOURCE = 10_000_000
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_TO_LEAVE = 60

# Settings of the coordinator: ours, and the job's resource.
RESOURCES = {
    "coordinator_job_queue": "aws_batch_job_queue",
    "coordinator_job_definition": "aws_batch_job_definition",
    "coordinator_job_name_prefix": "aws_batch_job_name_prefix",
    "coordinator_job_uuid": "aws_batch_job_uuid",
    "coordinator_job_role": "martlet_jobRole",
}
ALWAYS = {
    "aws_batch_job_name_prefix": "snakemake-coordinator",
    # A time limit is meant for the workflow's jobs: this one ends with the last of them.
    "aws_batch_task_timeout": 30 * 24 * 3600,
    # A host that is taken away does not end the workflow.
    "martlet_maxSpotAttempts": 10,
}
# Variables that say what this plug-in is to do, which it is to do there, too; and those of them that are for here alone.
PASSED = ("SNAKEMAKE_MARTLET_", "SNAKEMAKE_AWS_BATCH_", "SNAKEMAKE_AWS_BASIC_BATCH_")
NOT_PASSED = ("_COORDINATOR", "_MARTLET_PROGRAM", "_MARTLET_CONFIG", "_MARTLET_RUNS_DIR", "_MARTLET_LEAVE_JOBS")

SCRIPT = """\
python=$(command -v python || command -v python3) || {{ echo "martlet: the image has no Python, and so no Snakemake" >&2; exit 1; }}
"$python" -m tarfile -e {archive} . || exit 1
export PATH="$PWD/{own}:$PATH" PYTHONPATH="$PWD/{own}/plugin${{PYTHONPATH:+:$PYTHONPATH}}"
exec "$python" -m snakemake_executor_plugin_martlet.coordinated {arguments}
"""


def is_wanted(executor):
    """Whether this Snakemake is to start a coordinator and leave: where there is work, and it is not one itself."""
    return executor.workflow.executor_settings.coordinator and PLACE not in os.environ and len(executor.dag) > 0


def session(settings):
    """What the coordinator says to its broker beside what every Snakemake says; nothing where this is none."""
    place = os.environ.get(PLACE)
    if not place:
        return {}
    if "MARTLET_AGENT" in os.environ:
        # martlet.yaml may say where it is on the machine that this job comes from.
        settings["agentPath"] = os.environ["MARTLET_AGENT"]
    # The attempts of the job have runs of their own, which are found by the coordinator's.
    return {"run": f"{place.rpartition('/')[2]}-{os.environ.get('AWS_BATCH_JOB_ATTEMPT', '1')}"}


def marks(job):
    """What a coordinator says of a job beside what every Snakemake says: which of its outputs are folders."""
    if PLACE not in os.environ:
        return {}
    parts = job.jobs if job.is_group() else [job]
    folders = [file.storage_object.query for part in parts for file in part.output if file.is_directory and file.is_storage]
    return {"folders": [folder for folder in folders if folder.startswith("s3://")]}


def start(executor, program, hello):
    """Submit the coordinator, and end this process: raises SystemExit."""
    workflow, logger = executor.workflow, executor.logger
    broker = Broker(program)
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings = dict(hello["settings"])
            resources, image = job_resources(workflow, logger, settings)
            archive = Path(folder) / Path(ARCHIVE).name
            configuration = configuration_file(workflow.executor_settings.config)
            sources = pack(workflow.dag.get_sources(), configuration, archive)
            broker.send(op="hello", **{**hello, "leaveJobs": True, "resume": None, "settings": settings})
            run = expect(broker, logger, "hello")
            if not run.get("copy"):
                raise WorkflowError("--martlet-coordinator: the coordinator is a job on AWS Batch, and this environment is not")
            broker.send(op="check", rules=demands(workflow, executor.dag.needrun_jobs()))
            mistakes = expect(broker, logger, "checked")["mistakes"]
            if mistakes:
                raise WorkflowError(judgement(mistakes))
            broker.send(op="submit", jobs=[{
                "key": "1", "name": "coordinator", "threads": 1, "resources": resources, "image": image,
                "command": SCRIPT.format(own=OWN, archive=ARCHIVE, arguments=shlex.join(
                    arguments(sys.argv[1:], workflow, CONFIGURATION if configuration else None))),
                "environment": variables(executor, run), "files": {"outputs": [], "logs": [], "inputs": [
                    {"path": path, "address": address} for path, address in (
                        (f"{OWN}/martlet", "martlet:program"), (f"{OWN}/martlet-agent", "martlet:agent"), (ARCHIVE, str(archive)))]},
            }])
            job = expect(broker, logger, "state", phase="submitted")["job"]
    except BaseException:
        broker.send(op="shutdown")
        if not broker.close(SECONDS_TO_LEAVE):
            logger.error("martlet: the coordinator may go on; `martlet cancel` ends it")
        raise
    # Without a shutdown the broker leaves the job to itself.
    broker.close(SECONDS_TO_LEAVE)
    workflow.cleanup_source_archive()
    logger.info(words(run, job, workflow.executor_settings.runs_dir, len(sources)))
    print(job, flush=True)
    raise SystemExit(0)


def job_resources(workflow, logger, settings):
    """The coordinator's resources, and its image. Takes out of the jobs' settings what it has otherwise."""
    own = workflow.executor_settings
    found, notes = chosen(own, RESOURCES)
    for note in notes:
        logger.info(f"martlet: {note}")
    resources = {**ALWAYS, **found}
    if own.coordinator_image and "aws_batch_job_definition" not in resources:
        # An environment's own definition would win over an image.
        settings["jobDefinition"] = None
    return resources, own.coordinator_image or workflow.remote_execution_settings.container_image


def configuration_file(named):
    """The martlet.yaml that counts here; None where there is none."""
    if named or os.environ.get("MARTLET_CONFIG"):
        return Path(named or os.environ["MARTLET_CONFIG"])
    folder = Path.cwd()
    return next((file for parent in (folder, *folder.parents) if (file := parent / "martlet.yaml").exists()), None)


def pack(sources, configuration, archive):
    """Put into an archive what the job needs of here: the sources, this plug-in, martlet.yaml; the sources' names."""
    outside = sorted(path for path in sources if path.startswith(".."))
    if outside:
        raise WorkflowError(
            f"--martlet-coordinator: {outside[0]} lies outside of the folder {os.getcwd()}, and so does not get into the job: "
            "start Snakemake in a folder above all of the workflow's files")
    brought = sorted(path for path in sources if os.path.getsize(path) <= LARGEST_SOURCE)
    own = Path(__file__).parent
    with tarfile.open(archive, "w:xz") as made:
        for path in brought:
            made.add(path)
        made.add(own, f"{OWN}/plugin/{own.name}", filter=lambda file: None if "__pycache__" in file.name else file)
        if configuration:
            made.add(configuration, CONFIGURATION)
        names = archive.with_name("sources")
        names.write_text("\n".join(brought))
        made.add(names, f"{OWN}/sources")
    return brought


def variables(executor, run):
    """The variables of the job: no credentials."""
    passed = {name: value for name, value in os.environ.items()
              if name.startswith(PASSED) and not any(end in name for end in NOT_PASSED) or name == "MARTLET_ENVIRONMENT"}
    passed.update((name, value) for name, value in executor.envvars().items() if not CREDENTIAL.search(name))
    region = {name: run["region"] for name in ("AWS_REGION", "AWS_DEFAULT_REGION")}
    return {**passed, **region, PLACE: run["copy"]}


def expect(broker, logger, kind, **members):
    """The next reply of a kind; raises WorkflowError when there will be none."""
    while True:
        for reply in broker.replies():
            event = reply.get("ev")
            if event == kind and all(reply.get(name) == value for name, value in members.items()):
                return reply
            if event == "note":
                logger.warning(f"martlet: {reply['message']}")
            if event in ("fatal", "rejected", "done"):
                raise WorkflowError(f"martlet: {reply.get('message')}" + (f"\n  help: {reply['help']}" if reply.get("help") else ""))
            if event == "closed":
                raise WorkflowError(f"martlet's broker ended with status {reply['status']}: {reply['said'] or 'it said nothing'}")
        time.sleep(SECONDS_BETWEEN_LOOKS)


def words(run, job, runs_dir, count):
    """What the user is told of it."""
    region, name = run["region"], run["run"] + (f" --runs-dir {shlex.quote(runs_dir)}" if runs_dir else "")
    return (
        f"martlet: the coordinator is job {job}, with {count} files of the workflow\n"
        f"  https://{region}.console.aws.amazon.com/batch/home?region={region}#jobs/detail/{job}\n"
        f"  where it is: martlet status {name}\n  what it says: martlet logs -f {name}\n  to end it: martlet cancel {name}")
