"""Where commands run, in images that offer next to nothing."""
from pathlib import Path

import pytest

from engine import EXAMPLES, WORKFLOWS

HELLO = EXAMPLES / "hello" / "hello.wdl"


def test_hello_as_a_process(engine):
    outputs = engine.run(HELLO, "name=you", "--containers", "none").outputs
    assert outputs["hello.greeting"] == "Hello, you!"
    assert Path(outputs["hello.letter"]).read_text() == "Hello, you!\n"


def test_hello_in_a_container_without_bash(engine):
    assert engine.run(HELLO, "--containers", "podman").outputs["hello.greeting"] == "Hello, world!"


def test_hello_on_batch_in_an_image_of_busybox_alone(engine, on_batch, account):
    outputs = engine.run(HELLO, "name=cloud", *on_batch).outputs
    assert outputs["hello.greeting"] == "Hello, cloud!"
    letter = outputs["hello.letter"]
    text = account.object(letter).decode() if letter.startswith("s3://") else Path(letter).read_text()
    assert text == "Hello, cloud!\n"
    assert account.alive() == []


@pytest.mark.parametrize("image, shell", [("localhost/busybox:latest", "/bin/busybox"),
                                          ("localhost/variants:latest", "/usr/bin/dash")])
def test_the_container_is_the_one_that_the_task_names(engine, image, shell):
    outputs = engine.run(WORKFLOWS / "shell.wdl", f"image={image}", "--containers", "podman").outputs
    assert outputs["shell.path"] == shell


@pytest.mark.parametrize("image, shell", [("localhost/busybox:latest", "/bin/busybox"),
                                          ("localhost/variants:latest", "/usr/bin/dash")])
def test_the_job_is_in_the_image_that_the_task_names(engine, on_batch, image, shell):
    outputs = engine.run(WORKFLOWS / "shell.wdl", f"image={image}", *on_batch).outputs
    assert outputs["shell.path"] == shell
