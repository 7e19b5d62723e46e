"""Runs martlet as a user does, and keeps what it said."""
import json
import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
EXAMPLES = PROJECT / "Examples"
WORKFLOWS = Path(__file__).resolve().parent / "workflows"
CRASH = re.compile(r"Fatal error|Crash(ed|ing)|\*\*\* Signal|Assertion|Traceback")
ERROR = re.compile(r"^error(\[[^\]]*\])?: ", re.MULTILINE)
PATIENCE = 240


@dataclass
class Run:
    """How a run ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def outputs(self):
        assert self.status == 0, f"exit code {self.status}; stderr:\n{self.stderr}"
        return json.loads(self.stdout)

    def fails(self, *patterns, status=(1, 2), several=False):
        """Assert that the run failed with nothing on stdout and one error message (or several), which says all of this."""
        assert self.status in status, f"exit code {self.status}; stderr:\n{self.stderr}"
        assert not CRASH.search(self.stderr), self.stderr
        assert self.stdout.strip() == "", f"stdout:\n{self.stdout}"
        count = len(ERROR.findall(self.stderr))
        assert count == 1 or (several and count > 1), f"there has to be one `error: …`; stderr:\n{self.stderr}"
        message = self.stderr[ERROR.search(self.stderr).start():]
        for pattern in patterns:
            assert re.search(pattern, message, re.IGNORECASE), f"/{pattern}/ is not in:\n{message}"


class Engine:
    """martlet in a folder of its own: home, runs and configuration lie there."""

    def __init__(self, program, folder, environment):
        self.program, self.folder = program, folder
        self.environment = {**environment, "HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "home")}
        (folder / "home").mkdir(exist_ok=True)

    def command(self, source, *arguments, runs="runs", cached=False):
        """Calls run, unless the test is about the cache: what they do is what tests look at."""
        return [self.program, "run", str(source), "--runs-dir", str(self.folder / runs), *map(str, arguments),
                *([] if cached else ["--no-cache"])]

    def start(self, source, *arguments, runs="runs", cached=False, **environment):
        """The process, which has a group of its own. A variable that is None is left out."""
        values = {**self.environment, **environment}
        values = {name: value for name, value in values.items() if value is not None}
        return subprocess.Popen(
            self.command(source, *arguments, runs=runs, cached=cached), cwd=self.folder, env=values, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, source, *arguments, **settings):
        return finish(self.start(source, *arguments, **settings))


def finish(process, seconds=PATIENCE):
    """Wait for the end of a process."""
    try:
        stdout, stderr = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        stdout, stderr = process.communicate()
        raise AssertionError(f"martlet did not end within {seconds} s; stderr:\n{stderr}")
    return Run(process.returncode, stdout, stderr)


def wait_until(what, condition, process, seconds=60):
    """Wait for a condition while a process runs."""
    limit = time.time() + seconds
    while not condition():
        if process.poll() is not None:
            run = finish(process)
            raise AssertionError(f"martlet ended before {what}; exit code {run.status}; stderr:\n{run.stderr}")
        if time.time() > limit:
            process.send_signal(signal.SIGINT)
            raise AssertionError(f"waited {seconds} s for {what}; stderr:\n{finish(process).stderr}")
        time.sleep(0.2)
