"""Secrets of Secrets Manager and SSM reach the command, and nothing else."""
import hashlib
import json
import uuid

import pytest

from engine import WORKFLOWS

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
    """All bytes that a run left: its folder here, the bucket, and the containers' logs."""
    found = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    found += [account.object(f"s3://{account.bucket}/{key}") for key in account.keys() if "/agent/" not in key]
    logs = account.client("logs")
    for stream in logs.describe_log_streams(logGroupName="/aws/batch/job", limit=50)["logStreams"]:
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


def test_what_is_no_arn_is_refused_without_being_shown(engine, account, tmp_path):
    run = engine.run(SECRETS, *configured(account, tmp_path, "    secrets: {TOKEN: hunter2}\n"))
    run.fails("`environments.rig.secrets` has no ARN for `TOKEN`")
    assert "hunter2" not in run.stderr


def test_a_secret_that_is_not_there_is_the_reason_of_the_failure(engine, account, tmp_path):
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:no-such-AbCdEf"
    run = engine.run(SECRETS, *configured(account, tmp_path, f"    secrets: {{TOKEN: '{arn}'}}\n"))
    run.fails("secret")
