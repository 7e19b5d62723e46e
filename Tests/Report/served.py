"""A `martlet serve` of its own, with what tests ask it for."""

import json
import pathlib
import re
import subprocess
import time
import urllib.error
import urllib.request
import uuid

from conftest import MARTLET, PATIENCE, martlet

API = "api/martlet/v1/"


class Server:
    def __init__(self, folder):
        self.folder = folder
        self.process = subprocess.Popen(
            [MARTLET, "serve", "--port", "0", "--data", "data", "--containers", "none"], cwd=folder,
            stderr=subprocess.PIPE, text=True)
        said = ""
        while (match := re.search(r"listening on (http://\S+?);.*#token=(\S+)", said)) is None:
            line = self.process.stderr.readline()
            assert line, said
            said += line
        self.base, self.token = match[1] + "/", match[2]

    def run(self, id):
        """The folder of a run."""
        return next(pathlib.Path(self.folder, "data", "runs").glob(f"**/{id}"))

    @property
    def page(self):
        return f"{self.base}#token={self.token}"

    def user(self, name):
        """Another user's token."""
        return re.search(r"[0-9a-f]{48}", martlet("users", "add", name, "--data", "data", folder=self.folder))[0]

    def ask(self, path, token=None, method="GET", body=None, headers=None):
        """Status, headers and bytes of an answer."""
        request = urllib.request.Request(self.base + path, method=method, data=body, headers={
            "Authorization": f"Bearer {token or self.token}", **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def get(self, path):
        status, _, body = self.ask(path)
        assert status == 200, body
        return json.loads(body)

    def submit(self, source, **parts):
        """Submits a document as clients of Cromwell do; gives its id."""
        parts = {"workflowSource": source, **parts}
        mark = uuid.uuid4().hex
        body = "".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
            f"{value if isinstance(value, str) else json.dumps(value)}\r\n" for name, value in parts.items())
        status, _, answer = self.ask("api/workflows/v1", method="POST", body=f"{body}--{mark}--\r\n".encode(), headers={
            "Content-Type": f"multipart/form-data; boundary={mark}"})
        assert status == 201, answer
        return json.loads(answer)["id"]

    def wait(self, run, *statuses):
        deadline = time.monotonic() + PATIENCE
        while (status := self.get(f"{API}workflows/{run}")["status"]) not in statuses:
            assert time.monotonic() < deadline, status
            time.sleep(0.05)

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.process.stderr.close()
