"""A real cromshell (Broad Institute, PyPI) against the server."""

import json
import zipfile

import pytest

from conftest import WORKFLOWS


@pytest.fixture
def cromshell(server, run, tmp_path):
    """Runs a command of cromshell, which knows the server from its own configuration."""
    folder = tmp_path / ".cromshell"
    folder.mkdir()
    (folder / "cromshell_config.json").write_text(
        json.dumps({"cromwell_server": server.url_with_token, "requests_timeout": 30}))

    def cromshell(*arguments, status=0, **environment):
        return run("cromshell", "--no_turtle", "--machine_processable", *arguments, status=status, **environment)
    return cromshell


@pytest.fixture
def submit(cromshell):
    """Submits a workflow and gives its identifier."""
    def submit(*arguments):
        said = cromshell("submit", *arguments)
        answer = json.loads(said[said.index("{"):])
        assert answer["status"] == "Submitted"
        return answer["id"]
    return submit


@pytest.fixture
def dependencies(tmp_path):
    path = tmp_path / "dependencies.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ["lib/tools.wdl", "greet.wdl"]:
            archive.write(WORKFLOWS / name, name)
    return path


def test_a_workflow_with_dependencies_and_options_from_submission_to_outputs(
        server, cromshell, submit, dependencies, write, tmp_path):
    inputs = write({"greet.names": ["ada", "bo"]})
    options = write({"workflow_failure_mode": "ContinueWhilePossible"}, "options.json")
    identifier = submit("--do-not-flatten-wdls", "-d", dependencies, "-op", options, WORKFLOWS / "greet.wdl", inputs)
    assert server.wait(identifier) == "Succeeded"

    cromshell("alias", identifier, "greeting")
    assert '"Succeeded"' in cromshell("status", "greeting")
    assert "greeting" in cromshell("list")
    metadata = json.loads(cromshell("metadata", "greeting"))
    assert metadata["status"] == "Succeeded"
    assert metadata["outputs"]["greet.louds"] == ["ADA", "BO"]
    calls = sorted(metadata["calls"]["greet.shout"], key=lambda call: call["shardIndex"])
    assert [(call["shardIndex"], call["attempt"], call["executionStatus"], call["returnCode"], call["inputs"]["text"])
            for call in calls] == [(0, 1, "Done", 0, "ada"), (1, 1, "Done", 0, "bo")]
    with open(calls[0]["stderr"]) as stderr:
        assert stderr.read() == "hearing ada\n"

    slim = json.loads(cromshell("slim-metadata", "-k", "id,executionStatus", "greeting"))
    assert set(slim) == {"id", "calls"}
    assert all(set(call) == {"executionStatus", "attempt", "shardIndex"} for call in slim["calls"]["greet.shout"])
    without = json.loads(cromshell("slim-metadata", "-x", "-k", "submittedFiles,calls", "greeting"))
    assert "calls" not in without and "submittedFiles" not in without and without["outputs"]

    assert "shard-0" in cromshell("logs", "-s", "ALL", "greeting")
    assert "loud.txt" in cromshell("list-outputs", "greeting")
    assert json.loads(cromshell("list-outputs", "-j", "greeting"))["greet.louds"] == ["ADA", "BO"]
    assert "greet.shout" in cromshell("list-outputs", "-d", "greeting")
    assert "2 Done" in cromshell("counts", "greeting")


def test_counts_and_logs_of_workflows_that_are_called(server, cromshell, submit, dependencies, write):
    inputs = write({"nested.groups": [["ada"], ["bo", "cy"]]})
    identifier = submit("--do-not-flatten-wdls", "-d", dependencies, WORKFLOWS / "nested.wdl", inputs)
    assert server.wait(identifier) == "Succeeded"
    counts = cromshell("counts", identifier)
    assert "greet" in counts and "shout" in counts
    assert "shout" in cromshell("logs", "-s", "ALL", identifier)
    metadata = json.loads(cromshell("metadata", identifier))
    inner = metadata["calls"]["nested.greet"][0]["subWorkflowMetadata"]
    assert inner["parentWorkflowId"] == identifier and inner["calls"]["greet.shout"]


def test_the_client_zips_a_folder_of_dependencies(server, submit, write):
    identifier = submit("--do-not-flatten-wdls", "-d", WORKFLOWS, WORKFLOWS / "nested.wdl",
                        write({"nested.groups": [["ada"]]}))
    assert server.wait(identifier) == "Succeeded"


def test_timing_is_a_page_of_the_server(server, cromshell, submit, write, tmp_path):
    identifier = submit(WORKFLOWS / "wait.wdl", write({"wait.seconds": 0}))
    assert server.wait(identifier) == "Succeeded"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    cromshell("timing", identifier, BROWSER=f"{browser} %s")
    opened = (tmp_path / "opened").read_text().strip()
    assert opened == f"{server.url_with_token}/api/workflows/v1/{identifier}/timing"
    page = server.ask("GET", f"/api/workflows/v1/{identifier}/timing")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "wait" in page.text and "http://" not in page.text.replace("http://www.w3.org/", "")


def test_a_workflow_is_aborted(server, cromshell, submit, write):
    identifier = submit(WORKFLOWS / "wait.wdl", write({"wait.seconds": 600}))
    answer = json.loads(cromshell("abort", identifier))
    assert answer["id"] == identifier and answer["status"] in ("Aborting", "Aborted")
    assert server.wait(identifier) == "Aborted"
    assert '"Aborted"' in cromshell("status", identifier)
    server.ask("POST", f"/api/workflows/v1/{identifier}/abort", status=403)


def test_a_failure_is_told(server, cromshell, submit, write):
    identifier = submit(WORKFLOWS / "broken.wdl", write({}))
    assert server.wait(identifier) == "Failed"
    assert '"Failed"' in cromshell("status", identifier)
    assert "broken.fail" in cromshell("logs", identifier)
    metadata = json.loads(cromshell("metadata", identifier))
    assert metadata["calls"]["broken.fail"][0]["returnCode"] == 3
    assert metadata["failures"][0]["message"]


def test_validation_says_what_is_wrong(cromshell, write, tmp_path):
    fine = write({"wait.seconds": 1})
    assert "Validation successful" in cromshell("validate", WORKFLOWS / "wait.wdl", fine)
    wrong = write({"wait.secods": 1}, "wrong.json")
    cromshell("validate", "--no-miniwdl", WORKFLOWS / "wait.wdl", wrong, status=1)
    document = tmp_path / "wrong.wdl"
    document.write_text("version 1.0\nworkflow w { call nothing }\n")
    cromshell("validate", "--no-miniwdl", document, write({}), status=1)
