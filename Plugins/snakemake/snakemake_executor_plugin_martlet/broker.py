"""The process that runs the jobs: `martlet snakemake-broker`."""
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections import deque
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

PROTOCOL = 1
STDERR_LINES = 20


def find_program(named=None):
    """The path of martlet: as named, installed beside this plug-in, or on PATH; None when there is none."""
    if named:
        return shutil.which(named)
    for path in (Path(sys.executable).parent / "martlet", *_installed()):
        if os.access(path, os.X_OK):
            return str(path)
    return shutil.which("martlet")


def _installed():
    """Where pip has put martlet, which is not beside Python when it was installed for one user or into a folder."""
    try:
        return [file.locate() for file in files("martlet") or () if file.name == "martlet"]
    except PackageNotFoundError:
        return []


class Broker:
    """Speaks with one broker. Replies wait in a queue until they are fetched; the last of all is `{"ev": "closed"}`."""

    def __init__(self, program):
        # Of a session of its own: Ctrl-C must not end it before it has ended the jobs.
        self._process = subprocess.Popen(
            [program, "snakemake-broker", "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True)
        self._lock = threading.Lock()
        self._replies = queue.SimpleQueue()
        self._said = deque(maxlen=STDERR_LINES)
        self._readers = [threading.Thread(target=read, daemon=True) for read in (self._read, self._listen)]
        for reader in self._readers:
            reader.start()

    def send(self, **request):
        """Send a request; what cannot be sent any more is told by the replies' end.

        Raises ValueError for what is no text that JSON has.
        """
        line = json.dumps(request, ensure_ascii=False).encode() + b"\n"
        try:
            with self._lock:
                self._process.stdin.write(line)
                self._process.stdin.flush()
        except OSError:
            pass

    def replies(self):
        """What was said since the last time."""
        while True:
            try:
                yield self._replies.get_nowait()
            except queue.Empty:
                return

    def close(self, seconds):
        """Let it end, and kill it when it does not; whether it ended by itself."""
        try:
            with self._lock:
                self._process.stdin.close()
        except OSError:
            pass
        ended = True
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            ended = False
            self._process.kill()
            self._process.wait()
        for reader in self._readers:
            reader.join(1)
        return ended

    def _read(self):
        for line in self._process.stdout:
            try:
                self._replies.put(json.loads(line))
            except ValueError:
                self._said.append(line.decode(errors="replace").rstrip())
        self._readers[1].join(1)
        self._replies.put({"ev": "closed", "status": self._process.wait(), "said": "\n".join(self._said)})

    def _listen(self):
        for line in self._process.stderr:
            self._said.append(line.decode(errors="replace").rstrip())
