"""Clients, a compute environment and a queue, and the words that the checks are written in."""
import json
import os
import time
import urllib.request
import uuid

import boto3
from botocore.config import Config

ENDPOINT = os.environ.get("AWS_ENDPOINT_URL", "http://127.0.0.1:5700")
IMAGE = "localhost/busybox:latest"
ONCE = Config(retries={"total_max_attempts": 1, "mode": "standard"})
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]})


def client(service, **settings):
    return boto3.client(service, endpoint_url=ENDPOINT, region_name="us-east-1", config=ONCE, **settings)


def own_client(service):
    return client(service, aws_access_key_id="test", aws_secret_access_key="test")


def shell(text):
    return ["sh", "-c", text]


def size(cpus="1", memory="64"):
    return [{"type": "VCPU", "value": cpus}, {"type": "MEMORY", "value": memory}]


def post(path, value):
    """POST to one of the rig's own endpoints."""
    request = urllib.request.Request(ENDPOINT + path, data=json.dumps(value).encode(), method="POST",
                                     headers={"Content-Type": "application/json"})
    return json.loads(urllib.request.urlopen(request).read())


def inject(**rule):
    post("/rig/inject", rule)


def faults(*rules):
    post("/rig/faults", list(rules))


def error_of(action, **arguments):
    """The message of the error that a call ends with; "none" when it succeeds."""
    try:
        action(**arguments)
        return "none"
    except Exception as error:
        answer = getattr(error, "response", None) or {}
        return (answer.get("Error", {}).get("Message") or repr(error))[:200]


class Bench:
    """Everything made here carries a fresh tag in its name, so that the rig can be tested again without a reset."""

    def __init__(self):
        self.tag = uuid.uuid4().hex[:6]
        self.with_containers = os.environ.get("RIG_EXECUTOR", "podman") == "podman"
        self.passed = self.failed = 0
        names = ("iam", "batch", "logs", "s3", "secretsmanager", "ssm", "sqs", "events")
        self.iam, self.batch, self.logs, self.s3, self.secrets, self.ssm, self.sqs, self.events = map(own_client, names)
        service_role = self.role("svc")
        self.job_role = self.role("job")
        self.iam.create_instance_profile(InstanceProfileName="ip" + self.tag)
        self.environment = self.batch.create_compute_environment(
            computeEnvironmentName="ce" + self.tag, type="MANAGED", serviceRole=service_role,
            computeResources={"type": "EC2", "minvCpus": 0, "maxvCpus": 16, "instanceTypes": ["m5.large"],
                              "instanceRole": "ip" + self.tag, "subnets": ["subnet-1"], "securityGroupIds": ["sg-1"]},
        )["computeEnvironmentArn"]
        self.queue = self.make_queue("q")

    def role(self, name):
        return self.iam.create_role(RoleName=name + self.tag, AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]

    def make_queue(self, name, **settings):
        order = [{"order": 1, "computeEnvironment": self.environment}]
        return self.batch.create_job_queue(jobQueueName=name + self.tag, priority=1, state="ENABLED",
                                           computeEnvironmentOrder=order, **settings)["jobQueueName"]

    def check(self, name, found, expected=True):
        """expected: a value, or a function that says whether what was found is right."""
        right = expected(found) if callable(expected) else found == expected
        self.passed += right
        self.failed += not right
        print(f"ok   {name}" if right else f"FAIL {name}: got {found!r}", flush=True)

    def check_refused(self, what, action, **arguments):
        self.check(f"refused: {what}", error_of(action, **arguments), lambda message: message != "none")

    def register(self, name, properties, **settings):
        return self.batch.register_job_definition(jobDefinitionName=name + self.tag, type="container",
                                                  containerProperties=properties, **settings)

    def definition(self, name, command, properties=None, **settings):
        """The ARN of a definition that runs a command in busybox."""
        complete = {"image": IMAGE, "command": command, "resourceRequirements": size(), **(properties or {})}
        return self.register(name, complete, **settings)["jobDefinitionArn"]

    def submit(self, definition, name="j", **settings):
        return self.batch.submit_job(jobName=name, jobQueue=self.queue, jobDefinition=definition, **settings)["jobId"]

    def describe(self, job):
        return self.batch.describe_jobs(jobs=[job])["jobs"][0]

    def wait(self, job, states=("SUCCEEDED", "FAILED"), seconds=90):
        """The job as it is described once it has one of the states."""
        limit = time.time() + seconds
        while True:
            found = self.describe(job)
            if found["status"] in states or time.time() > limit:
                return found
            time.sleep(0.1)

    def run(self, definition, name="j", **settings):
        return self.wait(self.submit(definition, name, **settings))

    def log(self, job, group="/aws/batch/job"):
        """The lines that a described job has written."""
        time.sleep(0.1)
        events = self.logs.get_log_events(logGroupName=group, logStreamName=job["container"]["logStreamName"],
                                          startFromHead=True)["events"]
        return [event["message"] for event in events]
