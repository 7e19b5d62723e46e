"""Compute environments: how many vCPUs there are, and whether they are EC2 or Fargate."""
import uuid

from rigserver.batch.vocabulary import ACCOUNT, BatchError, EXECUTING, arn, named, need, public

SERVICE_LINKED_ROLE = (
    f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch")


class ComputeEnvironments:
    def CreateComputeEnvironment(self, parameters):
        name = parameters["computeEnvironmentName"]
        identity = arn("compute-environment", name, self.region)
        if identity in self.compute_environments:
            raise BatchError("Object already exists")
        resources = dict(parameters.get("computeResources") or {})
        if parameters["type"] == "MANAGED" and not resources:
            raise BatchError("computeResources must be specified for a MANAGED compute environment")
        on_fargate = resources.get("type", "").startswith("FARGATE")
        if resources and not on_fargate:
            complete_ec2(resources)
        role = parameters.get("serviceRole")
        if role and not self.hooks.get("role_exists", lambda _: True)(role):
            raise BatchError(f"Could not find IAM role {role}")
        self.compute_environments[identity] = {
            "computeEnvironmentName": name,
            "computeEnvironmentArn": identity,
            "type": parameters["type"],
            "state": parameters.get("state", "ENABLED"),
            "status": "VALID",
            "statusReason": "ComputeEnvironment Healthy",
            "computeResources": resources or None,
            "serviceRole": role or SERVICE_LINKED_ROLE,
            "tags": self.tags.setdefault(identity, parameters.get("tags") or {}),
            "ecsClusterArn": f"arn:aws:ecs:{self.region}:{ACCOUNT}:cluster/AWSBatch-{name}-{uuid.uuid4()}",
            "containerOrchestrationType": "ECS",
            "uuid": str(uuid.uuid4()),
            "_name": name,
            "_used": 0.0,
            "_fargate": on_fargate,
        }
        return {"computeEnvironmentName": name, "computeEnvironmentArn": identity}

    def DescribeComputeEnvironments(self, parameters):
        wanted = parameters.get("computeEnvironments")
        found = [public(environment) for environment in self.compute_environments.values()
                 if not wanted or environment["computeEnvironmentArn"] in wanted or environment["_name"] in wanted]
        page, token = self.page(found, parameters)
        return public({"computeEnvironments": page, "nextToken": token})

    def UpdateComputeEnvironment(self, parameters):
        environment = need(self.compute_environments, parameters["computeEnvironment"], "Compute environment")
        for key in ("state", "serviceRole", "updatePolicy"):
            if parameters.get(key):
                environment[key] = parameters[key]
        if parameters.get("computeResources"):
            environment["computeResources"].update(parameters["computeResources"])
        self.place()
        return {"computeEnvironmentName": environment["_name"],
                "computeEnvironmentArn": environment["computeEnvironmentArn"]}

    def DeleteComputeEnvironment(self, parameters):
        environment = named(self.compute_environments, parameters["computeEnvironment"])
        if not environment:
            return
        identity = environment["computeEnvironmentArn"]
        if environment["state"] != "DISABLED":
            raise BatchError("Cannot delete, resource must be in DISABLED state")  # wording not verified
        if any(place["computeEnvironment"] == identity
               for queue in self.queues.values() for place in queue["computeEnvironmentOrder"]):
            raise BatchError("Cannot delete, found existing JobQueue relationship")
        del self.compute_environments[identity]


def complete_ec2(resources):
    """What an EC2 environment has to name, and what AWS fills in."""
    for key in ("instanceRole", "instanceTypes"):
        if key not in resources:
            raise BatchError(f"{EXECUTING}{key} is required.")
    resources.setdefault("minvCpus", 0)
    resources.setdefault("desiredvCpus", resources["minvCpus"])
    resources.setdefault("ec2Configuration", [{"imageType": "ECS_AL2023"}])
    resources.setdefault("allocationStrategy", "BEST_FIT_PROGRESSIVE")
