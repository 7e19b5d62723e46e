"""A server of martlet's, and clients of others that talk to it."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import pytest
import requests

MARTLET = os.environ.get("MARTLET") or shutil.which("martlet") or "martlet"
WORKFLOWS = pathlib.Path(__file__).parent / "workflows"
# Seconds until something that never comes counts as missing.
PATIENCE = 30
ENDED = {"Succeeded", "Failed", "Aborted"}


def until(ask, what):
    """Asks until there is an answer, and gives that."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come in {PATIENCE} s")


class Server:
    """A process of `martlet serve` with its data in a folder, and one user's token."""

    def __init__(self, folder):
        self.log = folder / "server.log"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [MARTLET, "serve", "--port", "0", "--data", folder / "data", "--containers", "none",
                 "--max-requests", "2000"],
                cwd=folder, stdout=log, stderr=log)
        said = until(lambda: re.search(r"listening on http://([^;\s]+).*#token=(\w+)", self.log.read_text()),
                     "the server's address")
        self.host, self.token = said[1], said[2]
        self.url = f"http://{self.host}"
        # As clients are told that know of no tokens.
        self.url_with_token = f"http://me:{self.token}@{self.host}"

    def ask(self, method, path, status=200, **options):
        answer = requests.request(method, self.url + path, headers={"Authorization": f"Bearer {self.token}"},
                                  timeout=PATIENCE, **options)
        assert answer.status_code == status, answer.text
        return answer

    def wait(self, identifier):
        """The status that a workflow ends with."""
        def status():
            found = self.ask("GET", f"/api/workflows/v1/{identifier}/status").json()["status"]
            return found if found in ENDED else None
        return until(status, f"the end of {identifier}")

    def close(self):
        self.process.terminate()
        self.process.wait(PATIENCE)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.close()


@pytest.fixture
def run(tmp_path):
    """Runs a client's command, with a home of its own."""
    def run(command, *arguments, status=0, **environment):
        environment = {**os.environ, "HOME": str(tmp_path), "NO_COLOR": "1", **environment}
        program = pathlib.Path(sys.executable).parent / command
        result = subprocess.run([program, *map(str, arguments)], cwd=tmp_path, env=environment, capture_output=True,
                                text=True, timeout=2 * PATIENCE)
        assert result.returncode == status, f"{result.returncode}: {result.stdout}\n{result.stderr}"
        return result.stdout
    return run


@pytest.fixture
def write(tmp_path):
    """Writes a value as a JSON file and gives its path."""
    def write(value, name="inputs.json"):
        path = tmp_path / name
        path.write_text(json.dumps(value))
        return path
    return write
