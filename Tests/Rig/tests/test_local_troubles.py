"""What goes wrong on this machine is said once and clearly."""
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from engine import EXAMPLES, WORKFLOWS, finish, wait_until

HELLO = EXAMPLES / "hello" / "hello.wdl"
VARIANTS = EXAMPLES / "variants" / "variants.wdl"
DATA = EXAMPLES / "variants" / "data"
NO_CONTAINERS = ("--containers", "none")


def variants_inputs(path, **changes):
    """An inputs file for lambda, with absolute paths and these changes; its path."""
    values = {"reference": str(DATA / "lambda.fa"), "reads_1": str(DATA / "lambda_1.fastq"),
              "reads_2": str(DATA / "lambda_2.fastq"), **changes}
    path.write_text(json.dumps({f"variants.{name}": value for name, value in values.items()}))
    return path


def test_a_source_that_does_not_exist(engine):
    engine.run("no-such.wdl", *NO_CONTAINERS).fails(r"no-such\.wdl")


def test_a_directory_as_the_source(engine, tmp_path):
    (tmp_path / "folder.wdl").mkdir()
    engine.run("folder.wdl", *NO_CONTAINERS).fails(r"folder\.wdl", "folder|directory")


def test_an_empty_source(engine, tmp_path):
    (tmp_path / "empty.wdl").write_text("")
    engine.run("empty.wdl", *NO_CONTAINERS).fails(r"empty\.wdl|empty")


def test_a_source_that_is_cut_off(engine, tmp_path):
    text = VARIANTS.read_text()
    (tmp_path / "cut.wdl").write_text(text[:len(text) // 2])
    engine.run("cut.wdl", *NO_CONTAINERS).fails(r"cut\.wdl", status=(1,), several=True)


def test_an_inputs_file_that_does_not_exist(engine):
    engine.run(HELLO, "-i", "no-such.json", *NO_CONTAINERS).fails(r"no-such\.json")


def test_an_inputs_file_that_is_cut_off(engine, tmp_path):
    (tmp_path / "cut.json").write_text('{"hello.name": "yo')
    engine.run(HELLO, "-i", "cut.json", *NO_CONTAINERS).fails(r"cut\.json|JSON")


def test_an_input_of_the_wrong_type(engine, tmp_path):
    inputs = variants_inputs(tmp_path / "inputs.json", chunks="many")
    engine.run(VARIANTS, "-i", inputs, *NO_CONTAINERS).fails("chunks", "Int")


def test_an_input_that_the_workflow_does_not_have(engine, tmp_path):
    inputs = variants_inputs(tmp_path / "inputs.json", chunk=4)
    engine.run(VARIANTS, "-i", inputs, *NO_CONTAINERS).fails(r"\bchunk\b")


def test_an_input_that_is_missing(engine):
    engine.run(VARIANTS, *NO_CONTAINERS).fails("reference")


def test_an_input_file_that_does_not_exist(engine, tmp_path):
    inputs = variants_inputs(tmp_path / "inputs.json", reads_1=str(tmp_path / "no-such.fastq"))
    engine.run(VARIANTS, "-i", inputs, *NO_CONTAINERS).fails(r"no-such\.fastq")


def test_a_directory_as_an_input_file(engine, tmp_path):
    inputs = variants_inputs(tmp_path / "inputs.json", reads_1=str(tmp_path))
    engine.run(VARIANTS, "-i", inputs, *NO_CONTAINERS).fails("reads_1|" + tmp_path.name, "folder|directory")


def test_an_empty_input_file(engine, tmp_path):
    (tmp_path / "empty.fastq").write_text("")
    inputs = variants_inputs(tmp_path / "inputs.json", reads_1=str(tmp_path / "empty.fastq"))
    engine.run(VARIANTS, "-i", inputs, *NO_CONTAINERS).fails(r"empty\.fastq is empty", "split_reads", status=(1,))


def test_an_input_file_that_is_cut_off(engine, tmp_path):
    lines = (DATA / "lambda_1.fastq").read_text().splitlines(keepends=True)
    (tmp_path / "cut.fastq").write_text("".join(lines[:4001]))
    inputs = variants_inputs(tmp_path / "inputs.json", reads_1=str(tmp_path / "cut.fastq"))
    engine.run(VARIANTS, "-i", inputs, *NO_CONTAINERS).fails(r"cut\.fastq ends within a record", status=(1,))


@pytest.mark.parametrize("containers", ["none", "podman"])
def test_a_failing_task_shows_its_last_lines(engine, containers):
    run = engine.run(WORKFLOWS / "failing.wdl", "--containers", containers)
    run.fails("the reactor is cold", r"\b3\b", status=(1,))


def test_an_image_that_does_not_exist(engine):
    engine.run(HELLO, "image=localhost/no-such-image:1", "--containers", "podman").fails("no-such-image", status=(1,))


def test_a_runs_directory_that_cannot_be_made(engine, tmp_path):
    (tmp_path / "file").write_text("")
    engine.run(HELLO, *NO_CONTAINERS, runs="file/runs").fails("file/runs|" + tmp_path.name)


@pytest.fixture
def small_disk(tmp_path):
    """mount(options) gives a folder with a file system of its own in memory."""
    folder = tmp_path / "disk"
    mounted = []

    def mount(options):
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
        if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
            pytest.skip("mounting a small file system needs root")
        mounted.append(folder)
        return folder

    yield mount
    for each in mounted:
        subprocess.run(["umount", "-l", each], check=True)


def test_a_runs_directory_that_cannot_be_written_to(engine, small_disk):
    small_disk("size=1m,ro")
    engine.run(HELLO, *NO_CONTAINERS, runs="disk").fails("disk")


def test_a_disk_that_is_full_while_a_task_writes(engine, small_disk):
    small_disk("size=4m")
    run = engine.run(WORKFLOWS / "filling.wdl", *NO_CONTAINERS, runs="disk")
    run.fails("no space left|disk is full", status=(1,))


def test_a_disk_that_has_no_room_for_the_run(engine, small_disk):
    folder = small_disk("size=64k")
    (folder / "ballast").write_bytes(b"x" * (60 << 10))
    engine.run(HELLO, *NO_CONTAINERS, runs="disk").fails("no space left|disk is full|room")


def processes_with(text):
    """The ids of processes whose command line has this text as a word."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if text.encode() in path.read_bytes().split(b"\0"):
                found.append(path.parent.name)
        except OSError:
            pass  # it has ended meanwhile
    return found


@pytest.mark.parametrize("containers", ["none", "podman"])
def test_ctrl_c_ends_what_runs(engine, containers):
    seconds = f"9{os.getpid()}{time.time_ns() % 10**6}"
    process = engine.start(WORKFLOWS / "sleeping.wdl", f"seconds={seconds}", "--containers", containers)
    wait_until("two tasks sleep", lambda: len(processes_with(seconds)) >= 2, process)
    process.send_signal(signal.SIGINT)
    run = finish(process, seconds=60)
    assert run.status == 130, run.stderr
    assert run.stdout.strip() == ""
    assert processes_with(seconds) == []
