"""What RegisterJobDefinition and SubmitJob refuse beyond the model."""
import re

from rigserver.batch.vocabulary import EXECUTING, BatchError

# vCPUs -> the memory sizes (MiB) that Fargate offers with them.
FARGATE_SIZES = {
    0.25: [512, 1024, 2048],
    0.5: range(1024, 4097, 1024),
    1: range(2048, 8193, 1024),
    2: range(4096, 16385, 1024),
    4: range(8192, 30721, 1024),
    8: range(16384, 61441, 4096),
    16: range(32768, 122881, 8192),
}
PROPERTY_KINDS = ("containerProperties", "ecsProperties", "eksProperties", "nodeProperties")
CONDITIONS = ("onExitCode", "onReason", "onStatusReason")


def refuse(message):
    raise BatchError(EXECUTING + message)


def containers(definition):
    """The containers of a definition, whichever way it names them."""
    if definition.get("ecsProperties"):
        return definition["ecsProperties"]["taskProperties"][0]["containers"]
    if definition.get("containerProperties"):
        return [definition["containerProperties"]]
    return []


def task_properties(definition):
    """The one task of an ecsProperties definition; empty for any other."""
    if definition.get("ecsProperties"):
        return definition["ecsProperties"]["taskProperties"][0]
    return {}


def check_kind(parameters):
    """Exactly one kind of properties, of the kind that the type says."""
    kinds = [kind for kind in PROPERTY_KINDS if parameters.get(kind)]
    if len(kinds) != 1 or (parameters["type"] == "multinode") != (kinds == ["nodeProperties"]):
        refuse("exactly one of containerProperties, ecsProperties, eksProperties (container) or nodeProperties "
               "(multinode) must be given")


def check_container(container, parameters, on_fargate):
    """One container of a definition that is to be registered."""
    task = task_properties(parameters)
    if "image" not in container:
        refuse("image is required")
    check_resources(container, on_fargate and not task, parameters["jobDefinitionName"])
    volumes = {volume.get("name") for volume in container.get("volumes") or task.get("volumes") or []}
    for mount in container.get("mountPoints", []):
        if mount.get("sourceVolume") not in volumes:
            refuse(f"Unknown volume '{mount.get('sourceVolume')}'.")
    if container.get("secrets") and not (container.get("executionRoleArn") or task.get("executionRoleArn")):
        refuse("executionRoleArn is required when secrets are used")
    if reserved_variables(container.get("environment", [])):
        refuse("Environment variables must not start with AWS_BATCH")
    if on_fargate:
        check_fargate(container, task)


def check_fargate(container, task):
    if not (container.get("executionRoleArn") or task):
        refuse("EXECUTION_ROLE_REQUIRED: executionRoleArn is required on Fargate")
    if container.get("privileged"):
        refuse("privileged is not applicable to Fargate")
    if any(volume.get("host", {}).get("sourcePath") for volume in container.get("volumes", [])):
        refuse("host.sourcePath is not applicable to Fargate")


def check_resources(container, on_fargate, name):
    """VCPU and MEMORY have to be there, and of a size that exists."""
    given = {}
    for item in container.get("resourceRequirements") or []:
        if item["type"] in given:
            refuse(f"Duplicate resource requirement {item['type']}")
        try:
            given[item["type"]] = float(item["value"])
        except ValueError:
            refuse(f"{item['type']} value {item['value']!r} is not a number")
    cpus, memory = given.get("VCPU", container.get("vcpus")), given.get("MEMORY", container.get("memory"))
    if memory is None:
        refuse(f"Resource requirement MEMORY is required for {name}")
    if cpus is None:
        refuse(f"Resource requirement VCPU is required for {name}")
    if on_fargate:
        if cpus not in FARGATE_SIZES or memory not in FARGATE_SIZES[cpus]:
            refuse(f"Fargate resource requirements ({cpus:g} vCPU, {memory:g} MiB) not valid.")
        return
    if cpus != int(cpus) or cpus < 1:
        refuse("VCPU must be a whole number of at least 1 for EC2")
    if memory < 4 or memory != int(memory):
        refuse("container memory limit must be at least 4 MiB")


def reserved_variables(environment):
    return any(item.get("name", "").startswith("AWS_BATCH") for item in environment)


def check_retry(strategy):
    if not strategy:
        return
    if not 1 <= strategy.get("attempts", 1) <= 10:
        refuse("RetryStrategy attempts must be between 1 and 10")
    rules = strategy.get("evaluateOnExit", [])
    if len(rules) > 5:
        refuse("at most 5 evaluateOnExit")
    for rule in rules:
        if not any(condition in rule for condition in CONDITIONS):
            refuse("evaluateOnExit needs a condition")
        for condition in CONDITIONS:
            pattern = rule.get(condition, "")
            only_digits = condition != "onExitCode" or re.fullmatch(r"[0-9]*\*?", pattern)
            if "*" in pattern[:-1] or not only_digits:
                refuse(f"invalid {condition} {pattern!r}")


def check_timeout(timeout, minimum):
    if timeout and timeout.get("attemptDurationSeconds", 60) < minimum:
        refuse(f"Job attempt duration must be at least {minimum} seconds")
