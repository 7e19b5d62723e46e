"""A client of WES (GA4GH, PyPI) against the server, under the standard's path."""

import json

import pytest

from conftest import WORKFLOWS, until


@pytest.fixture
def wes(server, run):
    """Runs the client; it takes the token out of the address, since it sends none of its own when it submits."""
    def wes(*arguments, status=0):
        return run("wes-client", "--proto", "http", "--host", f"me:{server.token}@{server.host}", "--auth",
                   f"Authorization: Bearer {server.token}", *arguments, status=status)
    return wes


def ended(wes, identifier):
    def log():
        found = json.loads(wes("--get", identifier))
        return found if found["state"] in ("COMPLETE", "EXECUTOR_ERROR", "CANCELED") else None
    return until(log, f"the end of {identifier}")


def test_a_run_from_submission_to_outputs(server, wes, write):
    info = json.loads(wes("--info"))
    assert "1.1.0" in info["supported_wes_versions"] and "1.0" in info["workflow_type_versions"]["WDL"][
        "workflow_type_version"]
    identifier = wes(
        "--no-wait", "--run", "--attachments", f"file://{WORKFLOWS}/lib/tools.wdl", f"file://{WORKFLOWS}/greet.wdl",
        write({"greet.names": ["ada", "bo"]})).strip()
    log = ended(wes, identifier)
    assert log["state"] == "COMPLETE"
    assert log["outputs"]["greet.louds"] == ["ADA", "BO"]
    assert log["request"]["workflow_params"] == {"greet.names": ["ada", "bo"]}
    assert [task["exit_code"] for task in log["task_logs"]] == [0, 0]
    assert identifier in wes("--list")
    assert "the run succeeded" in wes("--log", identifier)


def test_tasks_come_in_pages_with_their_streams(server, wes, write):
    attachments = f"file://{WORKFLOWS}/lib/tools.wdl"
    identifier = wes("--no-wait", "--run", "--attachments", attachments, f"file://{WORKFLOWS}/greet.wdl",
                     write({"greet.names": ["ada", "bo", "cy"]})).strip()
    log = ended(wes, identifier)
    path = log["task_logs_url"].removeprefix(server.url)
    first = server.ask("GET", path + "?page_size=2").json()
    rest = server.ask("GET", path + f"?page_size=2&page_token={first['next_page_token']}").json()
    assert len(first["task_logs"]) == 2 and len(rest["task_logs"]) == 1 and rest["next_page_token"] == ""
    task = first["task_logs"][0]
    assert server.ask("GET", f"{path}/{task['id']}").json() == task
    heard = {server.ask("GET", task["stderr"].removeprefix(server.url)).text
             for task in first["task_logs"] + rest["task_logs"]}
    assert heard == {"hearing ada\n", "hearing bo\n", "hearing cy\n"}


def test_runs_come_in_pages_and_are_cancelled(server):
    form = {"workflow_params": '{"wait.seconds": 600}', "workflow_type": "WDL", "workflow_type_version": "1.0",
            "workflow_url": "wait.wdl", "tags": '{"project": "pages"}',
            "workflow_engine_parameters": '{"workflow_failure_mode": "NoNewCalls"}'}
    runs = []
    for _ in range(3):
        with open(WORKFLOWS / "wait.wdl", "rb") as document:
            answer = server.ask("POST", "/api/ga4gh/wes/v1/runs", data=form,
                                files=[("workflow_attachment", ("wait.wdl", document))])
        runs.append(answer.json()["run_id"])
    found, token = [], ""
    while len(found) < 3:
        page = server.ask("GET", f"/ga4gh/wes/v1/runs?page_size=1&page_token={token}").json()
        found += [(run["run_id"], run["tags"]["project"]) for run in page["runs"]]
        token = page["next_page_token"]
    assert found == [(run, "pages") for run in reversed(runs)]
    for run in runs:
        assert server.ask("POST", f"/ga4gh/wes/v1/runs/{run}/cancel").json() == {"run_id": run}
    for run in runs:
        assert server.wait(run) == "Aborted"
        assert server.ask("GET", f"/ga4gh/wes/v1/runs/{run}/status").json()["state"] == "CANCELED"


@pytest.mark.parametrize("change, says", [
    ({"workflow_type": "CWL"}, "workflow_type"), ({"workflow_type_version": "9"}, "workflow_type_version"),
    ({"workflow_url": "other.wdl"}, "workflow_url"), ({"workflow_params": "[1]"}, "workflow_params"),
    ({"workflow_url": "file:///etc/passwd"}, "workflow_url"), ({"workflow_engine": "toil"}, "workflow_engine"),
    ({"tags": '{"a": 1}'}, "label"), ({"else": "x"}, "else")])
def test_what_cannot_be_run_is_refused(server, change, says):
    form = {"workflow_type": "WDL", "workflow_type_version": "1.0", "workflow_url": "wait.wdl", **change}
    answer = server.ask("POST", "/ga4gh/wes/v1/runs", status=400, data=form,
                        files=[("workflow_attachment", ("wait.wdl", b"version 1.0"))]).json()
    assert answer["status_code"] == 400 and says in answer["msg"]


@pytest.mark.parametrize("name", ["../wait.wdl", "/tmp/wait.wdl", "a/../../wait.wdl"])
def test_attachments_stay_where_they_belong(server, name):
    form = {"workflow_type": "WDL", "workflow_url": name}
    answer = server.ask("POST", "/ga4gh/wes/v1/runs", status=400, data=form,
                        files=[("workflow_attachment", (name, b"version 1.0"))]).json()
    assert "relative path" in answer["msg"]
