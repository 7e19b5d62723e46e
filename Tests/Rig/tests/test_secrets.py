"""Secrets of Secrets Manager and SSM reach the command, and nothing else."""
import hashlib
import json
import subprocess
import uuid

import pytest

from engine import WORKFLOWS
from tool import Tool

SECRETS = WORKFLOWS / "secrets.wdl"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


class Vault:
    """A token for all, one for the task that wins, a member of a JSON secret, a parameter; their values are unlike all else."""

    def __init__(self, account):
        manager, parameters = account.client("secretsmanager"), account.client("ssm")
        self.run_wide, self.token, self.password, self.parameter = (uuid.uuid4().hex for _ in range(4))
        tag = uuid.uuid4().hex[:8]

        def secret(name, text):
            return manager.create_secret(Name=f"{name}-{tag}", SecretString=text)["ARN"]

        self.run_wide_arn = secret("run-wide", self.run_wide)
        self.token_arn = secret("token", self.token)
        self.password_arn = secret("json", json.dumps({"user": "lab", "password": self.password})) + ":password::"
        parameters.put_parameter(Name=f"/lab/{tag}", Value=self.parameter, Type="SecureString")
        self.parameter_arn = f"arn:aws:ssm:us-east-1:123456789012:parameter/lab/{tag}"

    @property
    def values(self):
        return [self.run_wide, self.token, self.password, self.parameter]


@pytest.fixture(scope="module")
def vault(account):
    return Vault(account)


def configured(account, folder, settings="", rules=""):
    path = account.configuration(folder / "martlet.yaml")
    path.write_text(path.read_text() + settings + ("rules:\n" + rules if rules else ""))
    return ["--on", "rig", "--config", path]


def everything(account, folder):
    """All bytes that a run left: its folder here, the bucket, and the newest logs of containers."""
    found = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    found += [account.object(f"s3://{account.bucket}/{key}") for key in account.keys() if "/agent/" not in key]
    logs = account.client("logs")
    newest = logs.describe_log_streams(logGroupName="/aws/batch/job", orderBy="LastEventTime", descending=True, limit=50)
    for stream in newest["logStreams"]:
        events = logs.get_log_events(logGroupName="/aws/batch/job", logStreamName=stream["logStreamName"])["events"]
        found += [event["message"].encode() for event in events]
    return found


def test_secrets_reach_the_command_and_nothing_else(engine, account, tmp_path, vault):
    listed = json.dumps([{"name": "PASSWORD", "valueFrom": vault.password_arn}, {"name": "TOKEN", "valueFrom": vault.token_arn}])
    settings = f"    secrets: {{TOKEN: '{vault.run_wide_arn}', PARAMETER: '{vault.parameter_arn}'}}\n"
    rules = f"  - name: secrets\n    aws_batch_secrets: '{listed}'\n"
    run = engine.run(SECRETS, *configured(account, tmp_path, settings, rules))
    assert run.outputs["secrets.digests"] == {
        "TOKEN": digest(vault.token), "PASSWORD": digest(vault.password), "PARAMETER": digest(vault.parameter)}
    kept = everything(account, tmp_path) + [run.stderr.encode(), run.stdout.encode()]
    assert kept and not [value for value in vault.values for text in kept if value.encode() in text]


def test_secrets_need_an_execution_role_before_anything_is_sent(engine, account, tmp_path, vault):
    path = account.configuration(tmp_path / "martlet.yaml")
    lines = [line for line in path.read_text().splitlines() if "executionRole" not in line]
    path.write_text("\n".join(lines) + f"\n    secrets: {{TOKEN: '{vault.token_arn}'}}\n")
    run = engine.run(SECRETS, "--on", "rig", "--config", path)
    run.fails("`environments.rig.executionRole` is needed for `secrets`")


def test_what_is_neither_name_nor_arn_is_refused_without_being_shown(engine, account, tmp_path):
    run = engine.run(SECRETS, *configured(account, tmp_path, "    secrets: {TOKEN: 'hunter 2!'}\n"))
    run.fails("`environments.rig.secrets` has neither a name nor an ARN for `TOKEN`")
    assert "hunter" not in run.stderr


def test_a_secret_that_is_not_there_is_the_reason_of_the_failure(engine, account, tmp_path):
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:no-such-AbCdEf"
    run = engine.run(SECRETS, *configured(account, tmp_path, f"    secrets: {{TOKEN: '{arn}'}}\n"))
    run.fails("secret")


class TestByName:
    """`martlet secrets`: a value by stdin, its name in a rule."""

    @pytest.fixture
    def tool(self, martlet, client_environment, tmp_path):
        return Tool(martlet, tmp_path, client_environment)

    def set(self, tool, name, value, config):
        return subprocess.run([tool.program, "secrets", "set", name, *map(str, config)], input=value, text=True, cwd=tool.folder,
                              env=tool.environment, capture_output=True, timeout=60)

    def test_a_secret_that_was_set_reaches_the_command_by_its_name(self, engine, tool, account, tmp_path):
        name, value = f"token-{uuid.uuid4().hex[:6]}", uuid.uuid4().hex
        config = configured(account, tmp_path, rules=f"  - name: secrets\n    secrets: {{TOKEN: {name}}}\n")
        for given in ("earlier", value + "\n"):
            done = self.set(tool, name, given, config)
            assert done.returncode == 0 and given.strip() not in done.stderr + done.stdout
        assert f"secret NF_moto_{name} changed" in done.stderr
        run = engine.run(SECRETS, *config)
        assert run.outputs["secrets.digests"]["TOKEN"] == digest(value)
        kept = everything(account, tmp_path) + [run.stderr.encode(), run.stdout.encode()]
        assert not [text for text in kept if value.encode() in text]
        listed = json.loads(tool.run("secrets", "list", *config, "--format", "json").stdout)
        found = next(entry for entry in listed if entry["name"] == name)
        assert found["fullName"] == f"NF_moto_{name}" and found["arn"].startswith("arn:aws:secretsmanager:")
        assert value not in json.dumps(listed) and name in tool.run("secrets", "list", *config).stdout

    def test_a_deleted_one_can_be_restored_or_is_gone(self, tool, account, tmp_path):
        config, name = configured(account, tmp_path), f"gone-{uuid.uuid4().hex[:6]}"
        self.set(tool, name, "x", config)
        assert "for good on" in tool.run("secrets", "delete", name, *config).stderr
        account.client("secretsmanager").restore_secret(SecretId=f"NF_moto_{name}")
        assert "at once" in tool.run("secrets", "delete", name, "--now", *config).stderr
        tool.run("secrets", "delete", name, *config).fails("there is no secret")

    def test_a_name_without_a_secret_is_said_without_it(self, engine, account, tmp_path):
        run = engine.run(SECRETS, *configured(account, tmp_path, "    secrets: {TOKEN: hunter2}\n"))
        run.fails("`TOKEN`", "there is no secret of the name", "martlet secrets set")
        assert "hunter2" not in run.stderr

    def test_a_prefix_of_the_environment_counts(self, tool, account, tmp_path):
        config, name = configured(account, tmp_path, "    secretPrefix: lab/\n"), f"token-{uuid.uuid4().hex[:6]}"
        assert f"secret lab/{name} made" in self.set(tool, name, "x", config).stderr
