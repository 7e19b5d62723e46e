"""The whole of it where nothing leads out, and nobody is told where AWS is: names, TLS, IMDSv2 and credentials of containers as
on AWS. An account is set up, examined and used; the run's head dies and is followed by another; nothing is left."""
import json
import os
import re
import shutil
import subprocess
import time

import pytest

from engine import EXAMPLES, PROJECT, finish
from test_cloud import terraform_environment  # noqa: F401

NAME, BUCKET = "lab", "martlet-lab-123456789012-us-east-1"
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
LAMBDA_VARIANTS = 88
pytestmark = [pytest.mark.long, pytest.mark.skipif(not shutil.which("terraform"), reason="there is no terraform")]
# The user of this machine, which is an instance with a role.
BECOME_ADMIN = """
import boto3, json, urllib.request
trust = {"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
iam = boto3.client("iam", aws_access_key_id="test", aws_secret_access_key="test")
role = iam.create_role(RoleName="administrator", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
urllib.request.urlopen("http://127.0.0.1:%s/rig/imds", data=json.dumps({"role": role}).encode())
"""
LEFT = """
import boto3
batch, logs, iam = boto3.client("batch"), boto3.client("logs"), boto3.client("iam")
found = [each["jobQueueName"] for each in batch.describe_job_queues()["jobQueues"]]
found += [each["computeEnvironmentName"] for each in batch.describe_compute_environments()["computeEnvironments"]]
found += [each["jobDefinitionName"] for each in batch.describe_job_definitions(status="ACTIVE")["jobDefinitions"]]
found += [each["RoleName"] for each in iam.list_roles(MaxItems=1000)["Roles"]]
found += [each["Name"] for each in boto3.client("s3").list_buckets()["Buckets"]]
found += [each["logGroupName"] for each in logs.describe_log_groups()["logGroups"] if each["logGroupName"] != "/aws/batch/job"]
print("\\n".join(name for name in found if "lab" in name or name.startswith("martlet")))
"""


class World:
    def __init__(self, rig_environment, folder, program, agent):
        self.script, self.folder, self.program = PROJECT / "Tests" / "Rig" / "world", folder, str(program)
        self.port = rig_environment["RIG_PORT"]
        (folder / "home").mkdir()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("AWS_")},
            "RIG_STATE": rig_environment["RIG_STATE"], "RIG_PORT": self.port,
            "HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "home"),
            "MARTLET_AGENT": agent, "AWS_REGION": "us-east-1"}

    def start(self, *command, **environment):
        return subprocess.Popen(
            [self.script, "exec", *map(str, command)], cwd=self.folder, env={**self.environment, **environment}, text=True,
            start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *command, seconds=300):
        return finish(self.start(*command), seconds=seconds)

    def martlet(self, *arguments):
        return self.run(self.program, *arguments)

    def python(self, text):
        """What a program for boto3 prints."""
        ran = self.run("env", f"AWS_CA_BUNDLE={BUNDLE}", "AWS_DEFAULT_REGION=us-east-1", "python3", "-c", text)
        assert ran.status == 0, ran.stderr
        return ran.stdout

    def until(self, pattern, *arguments, seconds=120):
        limit = time.monotonic() + seconds
        while not re.search(pattern, (said := self.martlet(*arguments)).stdout, re.MULTILINE):
            assert time.monotonic() < limit, said.stdout + said.stderr
            time.sleep(0.3)
        return said.stdout


@pytest.fixture
def world(rig_environment, sent_program, account, terraform_environment, tmp_path):  # noqa: F811
    made = World(rig_environment, tmp_path, sent_program / "martlet", account.agent)
    made.environment["TF_CLI_CONFIG_FILE"] = terraform_environment.get("TF_CLI_CONFIG_FILE", "")
    subprocess.run([made.script, "up", BUCKET], check=True, env=made.environment)
    yield made
    subprocess.run([made.script, "down"], check=True, env=made.environment)


@pytest.fixture
def head_image(world, rig_environment, sent_program, client_environment):
    """An image with a C library, Python to fetch the agent by, what a debug build of martlet needs, and the world's
    certificates, as an image of a company has them."""
    def podman(*arguments):
        subprocess.run(["podman", *map(str, arguments)], env=client_environment, check=True, capture_output=True)
    podman("rm", "-f", "-i", "world-head")
    podman("create", "--name", "world-head", "localhost/snakemake:latest", "sh")
    for library in (sent_program / "lib").iterdir():
        podman("cp", library, f"world-head:/usr/lib/x86_64-linux-gnu/{library.name}")
    certificates = world.folder / "ssl" / "certs"
    certificates.mkdir(parents=True)
    shutil.copy(f"{rig_environment['RIG_STATE']}/world/bundle.pem", certificates / "ca-certificates.crt")
    podman("cp", certificates.parent, "world-head:/etc/")
    podman("commit", "-q", "world-head", "localhost/world-head:latest")
    podman("rm", "world-head")
    return "localhost/world-head:latest"


def test_from_an_empty_account_and_back(world, head_image, account):
    world.python(BECOME_ADMIN % world.port)
    up = world.martlet("cloud", "up", NAME, "--yes", "--region", "us-east-1", "--max-vcpus", 16, "--instance-type", "m5.large",
                       "--var", f"head_image={head_image}")
    assert up.status == 0, up.stderr
    assert f"bucket {BUCKET}: is there, in us-east-1" in up.stdout + up.stderr, "the doctor has looked"
    tasks_find_agent_and_certificates(world, account)

    doctor = world.martlet("doctor", "--on", NAME)
    assert doctor.status == 0, doctor.stdout + doctor.stderr
    begun = world.martlet("run", EXAMPLES / "variants" / "variants.wdl", "-i", EXAMPLES / "variants" / "lambda.inputs.json",
                          "--on", NAME, "--detach", "--no-cache").outputs
    logs = world.start(world.program, "logs", "-f", begun["run"])
    world.until(r"^align ", "status", begun["run"])
    world.python(f"""
import json, urllib.request
rule = {{"kind": "reclaim-now", "jobId": "{begun["job"]}"}}
urllib.request.urlopen("http://127.0.0.1:{world.port}/rig/inject", data=json.dumps(rule).encode())
""")
    watched = world.martlet("watch", begun["run"], "--format", "lines")
    assert watched.status == 0, watched.stderr + world.martlet("logs", begun["run"], "--head").stdout
    followed = finish(logs)
    assert followed.status == 0 and "call_variants | " in followed.stdout, followed.stdout + followed.stderr
    attempts = world.python(f"""
import boto3
print(boto3.client("batch").describe_jobs(jobs=["{begun["job"]}"])["jobs"][0]["attempts"])
""")
    assert "terminated" in attempts, "its head lost its machine"
    outputs = world.martlet("download", begun["run"], "--to", "brought").outputs
    assert outputs["variants.variant_count"] == LAMBDA_VARIANTS
    assert os.path.getsize(outputs["variants.vcf"]) > 0

    down = world.martlet("cloud", "down", NAME, "--yes", "--delete-bucket")
    assert down.status == 0, down.stderr
    assert world.python(LEFT).strip() == ""


def tasks_find_agent_and_certificates(world, account):
    """The machines have the agent, as a launch template puts it there, and the certificates: the images of tasks have neither, nor
    a program that speaks TLS."""
    machines = world.folder / "machines"
    machines.mkdir()
    shutil.copy(account.agent, machines / "martlet-agent")
    file = world.folder / "martlet.yaml"
    text = file.read_text().replace("    region: us-east-1\n", f"    region: us-east-1\n    agent: {{mount: {machines}/martlet-agent}}\n", 1)
    file.write_text(text + f"rules:\n  - volumes: ['{world.folder}/ssl/certs:{os.path.dirname(BUNDLE)}:ro']\n")
