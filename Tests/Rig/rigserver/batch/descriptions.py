"""DescribeJobs and ListJobs."""
import fnmatch
import json

from rigserver.batch.vocabulary import STATES, BatchError, need, public, variables

LAST_ATTEMPT = ("containerInstanceArn", "taskArn", "logStreamName", "exitCode", "reason")
GLOB_FILTERS = {
    "JOB_NAME": lambda job: job.name,
    "JOB_DEFINITION": lambda job: job.definition["jobDefinitionName"],
    "SHARE_IDENTIFIER": lambda job: job.share or "",
}


class Descriptions:
    def DescribeJobs(self, parameters):
        if len(parameters["jobs"]) > 100:
            raise BatchError("A maximum of 100 jobs can be described at once")  # wording not verified
        wanted = dict.fromkeys(job.rsplit("/", 1)[-1] for job in parameters["jobs"])
        return {"jobs": [self.detail(self.jobs[identity]) for identity in wanted if identity in self.jobs]}

    def detail(self, job):
        """A job as DescribeJobs shows it."""
        definition = job.definition
        return public({
            "jobArn": job.arn,
            "jobId": job.id,
            "jobName": job.name,
            "jobQueue": job.queue["jobQueueArn"],
            "status": job.status,
            "statusReason": job.reason,
            "createdAt": job.created,
            "startedAt": job.started,
            "stoppedAt": job.stopped,
            "dependsOn": job.request.get("dependsOn", []),
            "jobDefinition": definition["jobDefinitionArn"],
            "parameters": job.parameters,
            "container": None if definition.get("ecsProperties") else container_detail(job),
            "ecsProperties": ecs_detail(job),
            "attempts": [attempt for attempt in job.attempts if "stoppedAt" in attempt],
            "tags": job.tags,
            "platformCapabilities": definition["platformCapabilities"],
            "isCancelled": job.cancelled,
            "isTerminated": job.terminated,
            "shareIdentifier": job.share,
            "schedulingPriority": job.priority if job.share else None,
            "propagateTags": job.request.get("propagateTags", definition.get("propagateTags")),
            "timeout": job.setting("timeout"),
            "retryStrategy": job.setting("retryStrategy"),
            "eksAttempts": [],
            "arrayProperties": array_detail(job),
        })

    def ListJobs(self, parameters):
        if sum(key in parameters for key in ("jobQueue", "arrayJobId", "multiNodeJobId")) != 1:
            raise BatchError("exactly one of jobQueue, arrayJobId, multiNodeJobId must be given")
        if "arrayJobId" in parameters:
            jobs = self.children_of(parameters["arrayJobId"])
        else:
            jobs = need(self.queues, parameters.get("jobQueue"), "Job queue")["_jobs"]
        if parameters.get("filters"):
            jobs = filtered(jobs, parameters["filters"])
        else:
            status = parameters.get("jobStatus", "RUNNING")
            jobs = [job for job in jobs if job.status == status]
        page, token = self.page(sorted(jobs, key=lambda job: -job.created), parameters)
        return public({"jobSummaryList": [summary(job) for job in page], "nextToken": token})

    def children_of(self, identity):
        job = self.jobs.get(identity)
        if job is None:
            raise BatchError("Job does not exist")
        return job.children or []


def container_detail(job):
    """The container of a simple job: the definition's, with the overrides and the newest attempt in it."""
    container = json.loads(json.dumps(job.definition["containerProperties"]))
    overrides = job.overrides
    container["command"] = overrides.get("command") or container["command"]
    environment = {**variables(container["environment"]), **variables(overrides.get("environment", []))}
    container["environment"] = [{"name": name, "value": value} for name, value in environment.items()]
    wanted = {item["type"]: item["value"]
              for item in container["resourceRequirements"] + overrides.get("resourceRequirements", [])}
    container["resourceRequirements"] = [{"type": kind, "value": value} for kind, value in wanted.items()]
    if job.attempts:
        newest = job.attempts[-1]["container"]
        container.update({key: newest.get(key) for key in LAST_ATTEMPT})
    container.setdefault("networkInterfaces", [])
    return public(container)


def ecs_detail(job):
    """The ECS task of a job with several containers, with where the newest attempt of it is."""
    properties = json.loads(json.dumps(job.definition.get("ecsProperties")))
    if properties and job.attempts:
        newest = job.attempts[-1]["container"]
        properties["taskProperties"][0].update(
            public({key: newest.get(key) for key in ("containerInstanceArn", "taskArn")}))
    return properties


def array_detail(job):
    """arrayProperties of a parent, with the count of its children by state, or of a child."""
    if job.children:
        counts = dict.fromkeys(STATES, 0)
        for child in job.children:
            counts[child.status] += 1
        return {"size": len(job.children), "statusSummary": counts}
    if job.index is not None:
        return {"index": job.index, "size": len(job.parent.children)}
    return None


def filtered(jobs, filters):
    """ListJobs with a filter looks at jobs of every state."""
    if len(filters) > 1:
        raise BatchError("only one filter can be used")
    name, values = filters[0]["name"], filters[0]["values"]
    if name in GLOB_FILTERS:
        text = GLOB_FILTERS[name]
        return [job for job in jobs
                if any(fnmatch.fnmatchcase(text(job).lower(), value.lower()) for value in values)]
    if name == "BEFORE_CREATED_AT":
        return [job for job in jobs if job.created < int(values[0])]
    if name == "AFTER_CREATED_AT":
        return [job for job in jobs if job.created > int(values[0])]
    raise BatchError(f"unknown filter {name}")


def summary(job):
    """A job as ListJobs shows it."""
    array = array_detail(job)
    if array:
        array.pop("statusSummary", None)
    container = public({"exitCode": job.exit_code, "reason": job.container_reason}) if job.attempts else None
    return public({
        "jobArn": job.arn,
        "jobId": job.id,
        "jobName": job.name,
        "createdAt": job.created,
        "status": job.status,
        "statusReason": job.reason,
        "startedAt": job.started,
        "stoppedAt": job.stopped,
        "jobDefinition": job.definition["jobDefinitionArn"],
        "container": container,
        "arrayProperties": array,
    })
