"""martlet cp and martlet ls against S3 as the rig plays it, with boto3 as the witness."""
import json
import os
import signal
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
import pytest
from botocore.config import Config

from engine import wait_until
from tool import Tool

MIB = 1 << 20


@pytest.fixture
def tool(martlet, client_environment, tmp_path):
    return Tool(martlet, tmp_path, client_environment)


@pytest.fixture(scope="session")
def s3(rig_environment):
    return boto3.client("s3", endpoint_url=rig_environment["AWS_ENDPOINT_URL"], region_name="us-east-1",
                        aws_access_key_id="test", aws_secret_access_key="test",
                        config=Config(retries={"mode": "standard"}, user_agent_extra="rig-observer"))


@pytest.fixture
def bucket(s3):
    name = "martlet-cp-" + uuid.uuid4().hex[:8]
    s3.create_bucket(Bucket=name)
    return name


def keys(s3, bucket):
    return [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]


def put(s3, bucket, **objects):
    for key, body in objects.items():
        s3.put_object(Bucket=bucket, Key=key, Body=body)


def files_below(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_goes_up_comes_down(tool, s3, bucket, tmp_path):
    contents = {"a": b"", "b c/ü+%.txt": b"text", "big": os.urandom(40 * MIB + 1)}
    for name, content in contents.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    tool.copies("-r", "data", f"s3://{bucket}/x")
    assert keys(s3, bucket) == ["x/a", "x/b c/ü+%.txt", "x/big"]
    assert s3.get_object(Bucket=bucket, Key="x/big")["Body"].read() == contents["big"]
    said = tool.copies("-r", f"s3://{bucket}/x/", "back")
    assert "copied 3 files" in said
    assert files_below(tmp_path / "back") == contents


def test_what_is_there_is_not_copied_again(tool, s3, bucket, tmp_path, trouble):
    (tmp_path / "data").mkdir()
    for number in range(30):
        (tmp_path / "data" / str(number)).write_text(str(number))
    tool.copies("-r", "data", f"s3://{bucket}/x")
    time.sleep(1.1)
    assert "copied 0 files (0 B)" in tool.copies("-r", "data", f"s3://{bucket}/x")
    (tmp_path / "data" / "7").write_text("8")
    assert "copied 1 file " in tool.copies("-r", "data", f"s3://{bucket}/x")
    assert s3.get_object(Bucket=bucket, Key="x/7")["Body"].read() == b"8"
    tool.copies("-r", f"s3://{bucket}/x", "back")
    assert "30 were there already" in tool.copies("-r", f"s3://{bucket}/x", "back")
    (tmp_path / "back" / "3").write_text("X")
    assert "copied 1 file " in tool.copies("-r", f"s3://{bucket}/x", "back")
    assert (tmp_path / "back" / "3").read_text() == "3"
    assert "copied 30 files" in tool.copies("--force", "-r", f"s3://{bucket}/x", "back")
    assert "copied 30 files" in tool.copies("-r", f"s3://{bucket}/x", f"s3://{bucket}/y")
    assert "30 were there already" in tool.copies("-r", f"s3://{bucket}/x", f"s3://{bucket}/y")


def test_inside_s3_no_byte_comes_here(tool, s3, bucket, trouble):
    s3.put_object(Bucket=bucket, Key="a", Body=b"x" * MIB, ContentType="text/x-own", Metadata={"who": "me"})
    trouble.faults([{"service": "s3", "method": "GET", "path": f"/{bucket}/a", "status": 500, "code": "Gone"}])
    tool.copies(f"s3://{bucket}/a", f"s3://{bucket}/b")
    trouble.clear()
    head = s3.head_object(Bucket=bucket, Key="b")
    assert (head["ContentLength"], head["ContentType"], head["Metadata"]) == (MIB, "text/x-own", {"who": "me"})


def test_patterns_and_several_sources(tool, s3, bucket, tmp_path):
    put(s3, bucket, **{"runs/1/out/a.bam": b"1", "runs/2/out/b.bam": b"2", "runs/2/out/b.bai": b"3", "runs/x.bam": b"4"})
    tool.copies(f"s3://{bucket}/runs/*/out/*.bam", f"s3://{bucket}/runs/x.bam", "out/")
    assert files_below(tmp_path / "out") == {"1/out/a.bam": b"1", "2/out/b.bam": b"2", "x.bam": b"4"}
    tool.copies(f"s3://{bucket}/**/b.*", "deep")
    assert files_below(tmp_path / "deep") == {"runs/2/out/b.bam": b"2", "runs/2/out/b.bai": b"3"}
    tool.run("cp", f"s3://{bucket}/none*", "out").fails("nothing matches", status=(1,))
    put(s3, bucket, **{"odd/a*": b"5", "odd/ab": b"6"})
    tool.copies("--no-glob", f"s3://{bucket}/odd/a*", "star")
    assert (tmp_path / "star").read_bytes() == b"5"


def test_json_and_dry_run(tool, s3, bucket, tmp_path):
    put(s3, bucket, a=b"1", b=b"22")
    run = tool.run("cp", "--dry-run", "--format", "json", "-r", f"s3://{bucket}/", "out")
    assert run.status == 0 and not (tmp_path / "out").exists()
    assert [(file["done"], file["size"]) for file in json.loads(run.stdout)["files"]] == [("planned", 1), ("planned", 2)]
    run = tool.run("cp", "--format", "json", "--quiet", "-r", f"s3://{bucket}/", "out")
    assert run.stderr == "" and [file["done"] for file in json.loads(run.stdout)["files"]] == ["copied", "copied"]
    assert tool.run("cp", "--quiet", "-r", f"s3://{bucket}/", "out").stdout == ""


@pytest.mark.parametrize("key", ["../evil", "a/../../evil", "/etc/evil", "a//b", "./c", "a/.."])
def test_no_key_leads_out_of_the_destination(tool, s3, bucket, tmp_path, key):
    put(s3, bucket, **{"x/fine": b"1", "x/" + key: b"evil"})
    tool.run("cp", "-r", f"s3://{bucket}/x/", "in/out").fails("no place on this machine", status=(1,))
    assert files_below(tmp_path) == {}


def test_a_key_that_is_a_file_and_a_folder(tool, s3, bucket, tmp_path):
    put(s3, bucket, **{"x/a": b"1", "x/a/b": b"2"})
    tool.run("cp", "-r", f"s3://{bucket}/x/", "out").fails("has to be a folder, too", status=(1,))
    tool.run("cp", "-r", f"s3://{bucket}/x/a", "out").fails("is an object, and a folder", status=(2,))
    assert files_below(tmp_path) == {}
    tool.copies("-r", f"s3://{bucket}/x/", f"s3://{bucket}/y/")
    assert keys(s3, bucket) == ["x/a", "x/a/b", "y/a", "y/a/b"]


def test_a_name_with_control_characters_is_shown_by_pictures(tool, s3, bucket, tmp_path):
    put(s3, bucket, **{"x/two\tparts\x1b": b"1"})
    tool.copies("-r", f"s3://{bucket}/x/", "out")
    assert files_below(tmp_path / "out") == {"two\tparts\x1b": b"1"}
    listing = tool.run("ls", f"s3://{bucket}/x/")
    assert listing.stdout.count("\n") == 1 and "two␉parts␛" in listing.stdout


def test_listings(tool, s3, bucket):
    put(s3, bucket, **{"a": b"1", "d/b": b"22", "d/e/c": b"333", "d": b"4444"})
    names = lambda run: [line[37:] for line in run.stdout.splitlines()]  # noqa: E731
    assert names(tool.run("ls", f"s3://{bucket}")) == ["d/", "a", "d"]
    assert names(tool.run("ls", f"s3://{bucket}/d/")) == ["e/", "b"]
    assert names(tool.run("ls", f"s3://{bucket}/d")) == ["d", "d/"]
    assert names(tool.run("ls", "-r", f"s3://{bucket}/d/")) == ["b", "e/c"]
    assert names(tool.run("ls", f"s3://{bucket}/d/*")) == ["d/e/", "d/b"]
    assert names(tool.run("ls", f"s3://{bucket}/**/c")) == ["d/e/c"]
    assert tool.run("ls", "-r", "--summary", f"s3://{bucket}").stdout.endswith("4 files, 10 bytes (10 B)\n")
    rows = json.loads(tool.run("ls", "--format", "json", "--summary", f"s3://{bucket}/d/").stdout)
    assert (rows["files"], rows["bytes"]) == (1, 2)
    assert [row["address"] for row in rows["entries"]] == [f"s3://{bucket}/d/e/", f"s3://{bucket}/d/b"]
    assert bucket + "/" in names(tool.run("ls"))
    tool.run("ls", f"s3://{bucket}/none").fails("nothing at", status=(1,))
    tool.run("ls", "s3://no-such-bucket-here/").fails("bucket", status=(1,))


def test_more_objects_than_a_page_has(tool, s3, bucket, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1203):
        (folder / f"{number:04}").write_text(str(number))
    tool.copies("-r", "many", f"s3://{bucket}/many")
    assert "1203 files, " in tool.run("ls", "-r", "--summary", f"s3://{bucket}/many/").stdout
    time.sleep(1.1)
    assert "1203 were there already" in tool.copies("-r", "many", f"s3://{bucket}/many")
    tool.copies("-r", f"s3://{bucket}/many", "back")
    assert files_below(tmp_path / "back") == files_below(folder)


@pytest.mark.parametrize("arguments, words", [
    (["missing", "s3://{}/"], "there is no missing"), (["s3://{}/missing", "."], "there is no s3://"),
    (["s3://no-such-bucket-here/a", "."], "bucket"), (["data", "s3://{}/x"], "by -r"),
    (["data/a", "data/b", "s3://{}/x"], "end it with a slash"), (["data/a", "https://host/a"], "only read"),
])
def test_mistakes_are_said(tool, bucket, tmp_path, arguments, words):
    (tmp_path / "data").mkdir()
    for name in "ab":
        (tmp_path / "data" / name).write_text(name)
    tool.run("cp", *[argument.format(bucket) for argument in arguments]).fails(words)


def test_what_is_no_file_is_passed_over_with_a_warning(tool, s3, bucket, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a").write_text("1")
    (tmp_path / "data" / "gone").symlink_to("nowhere")
    os.mkfifo(tmp_path / "data" / "pipe")
    said = tool.copies("-r", "data", f"s3://{bucket}/x")
    assert "warning: data has 2 names that are no file" in said and "copied 1 file " in said
    assert keys(s3, bucket) == ["x/a"]


def test_names_that_only_look_alike_are_two(tool, s3, bucket, tmp_path):
    put(s3, bucket, **{"x/caf\u00e9": b"1", "x/cafe\u0301": b"2"})
    tool.copies("-r", f"s3://{bucket}/x/", "out")
    assert files_below(tmp_path / "out") == {"caf\u00e9": b"1", "cafe\u0301": b"2"}


@pytest.mark.parametrize("arguments, words", [
    (["--force", "s3://{}/s/a", "s3://{}/s/a"], "onto itself"), (["-r", "s3://{}/s", "s3://{}/s/"], "onto itself"),
    (["-r", "s3://{}/s", "s3://{}/s/s"], "into itself"), (["gs://{}/a", "."], "no way to"),
])
def test_what_cannot_end_well_is_refused(tool, s3, bucket, arguments, words):
    put(s3, bucket, **{"s/a": b"1"})
    tool.run("cp", *[argument.format(bucket) for argument in arguments]).fails(words, status=(2,))
    assert keys(s3, bucket) == ["s/a"]


@pytest.mark.parametrize("options", [["--dry-run"], []])
def test_a_destination_that_cannot_be_written(tool, s3, bucket, tmp_path, options):
    put(s3, bucket, a=b"1")
    (tmp_path / "file").write_text("own")
    run = tool.run("cp", *options, f"s3://{bucket}/a", "file/below/a")
    run.fails("a part of the path is a file", status=(1,))
    assert "/file: Not a directory" in run.stderr and (tmp_path / "file").read_text() == "own"


def test_a_file_that_cannot_be_made_is_named_with_what_to_do(tool, s3, bucket, tmp_path):
    put(s3, bucket, a=b"1")
    # The kernel's files let nobody make one among them, root neither.
    run = tool.run("cp", f"s3://{bucket}/a", "/proc/none")
    run.fails("cannot copy s3://", status=(1,))
    assert "/proc/none" in run.stderr and "help: " in run.stderr and "GetObject" not in run.stderr


def test_a_refusal_names_the_action(tool, bucket, trouble, tmp_path):
    (tmp_path / "a").write_text("1")
    trouble.faults([{"service": "s3", "method": "PUT", "status": 403, "code": "AccessDenied", "message": "no"}])
    tool.run("cp", "a", f"s3://{bucket}/a").fails("s3:PutObject", status=(1,))


class Web(BaseHTTPRequestHandler):
    content = bytes(range(256)) * 5000

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()
        self.wfile.write(self.content)

    def answer(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.content)))
        self.send_header("Last-Modified", "Fri, 20 Nov 2026 23:21:33 GMT")
        self.end_headers()

    def log_message(self, *arguments):
        pass


def test_from_the_web(tool, s3, bucket, tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/some/data.bin?signature=hidden"
    said = tool.copies(url, f"s3://{bucket}/d/")
    assert "hidden" not in said
    assert s3.get_object(Bucket=bucket, Key="d/data.bin")["Body"].read() == Web.content
    tool.copies(url, ".")
    assert (tmp_path / "data.bin").read_bytes() == Web.content
    assert "1 was there already" in tool.copies(url, ".")
    server.shutdown()
    assert not list((tmp_path / "home").glob("*.part"))


def test_whoever_asks_pays(tool, s3, bucket, rig_environment, tmp_path):
    put(s3, bucket, a=b"1")
    log = open(os.path.join(rig_environment["RIG_STATE"], "requests.jsonl"))
    log.seek(0, os.SEEK_END)
    tool.copies("--requester-pays", f"s3://{bucket}/a", f"s3://{bucket}/b")
    tool.copies("--requester-pays", f"s3://{bucket}/a", "a")
    records = [json.loads(line) for line in log]
    said = [{name.lower(): value for name, value in record["headers"].items()}.get("x-amz-request-payer")
            for record in records if record["uri"].startswith(f"/{bucket}")]
    assert said and set(said) == {"requester"}


def test_the_region_of_an_environment(tool, bucket, account, tmp_path):
    (tmp_path / "a").write_text("1")
    path = account.configuration(tmp_path / "martlet.yaml")
    environment = {"AWS_REGION": "", "AWS_DEFAULT_REGION": "", "AWS_EC2_METADATA_DISABLED": "true"}
    tool.run("cp", "a", f"s3://{bucket}/a", **environment).fails("region", status=(2,))
    tool.copies("--on", "rig", "--config", path, "a", f"s3://{bucket}/a", **environment)
    tool.run("cp", "--on", "local", "--config", path, "a", f"s3://{bucket}/a").fails("not on AWS|environment", status=(2,))


def test_a_terminal_sees_a_bar(tool, s3, bucket, tmp_path):
    import pty
    put(s3, bucket, a=os.urandom(34 * MIB))
    main, other = pty.openpty()
    import subprocess
    process = subprocess.Popen([tool.program, "cp", f"s3://{bucket}/a", "a"], cwd=tmp_path, env=tool.environment,
                               stdout=subprocess.DEVNULL, stderr=other)
    os.close(other)
    said = b""
    while True:
        try:
            piece = os.read(main, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
    assert process.wait() == 0
    assert b"copied 1 file (34 MiB)" in said and b"\x1b[K" in said


def test_ctrl_c_leaves_nothing_half_written(tool, s3, bucket, tmp_path, trouble):
    put(s3, bucket, **{"x/small": b"x" * MIB})
    trouble.faults([{"service": "s3", "method": "GET", "path": f"/{bucket}/x/small", "drip": 0.5}])
    process = tool.start("cp", "-r", f"s3://{bucket}/x/", "out")
    wait_until("it begins to come", lambda: trouble.hits()[0] > 0, process)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode == 130, stderr
    assert files_below(tmp_path / "out") == {}
