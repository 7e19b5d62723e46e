"""The machines of compute environments: container instances of ECS on instances of EC2, and what ECS and EC2 tell of them."""
import itertools
import json
import secrets
from urllib.parse import parse_qs

from rigserver.batch.vocabulary import ACCOUNT

FAMILIES = {"optimal": "m5", "default_x86_64": "m6i", "default_arm64": "m6g"}
SIZES = ("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge")
LOOKED_AT = 8   # machines that are looked at for room, those that had some last: tests have thousands of them
KEPT_BACK = 300  # MiB of a machine that its system and the ECS agent use; about what AWS's do


class Host:
    """A container instance, with the room that jobs leave on it."""

    def __init__(self, environment, kind, size, region, zone):
        self.cluster = environment["ecsClusterArn"].rsplit("/", 1)[-1]
        self.arn = f"arn:aws:ecs:{region}:{ACCOUNT}:container-instance/{self.cluster}/{secrets.token_hex(16)}"
        self.id = "i-0" + secrets.token_hex(8)
        self.kind, self.zone = kind, zone
        self.is_spot = environment["computeResources"]["type"] == "SPOT"
        self.cpus = size["VCpuInfo"]["DefaultVCpus"]
        self.memory = size["MemoryInfo"]["SizeInMiB"] - KEPT_BACK
        self.architecture = size["ProcessorInfo"]["SupportedArchitectures"][-1]
        self.free_cpus, self.free_memory = self.cpus, self.memory
        self.is_lost = False

    def takes(self, cpus, memory):
        return cpus <= self.free_cpus and memory <= self.free_memory


class Hosts:
    """Part of the stand-in; `hosts` are the machines by their ARNs."""

    def host_for(self, environment, cpus, memory):
        """A machine of the environment with room, a new one when none has; None on Fargate and where AWS manages nothing."""
        if environment["_fargate"] or not environment["computeResources"]:
            return None
        with_room = environment.setdefault("_with_room", {})
        for host in itertools.islice(reversed(with_room.values()), LOOKED_AT):
            if host.takes(cpus, memory):
                return host
        kind, size = smallest(environment["computeResources"]["instanceTypes"], cpus, memory)
        host = Host(environment, kind, size, self.region, self.region + "ab"[len(self.hosts) % 2])
        self.hosts[host.arn] = with_room[host.arn] = host
        return host

    def use_host(self, environment, host, cpus, memory):
        """Take room on a machine, or give it back: less than nothing."""
        host.free_cpus -= cpus
        host.free_memory -= memory
        if host.is_lost or host.free_cpus < 1:
            environment["_with_room"].pop(host.arn, None)
        else:
            environment["_with_room"][host.arn] = host

    def lose(self, environment, host):
        """The machine is gone; ECS remembers it for a while."""
        host.is_lost = True
        environment["_with_room"].pop(host.arn, None)

    # What ECS and EC2 tell.

    def ecs(self, request):
        """The answer to DescribeContainerInstances; None for what moto has to answer."""
        if request.target != "AmazonEC2ContainerServiceV20141113.DescribeContainerInstances":
            return None
        asked = json.loads(request.body)
        known, failures = [], []
        for arn in asked["containerInstances"]:
            host = self.hosts.get(arn)
            if host and host.cluster == asked.get("cluster"):
                known.append(container_instance(host))
            else:
                failures.append({"arn": arn, "reason": "MISSING"})
        body = json.dumps({"containerInstances": known, "failures": failures})
        return 200, "application/x-amz-json-1.1", body.encode()

    def ec2(self, request):
        """The answer to DescribeInstances for machines of compute environments; None for what moto has to answer."""
        asked = parse_qs(request.body.decode())
        wanted = [values[0] for name, values in asked.items() if name.startswith("InstanceId.")]
        hosts = [host for host in self.hosts.values() if host.id in wanted]
        if asked.get("Action") != ["DescribeInstances"] or not hosts:
            return None
        items = "".join(
            f"<item><reservationId>r-{host.id[2:]}</reservationId><instancesSet>{instance(host)}</instancesSet></item>"
            for host in hosts)
        body = ('<?xml version="1.0" encoding="UTF-8"?>\n'
                '<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>rig</requestId>'
                f"<reservationSet>{items}</reservationSet></DescribeInstancesResponse>")
        return 200, "text/xml", body.encode()


def smallest(names, cpus, memory):
    """(name, size) of the first type, in the environment's order and then by size, that holds so much."""
    from moto.ec2.models.instance_types import INSTANCE_TYPES

    for name in names:
        family = FAMILIES.get(name, name)
        for kind in [name] if "." in name else [f"{family}.{size}" for size in SIZES]:
            size = INSTANCE_TYPES.get(kind)
            if size and size["VCpuInfo"]["DefaultVCpus"] >= cpus and size["MemoryInfo"]["SizeInMiB"] - KEPT_BACK >= memory:
                return kind, size
    # Real Batch would let it wait; the rig's capacity is counted by the environment's vCPUs alone.
    kind = names[0] if "." in names[0] else FAMILIES.get(names[0], names[0]) + ".24xlarge"
    return kind, INSTANCE_TYPES[kind]


def container_instance(host):
    return {
        "containerInstanceArn": host.arn,
        "ec2InstanceId": host.id,
        "status": "ACTIVE",
        "agentConnected": True,
        "registeredResources": [
            {"name": "CPU", "type": "INTEGER", "integerValue": host.cpus * 1024},
            {"name": "MEMORY", "type": "INTEGER", "integerValue": host.memory},
        ],
        "attributes": [
            {"name": "ecs.instance-type", "value": host.kind},
            {"name": "ecs.availability-zone", "value": host.zone},
            {"name": "ecs.cpu-architecture", "value": host.architecture},
            {"name": "ecs.os-type", "value": "linux"},
        ],
    }


def instance(host):
    spot = "<instanceLifecycle>spot</instanceLifecycle>" if host.is_spot else ""
    return (f"<item><instanceId>{host.id}</instanceId><instanceType>{host.kind}</instanceType>"
            f"<placement><availabilityZone>{host.zone}</availabilityZone><tenancy>default</tenancy></placement>"
            f"<architecture>{host.architecture}</architecture>{spot}</item>")
