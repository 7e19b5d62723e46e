"""Scheduling policies: kept; of fair share only the priorities have an effect."""
from rigserver.batch.vocabulary import BatchError, arn, need, public


class SchedulingPolicies:
    def CreateSchedulingPolicy(self, parameters):
        name = parameters["name"]
        identity = arn("scheduling-policy", name, self.region)
        if identity in self.policies:
            raise BatchError("Object already exists")
        self.policies[identity] = {
            "name": name,
            "arn": identity,
            "fairsharePolicy": parameters.get("fairsharePolicy", {}),
            "tags": self.tags.setdefault(identity, parameters.get("tags") or {}),
            "_name": name,
        }
        return {"name": name, "arn": identity}

    def DescribeSchedulingPolicies(self, parameters):
        return {"schedulingPolicies": [public(self.policies[identity]) for identity in parameters["arns"]
                                       if identity in self.policies]}

    def ListSchedulingPolicies(self, parameters):
        return {"schedulingPolicies": [{"arn": identity} for identity in self.policies]}

    def UpdateSchedulingPolicy(self, parameters):
        policy = need(self.policies, parameters["arn"], "Scheduling policy")
        policy["fairsharePolicy"] = parameters.get("fairsharePolicy", {})

    def DeleteSchedulingPolicy(self, parameters):
        if any(queue.get("schedulingPolicyArn") == parameters["arn"] for queue in self.queues.values()):
            raise BatchError("Cannot delete, scheduling policy is in use")
        self.policies.pop(parameters["arn"], None)
