"""A server whose workflows run on AWS Batch: 200 at once, killed while they run and started again; jobs are played by `sim`."""
import json
import os
import re
import signal
import subprocess
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from account import EVERY, is_array
from engine import WORKFLOWS, wait_until
from test_scale import alive, big_account, sim  # noqa: F401: fixtures

WORKFLOWS_AT_ONCE = 200
TASKS_EACH = 2
# Of the process at its largest, in KiB: a debug build with all of them under way.
MOST_MEMORY = 600_000
PATIENCE = 240
pytestmark = pytest.mark.alone


class Server:
    """`martlet serve` with its data in a folder, and what a client asks of it."""

    def __init__(self, martlet, folder, environment, config):
        self.martlet, self.folder, self.config = martlet, folder, config
        self.environment = {**environment, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        self.starts = 0
        self.start()

    def start(self):
        self.starts += 1
        self.log = self.folder / f"server-{self.starts}.log"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [self.martlet, "serve", "--port", "0", "--config", self.config, "--on", "rig", "--max-requests", "5000"],
                cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        said = r"listening on (http://[^;\s]+).*#token=(\w+)"
        wait_until("the server listens", lambda: re.search(said, self.log.read_text()), self.process)
        self.url, self.token = re.search(said, self.log.read_text()).groups()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def most_memory(self):
        return int(re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{self.process.pid}/status").read())[1])

    def ask(self, path, form=None):
        """The answer's JSON; a form is sent as multipart."""
        request = urllib.request.Request(f"{self.url}/api/workflows/v1{path}", method="GET" if form is None else "POST")
        request.add_header("Authorization", f"Bearer {self.token}")
        if form is not None:
            parts = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in form.items()]
            request.add_header("Content-Type", "multipart/form-data; boundary=b")
            request.data = ("".join(parts) + "--b--\r\n").encode()
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def submit(self, **inputs):
        return self.ask("", {
            "workflowSource": (WORKFLOWS / "mixed.wdl").read_text(),
            "workflowInputs": json.dumps({f"mixed.{name}": value for name, value in inputs.items()})})["id"]

    def count(self, *statuses):
        return self.ask("/query?pageSize=1" + "".join(f"&status={status}" for status in statuses))["totalResultsCount"]


@pytest.fixture
def server(martlet, sim, big_account, tmp_path):  # noqa: F811
    config = big_account.configuration(tmp_path / "martlet.yaml")
    # Each run asks for itself.
    config.write_text(config.read_text().replace("pollInterval: 1", "pollInterval: 5"))
    made = Server(martlet, tmp_path, sim, config)
    yield made
    made.process.kill()
    made.process.wait()


def test_two_hundred_workflows_outlive_their_server(server, big_account, sim):  # noqa: F811
    with ThreadPoolExecutor(20) as pool:
        ids = list(pool.map(lambda _: server.submit(count=TASKS_EACH, longest=20), range(WORKFLOWS_AT_ONCE)))
    assert len(set(ids)) == WORKFLOWS_AT_ONCE
    wait_until("jobs run", lambda: alive(sim).get("RUNNING", 0) > WORKFLOWS_AT_ONCE // 2, server.process, PATIENCE)
    assert server.count("Running") > 0
    server.kill()
    server.start()
    wait_until("all have ended", lambda: server.count("Submitted", "Running") == 0, server.process, PATIENCE)
    assert server.count("Succeeded") == WORKFLOWS_AT_ONCE
    expected = [f"number {number}" for number in range(TASKS_EACH)]
    assert all(server.ask(f"/{each}/outputs")["outputs"]["mixed.said"] == expected for each in ids)
    # What went on while there was no server was taken over: nothing ran twice.
    assert len([job for job in big_account.jobs(*EVERY) if not is_array(job)]) == WORKFLOWS_AT_ONCE * TASKS_EACH
    assert alive(sim) == {}
    assert server.most_memory() < MOST_MEMORY
    events = server.ask(f"/{ids[0]}/metadata?includeKey=workflowProcessingEvents")["workflowProcessingEvents"]
    assert events[0]["description"] == "PickedUp"


def test_what_is_aborted_ends_its_jobs_although_the_server_was_killed(server, sim):  # noqa: F811
    ids = [server.submit(count=3, longest=2000) for _ in range(3)]
    # The first task of each takes a second, the others very long.
    wait_until("the long ones run", lambda: alive(sim) == {"RUNNING": 6}, server.process, PATIENCE)
    assert server.ask(f"/{ids[0]}/abort", {})["status"] == "Aborting"
    wait_until("it is aborted", lambda: server.count("Aborted") == 1, server.process, PATIENCE)
    assert alive(sim) == {"RUNNING": 4}
    for each in ids[1:]:
        server.ask(f"/{each}/abort", {})
    server.kill()
    server.start()
    wait_until("they are aborted", lambda: server.count("Aborted") == 3, server.process, PATIENCE)
    assert alive(sim) == {}
    with pytest.raises(urllib.error.HTTPError, match="403"):
        server.ask(f"/{ids[0]}/abort", {})
