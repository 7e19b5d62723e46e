"""Job queues."""
from rigserver.batch.vocabulary import ENDED_STATES, BatchError, arn, named, need, now, public

SNAPSHOT_LENGTH = 100


class JobQueues:
    def CreateJobQueue(self, parameters):
        name = parameters["jobQueueName"]
        identity = arn("job-queue", name, self.region)
        if identity in self.queues:
            raise BatchError("Object already exists")
        policy = parameters.get("schedulingPolicyArn")
        if policy and policy not in self.policies:
            raise BatchError(f"Scheduling policy {policy} does not exist")
        self.queues[identity] = {
            "jobQueueName": name,
            "jobQueueArn": identity,
            "state": parameters.get("state", "ENABLED"),
            "status": "VALID",
            "statusReason": "JobQueue Healthy",
            "priority": parameters["priority"],
            "computeEnvironmentOrder": self.environment_order(parameters.get("computeEnvironmentOrder")),
            "schedulingPolicyArn": policy,
            "jobStateTimeLimitActions": parameters.get("jobStateTimeLimitActions"),
            "tags": self.tags.setdefault(identity, parameters.get("tags") or {}),
            "_name": name,
            "_jobs": [],
        }
        return {"jobQueueName": name, "jobQueueArn": identity}

    def environment_order(self, order):
        """The order with ARNs for names; EC2 and Fargate do not mix."""
        if not order:
            raise BatchError("computeEnvironmentOrder must contain at least one compute environment")
        result, kinds = [], set()
        for place in sorted(order, key=lambda place: place["order"]):
            environment = need(self.compute_environments, place["computeEnvironment"], "Compute environment")
            kinds.add(environment["_fargate"])
            result.append({"order": place["order"], "computeEnvironment": environment["computeEnvironmentArn"]})
        if len(kinds) > 1:
            raise BatchError("EC2 and Fargate compute environments cannot be mixed in one job queue")
        return result

    def UpdateJobQueue(self, parameters):
        queue = need(self.queues, parameters["jobQueue"], "Job queue")
        for key in ("state", "priority", "schedulingPolicyArn", "jobStateTimeLimitActions"):
            if key in parameters:
                queue[key] = parameters[key]
        if "computeEnvironmentOrder" in parameters:
            queue["computeEnvironmentOrder"] = self.environment_order(parameters["computeEnvironmentOrder"])
        self.place()
        return {"jobQueueName": queue["_name"], "jobQueueArn": queue["jobQueueArn"]}

    def DeleteJobQueue(self, parameters):
        queue = named(self.queues, parameters["jobQueue"])
        if not queue:
            return
        if queue["state"] != "DISABLED":
            raise BatchError("Cannot delete, resource must be in DISABLED state")
        for job in list(queue["_jobs"]):
            if job.status not in ENDED_STATES:
                self.terminate(job, "JobQueue deleted")
        del self.queues[queue["jobQueueArn"]]

    def DescribeJobQueues(self, parameters):
        wanted = parameters.get("jobQueues")
        found = [public(queue) for queue in self.queues.values()
                 if not wanted or queue["jobQueueArn"] in wanted or queue["_name"] in wanted]
        page, token = self.page(found, parameters)
        return public({"jobQueues": page, "nextToken": token})

    def GetJobQueueSnapshot(self, parameters):
        queue = need(self.queues, parameters["jobQueue"], "Job queue")
        front = self.waiting.get(queue["jobQueueArn"], [])[:SNAPSHOT_LENGTH]
        jobs = [{"jobArn": job.arn, "earliestTimeAtPosition": job.created} for job in front]
        return {"frontOfQueue": {"jobs": jobs, "lastUpdatedAt": now()}}
