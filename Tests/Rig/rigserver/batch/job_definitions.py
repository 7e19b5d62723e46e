"""Job definitions: revisions, which inherit nothing, and what a name means."""
import json
import re

from rigserver.batch.definition_checks import check_container, check_kind, check_retry, check_timeout, containers
from rigserver.batch.vocabulary import BatchError, arn, public

LISTS = ("command", "environment", "mountPoints", "ulimits", "secrets", "resourceRequirements")


class JobDefinitions:
    def RegisterJobDefinition(self, parameters):
        name = parameters["jobDefinitionName"]
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,128}", name):
            raise BatchError("jobDefinitionName can be up to 128 characters: letters, numbers, hyphens, underscores")
        check_kind(parameters)
        on_fargate = "FARGATE" in parameters.get("platformCapabilities", [])
        for container in containers(parameters):
            check_container(container, parameters, on_fargate)
        check_retry(parameters.get("retryStrategy"))
        check_timeout(parameters.get("timeout"), self.min_timeout)
        revision = self.revisions[name] = self.revisions.get(name, 0) + 1
        identity = arn("job-definition", f"{name}:{revision}", self.region)
        definition = json.loads(json.dumps(parameters))
        definition.update(jobDefinitionArn=identity, revision=revision, status="ACTIVE", _name=f"{name}:{revision}",
                          containerOrchestrationType="ECS")
        self.tags[identity] = definition.setdefault("tags", {})
        complete(definition)
        self.definitions[identity] = definition
        return {"jobDefinitionName": name, "jobDefinitionArn": identity, "revision": revision}

    def definition(self, identity, active=True):
        """The definition of an ARN, a name:revision, or the newest ACTIVE one of a name."""
        definition = self.definitions.get(identity)
        if definition is None and not identity.startswith("arn:"):
            definition = self.revision_named(identity)
        if definition is None:
            raise BatchError(f"Job Definition not found: {identity}" if ":" in identity
                             else f"JobDefinition {identity} not found")
        if active and definition["status"] != "ACTIVE":
            raise BatchError(f"JobDefinition is not active: {identity}")
        return definition

    def revision_named(self, name):
        if ":" in name:
            return next((each for each in self.definitions.values() if each["_name"] == name), None)
        active = (each for each in self.definitions.values()
                  if each["jobDefinitionName"] == name and each["status"] == "ACTIVE")
        return max(active, key=lambda each: each["revision"], default=None)

    def DeregisterJobDefinition(self, parameters):
        try:
            self.definition(parameters["jobDefinition"], active=False)["status"] = "INACTIVE"
        except BatchError:
            pass

    def DescribeJobDefinitions(self, parameters):
        found = list(self.definitions.values())
        wanted = parameters.get("jobDefinitions")
        if wanted:
            found = [each for each in found if each["jobDefinitionArn"] in wanted or each["_name"] in wanted]
        elif parameters.get("jobDefinitionName"):
            found = [each for each in found if each["jobDefinitionName"] == parameters["jobDefinitionName"]]
        if parameters.get("status"):
            found = [each for each in found if each["status"] == parameters["status"]]
        found.sort(key=lambda each: (each["jobDefinitionName"], -each["revision"]))
        page, token = self.page(found, parameters)
        return public({"jobDefinitions": [public(each) for each in page], "nextToken": token})


def complete(definition):
    """What AWS fills in. It answers an evaluateOnExit action in lower case."""
    definition.setdefault("parameters", {})
    if not definition.get("eksProperties") and definition["type"] == "container":
        definition.setdefault("platformCapabilities", ["EC2"])
    strategy = definition.get("retryStrategy")
    if strategy:
        strategy.setdefault("attempts", 1)
        for rule in strategy.setdefault("evaluateOnExit", []):
            rule["action"] = rule["action"].lower()
    for container in containers(definition):
        for key in LISTS:
            container.setdefault(key, [])
        if not definition.get("ecsProperties"):
            container.setdefault("volumes", [])
