"""SubmitJob."""
import re
import uuid

from rigserver.batch.definition_checks import check_retry, check_timeout, reserved_variables
from rigserver.batch.job import Job
from rigserver.batch.vocabulary import BatchError, need


class Submission:
    def SubmitJob(self, parameters):
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}", parameters["jobName"]):
            raise BatchError("Job name should match valid pattern")
        queue = need(self.queues, parameters["jobQueue"], "Job queue")
        if queue["state"] != "ENABLED":
            raise BatchError(f"Job Queue {queue['jobQueueArn']} is not ENABLED")  # wording not verified
        definition = self.definition(parameters["jobDefinition"])
        self.check_submission(parameters, queue, definition)
        self.check_dependencies(parameters)
        size = (parameters.get("arrayProperties") or {}).get("size")
        if size is not None and not 2 <= size <= 10000:
            raise BatchError("Array size must be between 2 and 10000")
        job = self.make_job(parameters, queue, definition, str(uuid.uuid4()))
        if size:
            job.children = [self.make_job(parameters, queue, definition, f"{job.id}:{index}", job, index)
                            for index in range(size)]
        self.admit(job)
        return {"jobName": job.name, "jobId": job.id, "jobArn": job.arn}

    def check_submission(self, parameters, queue, definition):
        """Does the request fit the queue and the definition?"""
        if definition.get("eksProperties") or definition.get("nodeProperties"):
            raise BatchError("rig: eks and multinode jobs are not modelled", "NotImplemented", 501)
        fair_share = bool(queue.get("schedulingPolicyArn"))
        if fair_share and not parameters.get("shareIdentifier"):
            raise BatchError("shareIdentifier must be specified for a job queue with a fair-share policy")
        if not fair_share and parameters.get("shareIdentifier"):
            raise BatchError("shareIdentifier and schedulingPriorityOverride may not be specified for a job queue "
                             "without a scheduling policy")
        check_retry(parameters.get("retryStrategy"))
        check_timeout(parameters.get("timeout"), self.min_timeout)
        environment = self.compute_environments[queue["computeEnvironmentOrder"][0]["computeEnvironment"]]
        capabilities = definition["platformCapabilities"]
        if environment["_fargate"] != ("FARGATE" in capabilities):
            raise BatchError(f"Job definition platformCapabilities {capabilities} do not match the job queue's "
                             "compute environments")
        if definition.get("ecsProperties") and parameters.get("containerOverrides"):
            raise BatchError("containerOverrides cannot be used with a multi-container job definition; "
                             "use ecsPropertiesOverride")
        if not definition.get("ecsProperties") and parameters.get("ecsPropertiesOverride"):
            raise BatchError("ecsPropertiesOverride needs a job definition with ecsProperties")
        if reserved_variables((parameters.get("containerOverrides") or {}).get("environment", [])):
            raise BatchError("Environment variables must not start with AWS_BATCH")

    def check_dependencies(self, parameters):
        """AWS forgets jobs after about a day; wordings not verified."""
        dependencies = parameters.get("dependsOn", [])
        if len(dependencies) > 20:
            raise BatchError("A job can depend on at most 20 jobs")
        for dependency in dependencies:
            if "jobId" in dependency:
                if dependency["jobId"] not in self.jobs:
                    raise BatchError(f"Job {dependency['jobId']} does not exist")
            elif not (dependency.get("type") == "SEQUENTIAL" and parameters.get("arrayProperties")):
                raise BatchError("dependsOn needs a jobId, or type SEQUENTIAL on an array job")

    def make_job(self, parameters, queue, definition, identity, parent=None, index=None):
        """A job in the tables, in no queue yet."""
        job = Job(identity, parameters, queue, definition, self.region, parent, index)
        self.tags[job.arn] = job.tags
        self.jobs[identity] = job
        if not parent:
            queue["_jobs"].append(job)
        return job
