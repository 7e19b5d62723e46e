"""Faults on every way of martlet cp: what came is whole and right, or nothing came and the reason is said."""
import os
import signal
import subprocess
import time

import pytest

from engine import wait_until
from test_transfer import MIB, bucket, files_below, keys, put, s3, tool  # noqa: F401

SMALL, LARGE = 3 * MIB, 40 * MIB + 3


@pytest.fixture(params=[SMALL, LARGE], ids=["at-once", "in-parts"])
def content(request):
    return os.urandom(request.param)


def get(bucket, **effect):
    return {"service": "s3", "method": "GET", "path": f"/{bucket}/a", **effect}


def upload(bucket, **effect):
    return {"service": "s3", "method": "PUT", "path": f"/{bucket}/a", **effect}


PASSING = {
    "reset": {"reset": True, "times": 2},
    "truncated": {"truncate": 100_000, "times": 2},
    "slow-down": {"status": 503, "code": "SlowDown", "times": 4},
    "internal": {"status": 500, "code": "InternalError", "times": 2},
    "delayed": {"delay": 1, "times": 2},
    "expired": {"status": 400, "code": "RequestTimeout", "times": 2},
}


@pytest.mark.parametrize("fault", PASSING)
def test_a_download_outlives(tool, s3, bucket, trouble, content, tmp_path, fault):
    put(s3, bucket, a=content)
    trouble.faults([get(bucket, **PASSING[fault])])
    tool.copies(f"s3://{bucket}/a", "out/a")
    assert files_below(tmp_path / "out") == {"a": content}


@pytest.mark.parametrize("fault", [name for name in PASSING if name != "truncated"])
def test_an_upload_outlives(tool, s3, bucket, trouble, content, tmp_path, fault):
    (tmp_path / "a").write_bytes(content)
    trouble.faults([upload(bucket, **PASSING[fault])])
    tool.copies("a", f"s3://{bucket}/a")
    assert s3.get_object(Bucket=bucket, Key="a")["Body"].read() == content


@pytest.mark.parametrize("fault", ["reset", "slow-down", "internal"])
def test_a_copy_inside_s3_outlives(tool, s3, bucket, trouble, fault):
    put(s3, bucket, b=b"text")
    trouble.faults([upload(bucket, **PASSING[fault])])
    tool.copies(f"s3://{bucket}/b", f"s3://{bucket}/a")
    assert s3.get_object(Bucket=bucket, Key="a")["Body"].read() == b"text"


def test_a_listing_outlives_a_storm(tool, s3, bucket, trouble, tmp_path):
    put(s3, bucket, **{f"x/{number}": b"1" for number in range(20)})
    trouble.faults([{"service": "s3", "method": "GET", "path": "list-type", "status": 503, "code": "SlowDown", "times": 3},
                    {"service": "s3", "method": "GET", "path": f"/{bucket}/x/", "p": 0.3, "status": 503, "code": "SlowDown"}])
    tool.copies("-r", f"s3://{bucket}/x/", "out")
    assert len(files_below(tmp_path / "out")) == 20


def test_a_slow_drip_arrives(tool, s3, bucket, trouble, tmp_path):
    content = os.urandom(60_000)
    put(s3, bucket, a=content)
    trouble.faults([get(bucket, drip=0.1)])
    tool.copies(f"s3://{bucket}/a", "out/a")
    assert files_below(tmp_path / "out") == {"a": content}


def test_bytes_that_were_changed_on_the_way_are_brought_again(tool, s3, bucket, trouble, tmp_path):
    content = os.urandom(SMALL)
    (tmp_path / "b").write_bytes(content)
    tool.copies("b", f"s3://{bucket}/a")
    trouble.faults([get(bucket, corrupt=True, times=1)])
    tool.copies(f"s3://{bucket}/a", "out/a")
    assert files_below(tmp_path / "out") == {"a": content}
    trouble.faults([get(bucket, corrupt=True)])
    tool.run("cp", "--force", f"s3://{bucket}/a", "other/a").fails("CRC64NVME|checksum", status=(1,))
    assert files_below(tmp_path / "other") == {}


def test_what_fails_for_ever_is_said_and_leaves_nothing(tool, s3, bucket, trouble, content, tmp_path):
    put(s3, bucket, a=content)
    trouble.faults([get(bucket, status=403, code="AccessDenied", message="no")])
    tool.run("cp", f"s3://{bucket}/a", "out/a").fails("s3:GetObject", status=(1,))
    assert files_below(tmp_path / "out") == {}


def test_an_object_that_changes_is_an_error_and_no_mixture(tool, s3, bucket, trouble, tmp_path):
    put(s3, bucket, a=b"1" * LARGE)
    trouble.faults([get(bucket, delay=3, skip=1)])
    process = tool.start("cp", f"s3://{bucket}/a", "out/a")
    wait_until("the rest is asked for", lambda: trouble.hits()[0] > 0, process)
    put(s3, bucket, a=b"2" * LARGE)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 1 and "changed while it was copied" in stderr, stderr
    assert files_below(tmp_path / "out") == {}


def test_an_interrupted_download_goes_on(tool, s3, bucket, trouble, tmp_path):
    content = os.urandom(5 * 16 * MIB)
    put(s3, bucket, a=content)
    trouble.faults([get(bucket, delay=60, skip=3)])
    process = tool.start("cp", f"s3://{bucket}/a", "out/a")
    wait_until("the fourth part is asked for", lambda: trouble.hits()[0] > 0, process)
    time.sleep(2)  # others are on their way
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 130
    assert [name.endswith(".part") for name in files_below(tmp_path / "out")] == [True]
    trouble.faults([get(bucket, status=500, code="Gone", skip=4)])
    tool.copies(f"s3://{bucket}/a", "out/a")
    assert files_below(tmp_path / "out") == {"a": content}


def test_an_interrupted_download_of_another_object_begins_anew(tool, s3, bucket, trouble, tmp_path):
    put(s3, bucket, a=b"1" * LARGE)
    trouble.faults([get(bucket, status=403, code="AccessDenied", skip=2)])
    assert tool.run("cp", "--parallel", "1", f"s3://{bucket}/a", "out/a").status == 1
    assert len(files_below(tmp_path / "out")) == 1
    trouble.clear()
    put(s3, bucket, a=b"2" * LARGE)
    tool.copies(f"s3://{bucket}/a", "out/a")
    assert files_below(tmp_path / "out") == {"a": b"2" * LARGE}


def test_an_interrupted_upload_goes_on(tool, s3, bucket, trouble, tmp_path, rig_environment):
    content = os.urandom(5 * 16 * MIB)
    (tmp_path / "a").write_bytes(content)
    trouble.faults([upload(bucket, status=403, code="AccessDenied", skip=3)])
    assert tool.run("cp", "--parallel", "1", "a", f"s3://{bucket}/a").status == 1
    assert keys(s3, bucket) == [] and len(s3.list_multipart_uploads(Bucket=bucket)["Uploads"]) == 1
    trouble.faults([upload(bucket, status=500, code="Gone", skip=2)])
    tool.copies("a", f"s3://{bucket}/a")
    assert s3.get_object(Bucket=bucket, Key="a")["Body"].read() == content
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=bucket)
    assert files_below(tmp_path / "home") == {}


def test_an_interrupted_upload_of_a_changed_file_begins_anew(tool, s3, bucket, trouble, tmp_path):
    (tmp_path / "a").write_bytes(b"1" * LARGE)
    trouble.faults([upload(bucket, status=403, code="AccessDenied", skip=2)])
    assert tool.run("cp", "--parallel", "1", "a", f"s3://{bucket}/a").status == 1
    trouble.clear()
    (tmp_path / "a").write_bytes(b"2" * LARGE)
    tool.copies("a", f"s3://{bucket}/a")
    assert s3.get_object(Bucket=bucket, Key="a")["Body"].read() == b"2" * LARGE


def test_without_resuming_nothing_stays(tool, s3, bucket, trouble, tmp_path):
    (tmp_path / "a").write_bytes(b"1" * LARGE)
    trouble.faults([upload(bucket, status=403, code="AccessDenied", skip=2)])
    assert tool.run("cp", "--no-resume", "--parallel", "1", "a", f"s3://{bucket}/a").status == 1
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=bucket)
    put(s3, bucket, b=b"1" * LARGE)
    trouble.faults([{"service": "s3", "method": "GET", "path": f"/{bucket}/b", "status": 403, "code": "AccessDenied",
                     "skip": 2}])
    assert tool.run("cp", "--no-resume", f"s3://{bucket}/b", "out/b").status == 1
    assert files_below(tmp_path / "out") == {}


@pytest.fixture
def tiny_disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True, text=True)
    if made.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("size", [9 * MIB, LARGE])
def test_a_full_disk_is_said_and_left_empty(tool, s3, bucket, tiny_disk, size):
    put(s3, bucket, a=b"1" * size)
    tool.run("cp", f"s3://{bucket}/a", tiny_disk / "a").fails("No space left", status=(1,))
    assert files_below(tiny_disk) == {}


def test_one_file_that_fails_does_not_keep_the_others(tool, s3, bucket, trouble, tmp_path):
    put(s3, bucket, **{f"x/{number}": b"1" for number in range(20)})
    trouble.faults([{"service": "s3", "method": "GET", "path": f"/{bucket}/x/7$", "status": 403, "code": "AccessDenied"}])
    run = tool.run("cp", "-r", f"s3://{bucket}/x/", "out")
    run.fails("1 of 20 files could not be copied", "s3:GetObject|AccessDenied", status=(1,))
    assert len(files_below(tmp_path / "out")) == 19


def test_nobody_listens(tool, tmp_path):
    (tmp_path / "a").write_text("1")
    started = time.time()
    process = tool.start("cp", "a", "s3://some-bucket/a", AWS_ENDPOINT_URL="http://127.0.0.1:9")
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode == 130 and time.time() - started < 5
