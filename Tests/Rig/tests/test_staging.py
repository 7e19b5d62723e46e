"""How the agent brings inputs and keeps outputs: shared on a host, with options of S3's, of failed tasks, by a container."""
import hashlib
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from engine import EXAMPLES, WORKFLOWS
from wire import judge_file

SHARED = WORKFLOWS / "shared_inputs.wdl"
MEBIBYTE = 1 << 20


@pytest.fixture
def configured(account, tmp_path):
    """Makes the arguments of a run on Batch with more settings."""
    def arguments(settings="", **changes):
        path = account.configuration(tmp_path / "martlet.yaml", **changes)
        path.write_text(path.read_text() + settings)
        return ["--on", "rig", "--config", path]
    return arguments


@pytest.fixture
def reference(account):
    """An object of 3 MiB that tasks share; its address."""
    put_reference(account)
    return f"s3://{account.bucket}/shared/reference.bin"


def put_reference(account):
    """Makes the object anew; what `sha256sum` says of it."""
    content = os.urandom(3 * MEBIBYTE)
    account.s3.put_object(Bucket=account.bucket, Key="shared/reference.bin", Body=content)
    return f"{hashlib.sha256(content).hexdigest()}  -"


def agents_requests(trouble, path):
    """What containers asked of an object since the test began: (method, headers)."""
    with open(trouble.log) as lines:
        lines.seek(trouble.start)
        records = [json.loads(line) for line in lines]
    return [(record["method"], {name.lower(): value for name, value in record["headers"].items()}) for record in records
            if record["uri"].split("?")[0].endswith(path)]


@pytest.mark.parametrize("in_the_cache", [False, True])
def test_tasks_of_a_host_share_an_input(engine, configured, account, trouble, reference, tmp_path, in_the_cache):
    cache = tmp_path / "cache"
    settings = f"    inputCache: {{path: {cache}, size: 10 MiB}}\n"
    if in_the_cache:
        settings += "    scratch: /mnt/martlet-cache\n"
    outputs = engine.run(SHARED, f"reference={reference}", *configured(settings)).outputs
    assert len(set(outputs["shared_inputs.sums"])) == 1 and outputs["shared_inputs.sums"][0].endswith("-")
    gets = [request for request in agents_requests(trouble, "/shared/reference.bin") if request[0] == "GET"]
    assert len(gets) == 1
    assert [file.stat().st_size for file in (cache / "objects").iterdir()] == [3 * MEBIBYTE]
    # Below the same mount a link is enough; from another one the bytes are copied.
    assert all((links > 1) == in_the_cache for links in outputs["shared_inputs.links"])
    assert not list(cache.glob("martlet-*")), "tasks leave nothing on the host"


def test_an_object_that_changed_is_brought_anew(engine, configured, account, tmp_path, reference):
    arguments = configured(f"    inputCache: {tmp_path / 'cache'}\n")
    for _ in range(2):
        expected = put_reference(account)
        outputs = engine.run(SHARED, f"reference={reference}", "count=1", *arguments).outputs
        assert outputs["shared_inputs.sums"] == [expected]


def test_objects_are_kept_as_the_environment_says(engine, configured, account, trouble, reference, rig_environment):
    log = Path(rig_environment["RIG_STATE"]) / "requests.jsonl"
    before = len(log.read_text().splitlines())
    settings = ("    storageClass: STANDARD_IA\n    storageKmsKeyId: alias/lab\n    s3Acl: BucketOwnerFullControl\n"
                "    objectTags: 'project=a=b,team=x y'\n    contentTypes: {'.html': text/html}\n    requesterPays: true\n")
    outputs = engine.run(SHARED, f"reference={reference}", "count=2", *configured(settings)).outputs
    bucket, _, key = outputs["shared_inputs.pages"][0].removeprefix("s3://").partition("/")
    page = account.s3.head_object(Bucket=bucket, Key=key)
    assert (page["StorageClass"], page["ContentType"]) == ("STANDARD_IA", "text/html")
    assert (page["ServerSideEncryption"], page["SSEKMSKeyId"]) == ("aws:kms", "alias/lab")
    tags = account.s3.get_object_tagging(Bucket=bucket, Key=key)["TagSet"]
    assert {tag["Key"]: tag["Value"] for tag in tags} == {"project": "a=b", "team": "x y"}
    puts = [headers for method, headers in agents_requests(trouble, "/page.html") if method == "PUT"]
    assert {headers["x-amz-acl"] for headers in puts} == {"bucket-owner-full-control"}
    gets = [headers for method, headers in agents_requests(trouble, "/shared/reference.bin") if method == "GET"]
    assert len(gets) == 2 and all(headers["x-amz-request-payer"] == "requester" for headers in gets)
    assert judge_file(log, first=before).faults == {}


@pytest.mark.parametrize("wanted", [False, True])
def test_what_a_failed_task_left_is_kept_on_request(engine, configured, account, wanted):
    run = engine.run(WORKFLOWS / "half.wdl", *configured("    keepFailedOutputs: true\n" if wanted else ""))
    run.fails("exit status 3", status=(1,))
    journal = next((engine.folder / "runs").glob("half-*")) / "journal.jsonl"
    ended = next(event for event in map(json.loads, journal.read_text().splitlines()) if event["event"] == "attempt-ended")
    entries = ended["files"]["entries"]
    assert [entry["path"] for entry in entries] == (["part.txt"] if wanted else [])
    if wanted:
        assert account.object(entries[0]["at"]) == b"half\n"
    assert ended["files"]["usage"]["diskUsed"] > 0 and ended["files"]["usage"]["peakMemory"] > 0
    lines = [line.split("\t") for line in (journal.parent / "trace.tsv").read_text().splitlines()]
    row = dict(zip(*lines))
    assert (row["status"], row["exit"], row["cpus"]) == ("FAILED", "3", "1")
    assert row["peak_rss"].split()[1] in ("KB", "MB") and re.fullmatch(r"[\d.]+m?s", row["realtime"])
    assert (journal.parent / "report.html").stat().st_size > 10_000


@pytest.mark.parametrize("where", ["here", "on Batch"])
def test_empty_folders_of_an_input_are_kept(engine, configured, account, where):
    for key in ["tree/", "tree/empty/", "tree/a/none/", "tree/a/file", "tree/b/", "tree/b/file"]:
        account.s3.put_object(Bucket=account.bucket, Key=key, Body=b"x" if key.endswith("file") else b"")
    arguments = ["--containers", "podman"] if where == "here" else configured()
    outputs = engine.run(WORKFLOWS / "tree.wdl", f"folder=s3://{account.bucket}/tree", *arguments).outputs
    assert outputs["tree.names"] == ["./a/", "./a/file", "./a/none/", "./b/", "./b/file", "./empty/"]


def test_an_input_that_may_stay_remote_stays(engine, configured, trouble, reference):
    outputs = engine.run(WORKFLOWS / "remote.wdl", f"data={reference}", *configured()).outputs
    assert outputs == {"remote.seen": reference, "remote.same": reference}
    assert [method for method, _ in agents_requests(trouble, "/shared/reference.bin") if method == "GET"] == []


@pytest.fixture(scope="module")
def agent_image(account, rig_environment):
    """An image of the agent, as scripts/agent-image makes it."""
    name = "localhost/martlet-agent:test"
    script = Path(__file__).resolve().parents[3] / "scripts" / "agent-image"
    subprocess.run([script, name, account.agent], check=True, env={**os.environ, **rig_environment})
    return name


def test_a_container_brings_the_agent(engine, configured, account, agent_image, tmp_path, rig_environment):
    log = Path(rig_environment["RIG_STATE"]) / "requests.jsonl"
    before = len(log.read_text().splitlines())
    path = configured()[-1]
    path.write_text(path.read_text().replace("agent: download", f"agent: {{container: '{agent_image}'}}"))
    outputs = engine.run(EXAMPLES / "hello" / "hello.wdl", "name=you", "--on", "rig", "--config", path).outputs
    assert outputs["hello.greeting"] == "Hello, you!"
    run = engine.run(WORKFLOWS / "half.wdl", "--on", "rig", "--config", path)
    run.fails("exit status 3", status=(1,))
    assert judge_file(log, first=before).faults == {}
    assert account.alive() == []


def test_an_agents_image_that_is_not_there_is_said(engine, configured, account):
    path = configured()[-1]
    path.write_text(path.read_text().replace("agent: download", "agent: {container: 'localhost/no-agent:1'}"))
    run = engine.run(EXAMPLES / "hello" / "hello.wdl", "--on", "rig", "--config", path)
    run.fails("image", "no-agent", status=(1,))
