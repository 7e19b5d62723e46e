"""What an AWS account needs for martlet: a bucket, roles, a compute environment and a job queue; and martlet.yaml."""
import json
import uuid

import boto3
from botocore.config import Config

REGION = "us-east-1"
ALIVE = ("SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING")
EVERY = (*ALIVE, "SUCCEEDED", "FAILED")
CONFIGURATION = """\
environments:
  {name}:
    backend: aws-batch
    region: {region}
    queue: {queue}
    bucket: {bucket}
    jobRole: {job_role}
    executionRole: {execution_role}
    agent: {mode}
    agentPath: {agent}
    pollInterval: 1
"""


def trust(service):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}]})


def is_array(job):
    """An array's parent, which is no job of its own: a child has an index."""
    return "size" in job.get("arrayProperties", {}) and "index" not in job["arrayProperties"]


class Account:
    """Made afresh, with a tag in each name, so that tests can be run again without resetting the rig."""

    def __init__(self, endpoint, agent):
        self.endpoint, self.agent = endpoint, agent
        self.tag = uuid.uuid4().hex[:6]
        self.batch, self.s3, self.iam = self.client("batch"), self.client("s3"), self.client("iam")
        self.bucket = f"martlet-test-{self.tag}"
        self.s3.create_bucket(Bucket=self.bucket)
        self.job_role = self.role("martlet-job", "ecs-tasks.amazonaws.com")
        self.execution_role = self.role("martlet-exec", "ecs-tasks.amazonaws.com")
        self.queue = self.job_queue(self.role("martlet-batch", "batch.amazonaws.com"))

    def client(self, service):
        return boto3.client(service, endpoint_url=self.endpoint, region_name=REGION, aws_access_key_id="test",
                            aws_secret_access_key="test", config=Config(retries={"mode": "standard"}, user_agent_extra="rig-observer"))

    def role(self, name, service):
        return self.iam.create_role(RoleName=f"{name}-{self.tag}", AssumeRolePolicyDocument=trust(service))["Role"]["Arn"]

    def job_queue(self, service_role, suffix=""):
        """A queue on 16 vCPUs of EC2; its name."""
        profile = f"martlet-instances-{self.tag}{suffix}"
        self.iam.create_instance_profile(InstanceProfileName=profile)
        environment = self.batch.create_compute_environment(
            computeEnvironmentName=f"martlet-{self.tag}{suffix}", type="MANAGED", serviceRole=service_role,
            computeResources={"type": "EC2", "minvCpus": 0, "maxvCpus": 16, "instanceTypes": ["m5.large"],
                              "instanceRole": profile, "subnets": ["subnet-1"], "securityGroupIds": ["sg-1"]},
        )["computeEnvironmentArn"]
        return self.batch.create_job_queue(
            jobQueueName=f"martlet-queue-{self.tag}{suffix}", priority=1, state="ENABLED",
            computeEnvironmentOrder=[{"order": 1, "computeEnvironment": environment}])["jobQueueName"]

    def configuration(self, path, **changes):
        """Write martlet.yaml with an environment called `rig`; its path."""
        settings = {
            "name": "rig", "region": REGION, "queue": self.queue, "bucket": f"s3://{self.bucket}/work",
            "job_role": self.job_role, "execution_role": self.execution_role, "agent": self.agent, "mode": "download",
            **changes}
        path.write_text(CONFIGURATION.format(**settings))
        return path

    def jobs(self, *states):
        """The jobs of the queue in these states, arrays and their children."""
        found = []
        for state in EVERY:
            for page in self.batch.get_paginator("list_jobs").paginate(jobQueue=self.queue, jobStatus=state):
                found += page["jobSummaryList"]
        jobs = [job for job in found if job["status"] in states]
        # An array is PENDING while its children run.
        for job in found:
            if is_array(job):
                for state in states:
                    for page in self.batch.get_paginator("list_jobs").paginate(arrayJobId=job["jobId"], jobStatus=state):
                        jobs += page["jobSummaryList"]
        return jobs

    def described(self, *states):
        """The same as DescribeJobs has them, of which it tells a hundred at a time."""
        ids = [job["jobId"] for job in self.jobs(*states)]
        return [job for start in range(0, len(ids), 100) for job in self.batch.describe_jobs(jobs=ids[start:start + 100])["jobs"]]

    def definitions(self):
        """The job definitions that are active, whoever registered them."""
        pages = self.batch.get_paginator("describe_job_definitions").paginate(status="ACTIVE")
        return [definition for page in pages for definition in page["jobDefinitions"]]

    def alive(self):
        """The names of jobs that have not ended."""
        return [f"{job['jobName']} is {job['status']}" for job in self.jobs(*ALIVE)]

    def keys(self, prefix=""):
        """The keys of the bucket's objects that begin so."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        return [item["Key"] for page in pages for item in page.get("Contents", [])]

    def object(self, url):
        """The bytes of an s3:// address."""
        bucket, _, key = url.removeprefix("s3://").partition("/")
        return self.s3.get_object(Bucket=bucket, Key=key)["Body"].read()
