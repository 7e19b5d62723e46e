"""Jobs that need no Snakemake where they run: martlet brings the inputs, runs the command and keeps the outputs.

What is read of a job here is not in the executor interface: whatever is missing makes the job run through Snakemake.
"""
import os
import posixpath
import shlex
from dataclasses import dataclass

from .benchmarks import check_benchmark, measured
from .not_native import NotNative
from .own_files import WORD
from .scripts import script_command

CHOICES = ("auto", "always", "never")
# Flags of files that change nothing here, since Snakemake's main process sees to them.
HARMLESS = {"storage_object", "path_modified", "directory", "touch", "temp", "ancient", "report", "multiext", "protected", "checkpoint_target"}
LIBRARIES = ("OMP", "GOTO", "OPENBLAS", "MKL")


@dataclass
class Native:
    """What a job needs when it runs in its own image."""

    command: str
    image: str
    environment: dict
    files: dict


def native(job, image, own, always=False):
    """The job as it runs in its own image; raises NotNative.

    image: the run's, for rules that name none. own: the workflow's own files. always: whether a script may also run in an
    image that is perhaps made for Snakemake alone.
    """
    try:
        return _native(job, image, own, always)
    except (AttributeError, ImportError, LookupError, TypeError) as error:
        raise NotNative(f"this Snakemake tells too little of it ({error})") from error


def _native(job, image, own, always):
    _check_kind(job)
    own_image = job.resources.get("aws_batch_container_image") or job_image(job)
    if job.is_script:
        if not always and (own_image in (None, image) or "snakemake" in posixpath.basename(own_image)):
            raise NotNative("it is `script:` and has no `container:` of its own, which would have the script's language")
        setup, command = script_command(job, own, own_image or image)
    else:
        setup, command = "", _command(job, own)
    files = {
        "inputs": [_file(file, "input") for file in job.input if not _stays(file)],
        "outputs": [_file(file, "output") for file in job.output],
        "logs": [_file(file, "log") for file in job.log],
    }
    if job.benchmark:
        files["outputs"].append(_file(job.benchmark, "benchmark"))
    files["inputs"] = list({file["path"]: file for file in files["inputs"]}.values())
    _check_paths(files)
    touched = [shlex.quote(str(file)) for file in job.output if _flags(file).get("touch")]
    script = _shell(command) + "\n"
    if job.benchmark:
        script = measured(script, str(job.benchmark))
    if touched:
        # In a shell of its own: it may end by `exec` or `exit`.
        script = f"(\n{script})\nstatus=$?\n[ $status = 0 ] || exit $status\ntouch {' '.join(touched)}\n"
    return Native(setup + script, own_image or image, _environment(job), files)


def _command(job, own):
    """That of a `shell:` rule."""
    command = job.shellcmd
    if "<TBD>" in command:
        raise NotNative("its command names something that only the job knows, as {resources.tmpdir}")
    word = own.named(WORD.findall(command))
    if word:
        raise NotNative(f"its command names {word}, which is of the workflow itself")
    return command


def _check_paths(files):
    """Nothing may lie inside an input: inputs are links."""
    inputs = {file["path"] for file in files["inputs"]}
    for file in (*files["inputs"], *files["outputs"], *files["logs"]):
        folder = posixpath.dirname(file["path"])
        while folder and folder not in inputs:
            folder = posixpath.dirname(folder)
        if folder:
            raise NotNative(f"{file['path']} lies inside its input {folder}")


def _check_kind(job):
    if job.is_group():
        raise NotNative("it is a group")
    if not (job.is_shell or job.is_script):
        raise NotNative("it is neither `shell:` nor `script:`")
    check_benchmark(job)
    for is_so, what in (
        (job.is_shadow, "`shadow:`"), (job.is_pipe or job.is_service, "pipes or services"),
        (job.rule.conda_env and _deploys(job, "conda"), "a conda environment"), (job.env_modules, "environment modules"),
        (job.resources.get("shell_exec"), "a shell of its own"),
        (job.resources.get("tmpdir") not in (None, "<TBD>"), "a tmpdir of its own"),
        (getattr(job.rule.cache, "flag", job.rule.cache), "`cache:`"),
    ):
        if is_so:
            raise NotNative(f"it has {what}")


def _deploys(job, name):
    methods = job.dag.workflow.deployment_settings.deployment_method
    return any(str(method).lower().endswith(name) for method in methods)


def job_image(job):
    """The image of the rule's `container:`, as registries know it; None when it has none."""
    if job.is_group():
        return None
    url = job.container_img_url
    if not url:
        return None
    scheme, found, rest = url.partition("://")
    if not found:
        raise NotNative(f"its image {url} is a file")
    if scheme != "docker":
        raise NotNative(f"its image is of {scheme}://")
    return rest


def _flags(file):
    return getattr(file, "flags", {})


def _stays(file):
    """Whether an input is only named, not brought."""
    return file.is_storage and file.should_not_be_retrieved_from_storage


def _file(file, kind):
    """A file as the broker takes it."""
    unknown = sorted(name for name, value in _flags(file).items() if value and name not in HARMLESS)
    if unknown:
        raise NotNative(f"an {kind} is {unknown[0]}")
    path = str(file)
    if not file.is_storage or (kind != "input" and _stays(file)):
        raise NotNative(f"its {kind} {path} is a file of this machine")
    address = file.storage_object.query
    if not address.startswith("s3://"):
        raise NotNative(f"its {kind} {address} is not in S3")
    endpoint = getattr(getattr(file.storage_object.provider, "settings", None), "endpoint_url", None)
    if endpoint and endpoint not in (os.environ.get("AWS_ENDPOINT_URL_S3"), os.environ.get("AWS_ENDPOINT_URL")):
        raise NotNative(f"its {kind} {address} is at {endpoint}, which is not where martlet looks (AWS_ENDPOINT_URL)")
    if posixpath.isabs(path) or path.startswith("../"):
        raise NotNative(f"its {kind} {path} lies outside the working folder")
    return {"path": path, "address": address, "directory": bool(file.is_directory)}


def _shell(command):
    from snakemake.shell import shell

    if shell._get_executable_name(None) != "bash":
        raise NotNative("the workflow's shell is not bash")
    return " ".join((shell._get_process_prefix(), command, shell._process_suffix)).strip()


def _environment(job):
    """What Snakemake tells libraries of the job's threads."""
    names = [f"{library}_NUM_THREADS" for library in LIBRARIES] + ["VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS"]
    return dict.fromkeys(names, str(job.threads))
