"""`martlet cloud`: from an empty account to a run and back to nothing, with a real Terraform and one `up` for all of it."""
import glob
import json
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from engine import PROJECT, WORKFLOWS, finish, wait_until

MODULE = PROJECT / "infra" / "terraform"
NAME, FULL_NAME, BUCKET = "lab", "martlet-lab", "martlet-lab-123456789012-us-east-1"
BEFORE = """\
# what is here
default: local
environments:
  laptop:
    backend: local   # this one

rules:
  - name: talk*   # all of them
    cpu: 1
"""
AFTER = """\
# what is here
default: local
environments:
  laptop:
    backend: local   # this one
  lab:
    backend: aws-batch
    region: us-east-1
    queue: martlet-lab-spot
    spotFallbackQueue: martlet-lab-on-demand
    bucket: s3://martlet-lab-123456789012-us-east-1/martlet
    jobRole: arn:aws:iam::123456789012:role/martlet-lab-job
    executionRole: arn:aws:iam::123456789012:role/martlet-lab-execution
    logGroup: /martlet/martlet-lab
    events: %s/123456789012/martlet-lab-events
    head: {"jobRole":"arn:aws:iam::123456789012:role/martlet-lab-head","platform":"FARGATE","queue":"martlet-lab-heads"}
    tags: {"lab":"genomics","martlet-cloud":"martlet-lab"}

rules:
  - name: talk*   # all of them
    cpu: 1
"""
pytestmark = [pytest.mark.long, pytest.mark.skipif(not shutil.which("terraform"), reason="there is no terraform")]


@pytest.fixture(scope="module")
def terraform_environment(client_environment, tmp_path_factory):
    """With the provider from a folder of this machine, where there is one; else Terraform fetches it."""
    mirrors = glob.glob("/opt/*/registry.terraform.io") + glob.glob("/usr/*/share/terraform/plugins/registry.terraform.io")
    if not mirrors:
        return client_environment
    settings = tmp_path_factory.mktemp("terraform") / "terraformrc"
    settings.write_text(f'provider_installation {{\n  filesystem_mirror {{ path = "{Path(mirrors[0]).parent}" }}\n}}\n')
    return {**client_environment, "TF_CLI_CONFIG_FILE": str(settings)}


@pytest.fixture
def cloud(engine, terraform_environment):
    """`martlet cloud` in the folder of the engine's runs."""
    engine.environment.update(TF_CLI_CONFIG_FILE=terraform_environment.get("TF_CLI_CONFIG_FILE", ""))

    def run(*arguments):
        process = subprocess.Popen(
            [engine.program, "cloud", *map(str, arguments)], cwd=engine.folder, env=engine.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return finish(process, seconds=300)
    return run


def test_the_module_is_tidy_and_its_example_valid(terraform_environment, tmp_path):
    """The other example, with all defaults, is what the next test makes."""
    subprocess.run(["terraform", "fmt", "-check", "-recursive"], cwd=MODULE, env=terraform_environment, check=True)
    copy = shutil.copytree(MODULE, tmp_path / "terraform", ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
    for verb in (["init", "-input=false"], ["validate"]):
        subprocess.run(["terraform", *verb], cwd=copy / "examples" / "existing", env=terraform_environment, check=True)


def test_from_nothing_to_a_run_and_back(cloud, engine, account):
    file = engine.folder / "martlet.yaml"
    file.write_text(BEFORE)
    up = cloud("up", NAME, "--yes", "--max-vcpus", 16, "--instance-type", "m5.large", "--tag", "lab=genomics")
    assert up.status == 0, up.stderr
    assert "+ aws_batch_job_queue.heads" in up.stderr and "to make in us-east-1" in up.stderr
    assert file.read_text() == AFTER % account.endpoint
    what_was_made_is_shut(account)

    assert cloud("plan", NAME).status == 0, "somebody changed something"
    run = engine.run(WORKFLOWS / "talking.wdl", "seconds=1", "--on", NAME)
    assert run.status == 0, run.stderr
    status = cloud("status", NAME)
    assert "martlet-lab-spot" in status.stdout and "0 of 16" in status.stdout, status.stdout + status.stderr
    a_running_job_is_in_the_way(cloud, engine, account)

    down = cloud("down", NAME, "--yes")
    assert down.status == 0, down.stderr
    assert f"s3://{BUCKET} stays" in down.stderr
    assert file.read_text() == BEFORE
    assert what_is_left(account) == []
    assert account.s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] > 0

    gone = cloud("down", NAME, "--yes", "--delete-bucket")
    assert gone.status == 0, gone.stderr
    assert BUCKET not in [bucket["Name"] for bucket in account.s3.list_buckets()["Buckets"]]
    assert not (engine.folder / "home" / "martlet" / "cloud" / NAME).exists()
    cloud("down", NAME, "--yes").fails("nothing was set up under the name `lab`", status=(2,))


def a_running_job_is_in_the_way(cloud, engine, account):
    def running():
        return account.batch.list_jobs(jobQueue=f"{FULL_NAME}-spot", jobStatus="RUNNING")["jobSummaryList"]

    process = engine.start(WORKFLOWS / "talking.wdl", "seconds=600", "--on", NAME)
    wait_until("the job runs", running, process)
    cloud("down", NAME, "--yes").fails("1 job has not ended", "RUNNING", "martlet cancel", status=(1,))
    process.send_signal(signal.SIGINT)
    finish(process)


def every(client, operation, key, **parameters):
    """What a list has on all its pages."""
    return [each for page in client.get_paginator(operation).paginate(**parameters) for each in page.get(key, [])]


def what_was_made_is_shut(account):
    """The parts by which others could get in."""
    policy = json.loads(account.s3.get_bucket_policy(Bucket=BUCKET)["Policy"])["Statement"][0]
    assert policy["Effect"] == "Deny" and policy["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert all(account.s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"].values())
    assert account.s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"
    ec2 = account.client("ec2")
    template = ec2.describe_launch_template_versions(LaunchTemplateName=f"{FULL_NAME}-machines")
    options = template["LaunchTemplateVersions"][0]["LaunchTemplateData"]["MetadataOptions"]
    assert options["HttpTokens"] == "required" and options["HttpPutResponseHopLimit"] == 2
    groups = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": [f"{FULL_NAME}-jobs"]}])
    assert groups["SecurityGroups"][0]["IpPermissions"] == []
    for environment in every(account.batch, "describe_compute_environments", "computeEnvironments"):
        if environment["computeEnvironmentName"].startswith(FULL_NAME):
            assert environment["computeResources"].get("minvCpus", 0) == 0


def what_is_left(account):
    """Names of what is still there of it, but the bucket."""
    def listed(service, operation, key, **parameters):
        return every(account.client(service), operation, key, **parameters)

    found = [each["jobQueueName"] for each in listed("batch", "describe_job_queues", "jobQueues")]
    found += [each["computeEnvironmentName"] for each in listed("batch", "describe_compute_environments", "computeEnvironments")]
    found += [each["RoleName"] for each in listed("iam", "list_roles", "Roles")]
    found += [each["PolicyName"] for each in listed("iam", "list_policies", "Policies", Scope="Local")]
    found += [each["logGroupName"] for each in listed("logs", "describe_log_groups", "logGroups")]
    found += listed("sqs", "list_queues", "QueueUrls")
    found += [each["Name"] for each in listed("events", "list_rules", "Rules")]
    found += [each["LaunchTemplateName"] for each in listed("ec2", "describe_launch_templates", "LaunchTemplates")]
    found = [each for each in found if FULL_NAME in each]
    found += [each["VpcId"] for each in listed(
        "ec2", "describe_vpcs", "Vpcs", Filters=[{"Name": "tag:martlet-cloud", "Values": [FULL_NAME]}])]
    return found + [each["jobDefinitionArn"] for each in account.definitions() if FULL_NAME in str(each)]
