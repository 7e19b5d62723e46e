"""What an executor is told about the containers of one attempt."""
import re

from rigserver.batch.definition_checks import containers, task_properties
from rigserver.batch.placement import DEFAULT_CPUS, DEFAULT_MEMORY
from rigserver.batch.vocabulary import resources, variables


def container_specs(job, region, hooks):
    """One dictionary per container. Raises what the secret hook raises when a secret is missing."""
    task = task_properties(job.definition)
    overrides = overrides_by_name(job)
    return [container_spec(job, region, hooks, container, task, overrides.get(container.get("name") if task else None, {}))
            for container in containers(job.definition)]


def overrides_by_name(job):
    """Container name -> overrides; None is the name of the only container of a simple job."""
    overrides = {None: job.overrides}
    if job.definition.get("ecsProperties"):
        for task in (job.request.get("ecsPropertiesOverride") or {}).get("taskProperties", []):
            for container in task.get("containers", []):
                overrides[container.get("name")] = container
    return overrides


def container_spec(job, region, hooks, container, task, override):
    wanted = {**resources(container["resourceRequirements"]), **resources(override.get("resourceRequirements", []))}
    return {
        "name": container.get("name", "default"),
        "image": container["image"],
        "command": [substituted(word, job.parameters) for word in override.get("command") or container["command"]],
        "env": environment(job, region, hooks, container, task, override),
        "vcpu": wanted.get("VCPU", container.get("vcpus", DEFAULT_CPUS)),
        "memory": int(wanted.get("MEMORY", container.get("memory", DEFAULT_MEMORY))),
        "gpu": wanted.get("GPU", 0),
        "linux": container.get("linuxParameters") or {},
        "ulimits": container["ulimits"],
        "user": container.get("user"),
        "privileged": container.get("privileged", False),
        "readonly": container.get("readonlyRootFilesystem", False),
        "mounts": container["mountPoints"],
        "volumes": (task or container).get("volumes") or [],
        "log": container.get("logConfiguration") or {},
        "essential": container.get("essential", True),
        "depends": container.get("dependsOn", []),
        "fargate": "FARGATE" in job.definition["platformCapabilities"],
        "task": f"{job.id}-{job.attempt}".replace(":", "-"),
    }


def substituted(word, parameters):
    """A word that begins with Ref:: has its parameters filled in."""
    if not word.startswith("Ref::"):
        return word
    return re.sub(r"Ref::([A-Za-z0-9_.-]+)", lambda found: parameters.get(found.group(1), found.group(0)), word)


def environment(job, region, hooks, container, task, override):
    """The variables of a container: the rig's, the user's, the secrets, Batch's own, the role's credentials."""
    values = {**hooks.get("environment", {}), **variables(container["environment"]),
              **variables(override.get("environment", []))}
    for secret in container["secrets"]:
        values[secret["name"]] = hooks["secret"](secret["valueFrom"]) if "secret" in hooks else ""
    values.update({
        "AWS_BATCH_JOB_ID": job.id,
        "AWS_BATCH_JOB_ATTEMPT": str(job.attempt),
        "AWS_BATCH_JQ_NAME": job.queue["_name"],
        "AWS_BATCH_CE_NAME": job.placed[0]["_name"] if job.placed else "",
        "AWS_DEFAULT_REGION": region,
        "AWS_REGION": region,
    })
    if job.index is not None:
        values["AWS_BATCH_JOB_ARRAY_INDEX"] = str(job.index)
        values["AWS_BATCH_JOB_ARRAY_SIZE"] = str(len(job.parent.children))
    role = task.get("taskRoleArn") if task else container.get("jobRoleArn")
    if role and "credentials" in hooks:
        values.update(hooks["credentials"](role, job.id))
    return values
