"""What a user may set, by --martlet-NAME or SNAKEMAKE_MARTLET_NAME, and what the broker calls it."""
import os
from dataclasses import dataclass, field
from typing import Optional

from snakemake_interface_executor_plugins.settings import ExecutorSettingsBase

# The plug-ins that people come from: their variables count where ours say nothing.
OLD_PREFIXES = ("SNAKEMAKE_AWS_BATCH_", "SNAKEMAKE_AWS_BASIC_BATCH_")
OLD_NAMES = {"tags": ("TAGS", "JOB_TAGS"), "coordinator_job_queue": ("COORDINATOR_QUEUE",)}

# Settings of the environment: ours, and the name in martlet.yaml.
SETTINGS = {
    "region": "region",
    "job_queue": "queue",
    "bucket": "bucket",
    "job_role": "jobRole",
    "execution_role": "executionRole",
    "job_definition": "jobDefinition",
    "job_name_prefix": "jobNamePrefix",
    "tags": "tags",
    "secrets": "secrets",
    "task_timeout": "timeout",
    "scheduling_priority": "schedulingPriority",
    "share_identifier": "shareIdentifier",
    "shared_memory_size_mb": "sharedMemorySize",
}


def option(help, type=None):
    metadata = {"help": help, "env_var": True, "required": False}
    if type is not None:
        metadata["type"] = type
    return field(default=None, metadata=metadata)


@dataclass
class ExecutorSettings(ExecutorSettingsBase):
    environment: Optional[str] = option("The environment of martlet.yaml to run on")
    config: Optional[str] = option("The martlet.yaml to use; without it the nearest one, if there is any")
    region: Optional[str] = option("AWS region")
    job_queue: Optional[str] = option("Job queue of AWS Batch: name or ARN")
    bucket: Optional[str] = option("Where martlet keeps what it needs: s3://bucket/prefix; without it below the default storage")
    job_role: Optional[str] = option("ARN of the role of the jobs")
    execution_role: Optional[str] = option("ARN of the role that starts the containers; needed for secrets and on Fargate")
    job_definition: Optional[str] = option("A job definition of your own, used as it is: NAME, NAME:REVISION or ARN")
    job_name_prefix: Optional[str] = option("The jobs' names begin with it")
    tags: Optional[str] = option("Tags of all jobs: name=value,name=value")
    secrets: Optional[str] = option('Secrets of all jobs, as JSON: [{"name": "TOKEN", "valueFrom": "arn:…"}]')
    task_timeout: Optional[int] = option("Seconds after which AWS Batch ends a job, from 60", int)
    scheduling_priority: Optional[int] = option("0 to 9999, for queues with a fair-share policy", int)
    share_identifier: Optional[str] = option("Share identifier, which queues with a fair-share policy need")
    shared_memory_size_mb: Optional[int] = option("MiB of /dev/shm", int)
    native: Optional[str] = field(default="auto", metadata={
        "help": "Which rules run in their own images, without Snakemake there: auto (those that can), always or never",
        "env_var": True})
    runs_dir: Optional[str] = option("Where the records of runs are kept; without it martlet-runs")
    leave_jobs: bool = field(default=False, metadata={
        "help": "When Snakemake is killed, let its jobs go on, to be taken over by the next Snakemake", "env_var": True})
    no_listings: bool = field(default=False, metadata={
        "help": "Ask S3 for each file by itself, as snakemake-storage-plugin-s3 does, not in listings", "env_var": True})
    coordinator: bool = field(default=False, metadata={
        "help": "Run Snakemake itself as a job on AWS Batch: submit it, say where it is, and end", "env_var": True})
    coordinator_job_queue: Optional[str] = option("Job queue of the coordinator; without it the jobs'")
    coordinator_job_definition: Optional[str] = option("Job definition of the coordinator; without it the jobs'")
    coordinator_job_name_prefix: Optional[str] = option("The coordinator's name begins with it; without it snakemake-coordinator")
    coordinator_job_uuid: Optional[str] = option("Ends the coordinator's name, in place of the run's name")
    coordinator_job_role: Optional[str] = option("ARN of the coordinator's role, which may submit jobs; without it the jobs'")
    coordinator_image: Optional[str] = option("Image of the coordinator, with Snakemake; without it --container-image")
    program: Optional[str] = option("The martlet to use; without it the one that was installed with this plug-in, or of PATH")

    def __post_init__(self):
        # Snakemake makes the settings of the executor in use before it looks for the first file.
        if not self.no_listings:
            try:
                from .storage import install
            except (ImportError, AttributeError):
                return  # There is no plug-in for S3, or one of another shape.
            install()


def given(settings):
    """The settings of the environment that the user gave, and notes of those that came from old variables.

    Returns ({name in martlet.yaml: value}, [note]).
    """
    return chosen(settings, SETTINGS)


def chosen(settings, names):
    """What the user gave of some settings, and notes of what came from old variables.

    names: {setting: name to return it by}. Returns ({name: value}, [note]).
    """
    found, notes = {}, []
    for name, theirs in names.items():
        value = getattr(settings, name)
        if value is None:
            value, variable = old_variable(name)
            if variable:
                notes.append(f"{variable} is taken for --martlet-{name.replace('_', '-')}")
        if value is not None:
            found[theirs] = value
    return found, notes


def old_variable(name):
    for prefix in OLD_PREFIXES:
        for end in OLD_NAMES.get(name, (name.upper(),)):
            if os.environ.get(prefix + end):
                return os.environ[prefix + end], prefix + end
    return None, None
