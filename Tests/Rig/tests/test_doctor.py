"""`martlet doctor` finds what is wrong: every check has a case in which its thing is broken on purpose."""
import http.server
import json
import threading
import time
import uuid
from email.utils import formatdate

import pytest

from account import REGION, trust
from engine import EXAMPLES, WORKFLOWS
from policy_judge import ACCOUNT, refused
from terminator import Terminator
from tool import Tool

HELLO = EXAMPLES / "hello" / "hello.wdl"
SIZED = WORKFLOWS / "sized.wdl"
REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"


@pytest.fixture
def tool(martlet, client_environment, tmp_path):
    return Tool(martlet, tmp_path, client_environment)


@pytest.fixture
def doctor(tool, account, tmp_path):
    """Let the doctor look at an environment with some settings changed, and others added: its findings by id."""
    def look(*arguments, status=None, add="", rules="", drop="", environment=None, **changes):
        path = account.configuration(tmp_path / "martlet.yaml", **changes)
        lines = [line for line in path.read_text().splitlines() if not (drop and drop in line)]
        path.write_text("\n".join(lines) + "\n" + add + ("rules:\n" + rules if rules else ""))
        run = tool.run("doctor", "--on", "rig", "--config", path, "--format", "json", *arguments, **(environment or {}))
        assert run.stderr == "", run.stderr
        report = json.loads(run.stdout)
        findings = report["environments"][0]["findings"]
        wrong = [finding for finding in findings if finding["verdict"] == "error"]
        assert run.status == (1 if wrong else 0)
        return Findings(findings, report["notes"])
    return look


class Findings:
    def __init__(self, findings, notes):
        self.all, self.notes = findings, notes

    def __getitem__(self, kind):
        return next(finding for finding in self.all if finding["id"] == "doctor." + kind)

    def ids(self, verdict):
        return [finding["id"].removeprefix("doctor.") for finding in self.all if finding["verdict"] == verdict]

    def only_error(self, kind, *words):
        """Assert that this is the only error, that it says this and what to do; the finding."""
        assert self.ids("error") == [kind], self.all
        finding = self[kind]
        for word in words:
            assert word in finding["subject"] + finding["text"] + finding.get("fix", ""), finding
        assert finding.get("fix"), finding
        return finding


def test_nothing_is_wrong_with_the_rig(doctor, account):
    begun = time.time()
    before = account.keys()
    found = doctor(HELLO, "name=Ada")
    assert time.time() - begun < 15
    assert found.ids("error") == [] and found.ids("warning") == []
    assert {"identity", "clock", "queue", "instance-types", "requests", "role", "bucket", "bucket-access", "log-group",
            "agent"} <= set(found.ids("ok"))
    # The rig knows no quotas, and its images are its own.
    assert set(found.ids("note")) == {"not-asked", "image-unknown"}
    assert account.keys() == before


def test_the_words_are_for_people(tool, account, tmp_path):
    path = account.configuration(tmp_path / "martlet.yaml", queue="no-such-queue")
    run = tool.run("doctor", "--on", "rig", "--config", path)
    assert run.status == 1
    assert "error    there is no job queue `no-such-queue` in us-east-1 [doctor.no-queue]" in run.stdout
    assert f"fix: correct `environments.rig.queue` in martlet.yaml; there are: " in run.stdout
    assert "martlet explain ID" in run.stdout
    assert "No job queue of that name" in tool.run("explain", "doctor.no-queue").stdout


def test_credentials_that_aws_does_not_know(doctor):
    found = doctor(environment={"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing"})
    assert "no-credentials" in found.ids("error")
    assert "AWS_PROFILE" in found["no-credentials"]["fix"] or "AWS_ACCESS_KEY_ID" in found["no-credentials"]["fix"]


def test_a_clock_that_is_behind(doctor, trouble):
    trouble.faults([{"service": "sts", "status": 403, "code": "RequestExpired", "times": 1,
                     "headers": {"Date": formatdate(time.time() + 290, usegmt=True)}}])
    found = doctor()
    assert "behind AWS's" in found["clock-skewed"]["text"]


class TestQueues:
    @pytest.fixture(scope="class")
    def service_role(self, account):
        return account.role("martlet-doctor-batch", "batch.amazonaws.com")

    @pytest.fixture
    def queue(self, account, service_role):
        return account.job_queue(service_role, "-" + uuid.uuid4().hex[:4])

    def environment(self, account, queue):
        return account.batch.describe_job_queues(jobQueues=[queue])["jobQueues"][0]["computeEnvironmentOrder"][0]["computeEnvironment"]

    def test_a_disabled_queue(self, doctor, account, queue):
        account.batch.update_job_queue(jobQueue=queue, state="DISABLED")
        doctor(queue=queue).only_error("queue-disabled", f"--job-queue {queue} --state ENABLED")

    def test_a_disabled_compute_environment(self, doctor, account, queue):
        account.batch.update_compute_environment(computeEnvironment=self.environment(account, queue), state="DISABLED")
        doctor(queue=queue).only_error("compute-environment", "for ever", "--state ENABLED")

    def test_machines_of_another_architecture(self, doctor, account):
        found = doctor(add="    architecture: ARM64\n    agent: {image: /martlet-agent}\n", drop="agent: download")
        found.only_error("instance-architecture", "ARM64", "x86_64")

    def test_a_request_that_is_too_large(self, doctor):
        doctor(SIZED, "cpu=64", "memory=1 GiB").only_error("request-too-large", "64 vCPUs", "16 vCPUs")
        doctor(SIZED, "cpu=2", "memory=64 GiB").only_error("request-too-large", "m5.large")

    def test_a_request_that_takes_all_the_memory(self, doctor):
        assert doctor(SIZED, "cpu=1", "memory=8 GiB").ids("warning") == ["request-tight"]

    def test_what_is_literal_is_known_without_inputs(self, doctor):
        found = doctor(SIZED)
        assert "without all inputs" in found.notes[0] and found.ids("error") == []
        doctor(EXAMPLES / "hello" / "hello.wdl", rules="  - name: greet\n    cpu: 99\n").only_error("request-too-large", "99 vCPUs")


class TestRoles:
    def test_a_role_that_is_not_there(self, doctor):
        doctor(job_role=f"arn:aws:iam::{ACCOUNT}:role/nobody").only_error("role-missing", "nobody", "environments.rig.jobRole")

    def test_a_role_without_trust_is_mended_by_what_the_fix_prints(self, doctor, account, tool):
        role = account.role("martlet-untrusting", "ec2.amazonaws.com")
        doctor(execution_role=role).only_error("role-trust", "aws iam update-assume-role-policy", "--for execution --trust")
        printed = tool.run("iam", "policy", "--for", "execution", "--trust").stdout
        account.iam.update_assume_role_policy(RoleName=role.rpartition("/")[2], PolicyDocument=printed)
        assert doctor(execution_role=role).ids("error") == []

    def test_secrets_without_an_execution_role(self, doctor):
        found = doctor(HELLO, drop="executionRole", rules="  - name: greet\n    secrets: {TOKEN: /lab/token}\n")
        found.only_error("task-settings", "executionRole", "secrets")

    def test_no_job_role(self, doctor):
        assert "no-job-role" in doctor(drop="jobRole").ids("note")

    def test_who_may_not_look_is_told_so(self, doctor, trouble):
        trouble.faults([{"service": "iam", "status": 403, "code": "AccessDenied"}])
        found = doctor()
        assert found.ids("error") == [] and found["not-allowed"]["subject"] == "iam:GetRole"


class TestBuckets:
    def test_a_bucket_that_is_not_there(self, doctor):
        doctor(bucket="s3://martlet-no-such-bucket/work").only_error("no-bucket", "aws s3 mb s3://martlet-no-such-bucket")

    @pytest.mark.parametrize("method, kind, verdict", [
        ("PUT", "bucket-write", "error"), ("GET", "bucket-read", "error"), ("DELETE", "bucket-delete", "warning")])
    def test_what_may_not_be_done_in_it(self, doctor, trouble, account, method, kind, verdict):
        trouble.faults([{"service": "s3", "method": method, "path": "/_doctor/", "status": 403, "code": "AccessDenied"}])
        found = doctor()
        assert kind in found.ids(verdict) and "iam policy" in found[kind]["fix"]
        trouble.faults([])
        for key in account.keys("work/_doctor/"):
            account.s3.delete_object(Bucket=account.bucket, Key=key)

    def test_a_bucket_that_is_closed(self, doctor, trouble):
        trouble.faults([{"service": "s3", "method": "HEAD", "status": 403, "code": "AccessDenied"}])
        doctor().only_error("bucket-forbidden", "list, read and write")

    def test_a_bucket_in_another_region(self, doctor, account):
        name = f"martlet-far-{account.tag}"
        account.s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        assert doctor(bucket=f"s3://{name}/work")["bucket-region"]["verdict"] == "warning"


def test_a_log_group_that_is_not_there_and_one_that_is_made_as_told(doctor, account):
    name = f"/lab/{uuid.uuid4().hex[:6]}"
    doctor(add=f"    logGroup: {name}\n").only_error("no-log-group", f"aws logs create-log-group --log-group-name {name}")
    account.client("logs").create_log_group(logGroupName=name)
    assert doctor(add=f"    logGroup: {name}\n").ids("error") == []


def index(*architectures):
    """The manifest of an image for these architectures."""
    kind = "application/vnd.oci.image.manifest.v1+json"
    return json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [
        {"mediaType": kind, "digest": f"sha256:{'ab' * 32}", "size": 2, "platform": {"os": "linux", "architecture": one}}
        for one in architectures]})


class TestImages:
    def test_ecr(self, doctor, account):
        ecr, name = account.client("ecr"), f"lab/{uuid.uuid4().hex[:6]}"

        def with_image(tag):
            return doctor(add=f"    container: {REGISTRY}/{name}:{tag}\n")
        with_image("1").only_error("no-image", "no repository")
        ecr.create_repository(repositoryName=name)
        with_image("1").only_error("no-image", "tag `1`")
        ecr.put_image(repositoryName=name, imageManifest=index("arm64"), imageTag="arm",
                      imageManifestMediaType="application/vnd.oci.image.index.v1+json")
        with_image("arm").only_error("image-architecture", "arm64", "X86_64")
        ecr.put_image(repositoryName=name, imageManifest=index("arm64", "amd64"), imageTag="both",
                      imageManifestMediaType="application/vnd.oci.image.index.v1+json")
        assert with_image("both")["image"]["text"] == "is there, for amd64, arm64"

    def test_docker_hub_limits_pulls(self, doctor):
        found = doctor(add="    container: ubuntu:20.04\n")
        assert "ubuntu:20.04" in found["docker-hub-limits"]["text"]

    def test_other_registries_are_asked_with_a_token_of_nobody(self, doctor, tmp_path):
        with Registry() as registry, Terminator(registry.url, tmp_path) as terminator:
            tls = {"HTTPS_PROXY": terminator.plain_url, "AWS_CA_BUNDLE": str(terminator.authority)}

            def with_image(name):
                return doctor(add=f"    container: localhost.test/{name}\n", environment=tls)
            assert with_image("lab/tool:1")["image"]["text"] == "is there, for amd64"
            with_image("lab/arm:1").only_error("image-architecture", "arm64")
            with_image("lab/other:1").only_error("no-image")
            with_image("closed/tool:1").only_error("image-refused", "repositoryCredentials")


class Registry(http.server.ThreadingHTTPServer):
    """A registry of the OCI's that gives tokens to everybody, for images below lab/."""

    MANIFESTS = {"lab/tool": json.dumps({"config": {"digest": "sha256:amd"}}), "lab/arm": index("arm64")}

    def __init__(self):
        super().__init__(("127.0.0.1", 0), RegistryHandler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class RegistryHandler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/token":
            return self.answer(200, json.dumps({"token": "lab" if "repository%3Alab%2F" in query else "none"}))
        if self.headers.get("Authorization") != "Bearer lab":
            return self.answer(401, "", {"WWW-Authenticate": 'Bearer realm="https://localhost.test/token",service="lab"'})
        name, _, rest = path.removeprefix("/v2/").rpartition("/manifests/")
        if path.endswith("/blobs/sha256:amd"):
            return self.answer(200, json.dumps({"architecture": "amd64"}))
        return self.answer(200, self.server.MANIFESTS[name]) if name in self.server.MANIFESTS else self.answer(404, "")

    def answer(self, status, text, headers=None):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(text)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


class TestSecrets:
    def test_one_that_is_not_there(self, doctor):
        arn = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:no-such-AbCdEf"
        doctor(add=f"    secrets: {{TOKEN: '{arn}'}}\n").only_error("no-secret", "TOKEN")
        found = doctor(add="    secrets: {TOKEN: hunter2, OTHER: /no/parameter}\n")
        assert found.ids("error") == ["no-secret", "no-secret"]
        assert "hunter2" not in json.dumps(found.all)

    def test_one_that_is_being_deleted(self, doctor, account):
        manager, name = account.client("secretsmanager"), f"lab-{uuid.uuid4().hex[:6]}"
        arn = manager.create_secret(Name=name, SecretString="x")["ARN"]
        assert doctor(add=f"    secrets: {{TOKEN: {name}}}\n")["secret"]["verdict"] == "ok"
        manager.delete_secret(SecretId=arn)
        doctor(add=f"    secrets: {{TOKEN: '{arn}'}}\n").only_error("secret-deleted", "restore-secret")


def test_an_agent_that_is_not_here(doctor):
    doctor(agent="/nowhere/martlet-agent").only_error("no-agent", "/nowhere/martlet-agent", "agentPath")


def test_a_queue_of_events_that_is_not_there(doctor, account):
    name = f"events-{uuid.uuid4().hex[:6]}"
    place = f"    events: arn:aws:sqs:{REGION}:{ACCOUNT}:{name}\n"
    assert "create-queue" in doctor(add=place)["no-events"]["fix"]
    account.client("sqs").create_queue(QueueName=name)
    assert doctor(add=place)["events"]["verdict"] == "ok"


def test_quotas_that_are_small(doctor):
    """The rig has no quotas: a server of one answer stands for the service."""
    class Small(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            answer = json.dumps({"Quota": {"QuotaCode": "L-1216C47A", "Value": 5.0}}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Small) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = {"AWS_ENDPOINT_URL_SERVICE_QUOTAS": f"http://127.0.0.1:{server.server_port}"}
        found = doctor(SIZED, "cpu=2", "memory=1 GiB", environment=there)
        assert found["quota-below-maximum"]["verdict"] == "warning" and "is 5 vCPUs" in found["quota-below-maximum"]["text"]
        assert "--desired-value 16" in found["quota-below-maximum"]["fix"]
        found = doctor(SIZED, "cpu=16", "memory=1 GiB", environment=there)
        assert "16 vCPUs" in found["quota-below-request"]["text"]
        server.shutdown()


def test_this_machine(tool, tmp_path):
    run = tool.run("doctor", SIZED, "cpu=100000", "memory=1 GiB", "--containers", "none", "--format", "json")
    assert run.status == 0, run.stderr
    ids = [finding["id"] for finding in json.loads(run.stdout)["environments"][0]["findings"]]
    assert ids[:3] == ["doctor.images-passed-over", "doctor.machine", "doctor.machine-too-small"]
    run = tool.run("doctor", PATH="/nowhere")
    assert run.status == 1 and "[doctor.no-containers]" in run.stdout


class TestRuns:
    """The part of the look that goes before a run's first job."""

    def test_a_role_without_trust_ends_a_run_before_its_first_job(self, engine, account, tmp_path):
        role = account.role("martlet-untrusting-job", "ec2.amazonaws.com")
        config = account.configuration(tmp_path / "martlet.yaml", job_role=role)
        engine.run(HELLO, "--on", "rig", "--config", config).fails("does not trust ecs-tasks.amazonaws.com", "--trust")
        assert [name for name in account.alive() if "hello" in name] == []

    def test_who_may_not_look_runs_all_the_same(self, engine, on_batch, trouble):
        trouble.faults([
            {"service": "iam", "status": 403, "code": "AccessDenied"}, {"service": "logs", "target": "DescribeLogGroups", "status": 403, "code": "AccessDeniedException"},
            {"service": "batch", "path": "/v1/describe(jobqueues|computeenvironments)", "status": 403, "code": "AccessDeniedException"}])
        assert engine.run(HELLO, *on_batch).outputs["hello.greeting"] == "Hello, world!"


def test_the_policies_allow_what_a_run_and_a_doctor_ask_for(engine, tool, account, on_batch, trouble):
    assert engine.run(HELLO, *on_batch).status == 0
    assert tool.run("doctor", HELLO, *on_batch).status == 0
    assert tool.run("logs", "_latest", "--runs-dir", "runs", *on_batch[2:]).status == 0
    requests = [record for record in trouble.records() if record["headers"].get("user-agent", "").startswith("martlet")
                and not record["uri"].startswith("/rig/")]
    by_jobs = [record for record in requests if "Credential=test/" not in record["headers"].get("authorization", "")
               and "authorization" in record["headers"]]
    by_user = [record for record in requests if "Credential=test/" in record["headers"].get("authorization", "")]
    assert by_jobs and by_user

    def policy(principal):
        return json.loads(tool.run("iam", "policy", "--for", principal, *on_batch).stdout)
    assert refused(policy("user"), by_user) == []
    assert refused(policy("job"), by_jobs) == []
    assert refused(policy("job"), by_user) != [], "the judge refuses what is not allowed"
    account.iam.create_policy(PolicyName=f"user-{account.tag}", PolicyDocument=json.dumps(policy("user")))
