"""Describes Snakemake's jobs to the broker."""
import hashlib
import json


def describe(job, key, command, image, environment, files=None):
    """The job as `submit` has it; see docs/snakemake-broker.md."""
    description = {
        "key": key,
        "name": rule_name(job),
        "wildcards": wildcards(job),
        "threads": job.threads,
        "resources": resources(job),
        "command": command,
        "environment": environment,
    }
    for name, value in (("identity", identity(job)), ("image", image), ("files", files)):
        if value:
            description[name] = value
    return description


def digest(description):
    """Tells jobs apart that are not the same although they make the same files."""
    parts = {name: description.get(name) for name in ("name", "command", "image", "files")}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode(errors="replace")).hexdigest()[:16]


def identity(job):
    """What stays the same when Snakemake repeats a job: for groups, whose jobs have no wildcards in common."""
    if not job.is_group():
        return None
    return hashlib.sha256("\n".join(sorted(map(str, job.output))).encode(errors="replace")).hexdigest()[:16]


def rule_name(job):
    return job.name if job.is_group() else job.rule.name


def wildcards(job):
    if job.is_group():
        return ""
    return ",".join(f"{name}={value}" for name, value in job.wildcards_dict.items())


def resources(job):
    """Those that have a value, without Snakemake's own."""
    return plain(job.resources)


def plain(resources):
    return {name: value for name, value in resources.items()
            if not name.startswith("_") and isinstance(value, (int, float, str)) and value != "<TBD>"}
