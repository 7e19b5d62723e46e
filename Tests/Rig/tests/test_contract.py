"""What a task sees and leaves is the same as a process, in a container of this machine and on AWS Batch."""
import functools
import json
import os
import re
from pathlib import Path

import pytest

from engine import WORKFLOWS, Engine

PLACES = ("none", "podman", "batch")
TEXT = "a 'quoted' \"text\" with $HOME, `ticks`, \\slashes\\,\nlines\n\nand ünïcode 🐦 "
ODD = "odd näme (1) & [x]{y} 'q'.txt"


@pytest.fixture(scope="module")
def run_at(martlet, client_environment, account, tmp_path_factory):
    """run_at(place, workflow, arguments…, inputs…): the run."""
    folder = tmp_path_factory.mktemp("contract")
    configuration = account.configuration(folder / "martlet.yaml")
    configuration.write_text(configuration.read_text() + "rules:\n  - name: ending\n    timeLimit: 3 s\n")

    def run(place, workflow, *arguments, **inputs):
        where = ["--on", "rig"] if place == "batch" else ["--containers", place]
        own = folder / place
        own.mkdir(exist_ok=True)
        (own / "inputs.json").write_text(json.dumps(inputs))
        return Engine(martlet, own, client_environment).run(
            WORKFLOWS / workflow, "-i", "inputs.json", *where, "--config", configuration, *arguments)

    return run


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """Files that are not easy, by the workflow's names."""
    folder = tmp_path_factory.mktemp("contract-inputs")
    for path, content in {
        "one/reads.bam": "reads", "one/reads.bam.bai": "index", "two/reads.bam": "others", ODD: "odd", "empty.txt": "",
        "folder/below/one.txt": "one\n", "folder/.hidden": "", "folder/two words.txt": "2\n", "folder/no/file": "",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    (folder / "folder" / "link.txt").symlink_to("below/one.txt")
    (folder / "folder" / "barren" / "land").mkdir(parents=True)
    (folder / "bare").mkdir()
    return {"reads": str(folder / "one/reads.bam"), "index": str(folder / "one/reads.bam.bai"),
            "namesake": str(folder / "two/reads.bam"), "odd": str(folder / ODD), "empty": str(folder / "empty.txt"),
            "folder": str(folder / "folder"), "bare": str(folder / "bare"), "text": TEXT}


@pytest.fixture(scope="module")
def found(run_at, inputs, account):
    """found(place): the outputs, files as (name, content) and folders as {path: content, or None for a folder}."""

    @functools.cache
    def run(place):
        return run_at(place, "contract.wdl", **inputs)

    @functools.cache
    def outputs(place):
        return {name.removeprefix("contract."): looked_at(value) for name, value in run(place).outputs.items()}

    def looked_at(value):
        if isinstance(value, list):
            return [looked_at(each) for each in value]
        if isinstance(value, str) and re.match("s3://|/", value):
            return remote(value) if value.startswith("s3://") else local(Path(value))
        return value

    def remote(url):
        bucket, _, key = url.removeprefix("s3://").partition("/")
        below = account.s3.list_objects_v2(Bucket=bucket, Prefix=key.rstrip("/") + "/").get("Contents", [])
        if not below:
            return key.split("/")[-1], account.object(url)
        tree = {}
        for each in below:
            path = each["Key"][len(key.rstrip("/")) + 1:]
            parts = path.split("/")
            tree.update({"/".join(parts[:depth]): None for depth in range(1, len(parts))})
            if path and not path.endswith("/"):
                tree[path] = account.object(f"s3://{bucket}/{each['Key']}")
        return tree

    def local(path):
        if not path.is_dir():
            return path.name, path.read_bytes()
        tree = {}
        for folder, folders, files in os.walk(path, followlinks=True):
            here = Path(folder).relative_to(path)
            tree.update({str(here / each): None for each in folders})
            tree.update({str(here / each): (path / here / each).read_bytes() for each in files})
        return tree

    return outputs


@pytest.mark.parametrize("place", PLACES)
def test_what_surrounds_a_command(found, place):
    assert found(place)["surroundings_found"].splitlines() == [
        "shell: bash, arguments: 0, options: hB",
        "errexit        \toff",
        "noglob         \toff",
        "nounset        \toff",
        "pipefail       \toff",
        "working folder: 0 files, writable",
        f"text: {TEXT.encode().hex()}",
        "stdin: ended",
        "umask: 0022",
        "temporary folder: made",
        "home: writable",
        f"asked for: 1.000000 cores, {256 << 20} bytes, attempt 0",
        "signals: 143 141",
        "a failed command ends nothing: yes",
    ]


@pytest.mark.parametrize("place", PLACES)
def test_what_lies_where_among_the_inputs(found, place):
    assert found(place)["inputs_found"].splitlines() == [
        "reads: reads.bam holds reads",
        "index: reads.bam.bai beside it: yes",
        "namesake: reads.bam holds others",
        f"odd: {ODD} holds odd",
        "empty: empty.txt has 0 bytes",
        "folder: folder",
        *(f"./{path}".removesuffix("/.") for path in (
            ".", ".hidden", "barren", "barren/land", "below", "below/one.txt", "link.txt", "no", "no/file", "two words.txt")),
        "one",
        "one",
        "bare: bare has 0 files",
        "absolute",
        "absolute",
    ]


@pytest.mark.parametrize("place", PLACES)
def test_streams_are_apart_and_complete(found, place):
    assert found(place)["stdout"] == ("stdout", b"begin\n" + b"o" * 300000 + b"\xff\0\r no line end, late words")
    assert found(place)["stderr"] == ("stderr", b"complaint\n" + b"e" * 300000 + b"neither here")


@pytest.mark.parametrize("place", PLACES)
def test_files_with_odd_names_are_kept(found, place):
    names = sorted(["a b", "it's", 'say "x"', "ünï", "100%", "a+b", "#1", "q?x", "-dash", "semi;colon", "$HOME", "back\\slash",
                    "a&b=c"], key=str.encode)
    assert found(place)["odd_files"] == [(name, name.encode()) for name in names]
    strange = sorted(["tab\tand\r", " around ", "\x01", "a//b?&=+%2F", "x" * 255])
    assert found(place)["strange_files"] == [(name.replace("/", "_"), name.encode()) for name in strange]


@pytest.mark.parametrize("place", PLACES)
def test_patterns_find_files_in_the_order_of_their_bytes(found, place):
    assert [name for name, _ in found(place)["globbed"]] == ["10.txt", "9.txt", "B.txt", "a.txt", "b.txt", "é.txt"]
    assert found(place)["globbed_below"] == [("x.txt", b"deep\n"), ("y.txt", b"b\n")]
    assert found(place)["nothing"] == []


@pytest.mark.parametrize("place", PLACES)
def test_folders_are_kept_whole(found, place):
    assert found(place)["tree"] == {"one": b"one\n", "to_one": b"one\n", "empty": None, "below": None, "below/nothing": b"",
                                    "below/to_one": b"one\n"}
    assert found(place)["bare_tree"] == {}
    assert found(place)["handed_folder"] == {
        ".hidden": b"", "two words.txt": b"2\n", "link.txt": b"one\n", "below": None, "below/one.txt": b"one\n", "no": None,
        "no/file": b"", "barren": None, "barren/land": None}


@pytest.mark.parametrize("place", PLACES)
def test_links_and_files_of_others_are_kept_as_what_they_lead_to(found, place):
    outputs = found(place)
    assert outputs["handed"] == ("reads.bam", b"reads")
    assert outputs["linked"] == ("linked", b"two\n")
    assert outputs["nobody"] == ("nobody", b"")
    assert outputs["absent"] is None and outputs["dangling"] is None


@pytest.mark.parametrize("place", PLACES)
def test_the_next_task_gets_what_was_left(found, place):
    lines = found(place)["taking_found"].splitlines()
    assert [line for line in lines if line.startswith("odd: ")] == [
        f"odd: {name} holds {content.decode()}" for name, content in found(place)["odd_files"]]
    assert [line for line in lines if not line.startswith("odd: ")] == [
        ".", "./below", "./below/nothing", "./below/to_one", "./empty", "./one", "./to_one", "one", "bare: 0 files",
        "handed: reads.bam holds reads", ".", "./.hidden", "./barren", "./barren/land", "./below", "./below/one.txt",
        "./link.txt", "./no", "./no/file", "./two words.txt", "linked: linked holds two"]


@pytest.mark.parametrize("place", PLACES)
def test_commands_that_end_badly(run_at, place):
    lines = ["exit 4", "kill -TERM $$", "kill -SEGV $$", "kill -KILL $$", "sleep 60"]
    run = run_at(place, "endings.wdl", "--failure-mode", "continue", lines=lines)
    run.fails("exit status 4", "exit status 143", "exit status 139", "exit status 137", "timed-out.*3 s", status=(1,),
              several=True)


@pytest.mark.parametrize("place", PLACES)
def test_an_exit_status_that_means_success(run_at, place):
    assert run_at(place, "endings.wdl", lines=["exit 3", "true"]).outputs["endings.said"] == ["first words"] * 2
