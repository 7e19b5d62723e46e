"""`martlet cloud prune-definitions`: job definitions that no job uses go, and only martlet's own."""
import subprocess

from engine import EXAMPLES

HELLO = EXAMPLES / "hello" / "hello.wdl"


def prune(engine, on_batch, *arguments):
    done = subprocess.run([engine.program, "cloud", "prune-definitions", *map(str, on_batch), *arguments],
                          cwd=engine.folder, env=engine.environment, text=True, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def register(account, name, **changes):
    return account.batch.register_job_definition(
        jobDefinitionName=name, type="container", containerProperties={
            "image": "localhost/busybox", "command": ["true"],
            "resourceRequirements": [{"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "64"}]}, **changes
    )["jobDefinitionArn"]


def active(account):
    return {each["jobDefinitionArn"] for each in account.definitions()}


def test_only_what_no_job_uses_goes(engine, account, on_batch):
    engine.run(HELLO, *on_batch).outputs
    # Other tests deregister what their jobs used.
    used = {job["jobDefinition"] for job in account.jobs("SUCCEEDED")} & active(account)
    shape = {"parameters": {"martlet-shape": account.tag}}
    name = f"martlet-busybox-{account.tag}"
    old = register(account, name, tags={"martlet-registered": "2020-01-01T00:00:00Z"}, **shape)
    foreign = register(account, f"martlet-{account.tag}-foreign")
    said, _ = prune(engine, on_batch, "--dry-run")
    assert f"{name}:1  no job uses it" in said and "foreign" not in said
    assert {old, foreign} | used <= active(account)
    prune(engine, on_batch)
    assert old not in active(account)
    assert {foreign} | used <= active(account)
    assert f"{name}:1" not in prune(engine, on_batch)[0]
    engine.run(HELLO, *on_batch).outputs
