"""A real process a job, no container: the image is ignored. For scale and engine logic, not for isolation or limits."""
import os
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor


class Processes:
    def __init__(self, slots, grace, root="/tmp"):
        self.slots, self.grace, self.root = slots, grace, root
        self.pool = ThreadPoolExecutor(slots)
        self.used, self.live = 0, {}

    def room(self):
        return self.used < self.slots

    def start(self, identity, specs, log, on_running, on_ended):
        self.used += 1
        self.pool.submit(self.run, identity, specs[0], log, on_running, on_ended)

    def run(self, identity, spec, log, on_running, on_ended):
        result = {"start_error": "CannotStartContainerError: internal"}
        try:
            process = self.launch(spec)
            self.live[identity] = process
            on_running()
            lines = [(int(time.time() * 1000), line.decode("utf8", "replace").rstrip("\n"))
                     for line in process.stdout]
            code = process.wait()
            if lines:
                log(lines)
            result = {"exit": code if code >= 0 else 128 - code}
        except OSError as error:
            result = {"start_error": f"CannotStartContainerError: {error}"}
        finally:
            self.live.pop(identity, None)
            self.used -= 1
            on_ended(result)

    def launch(self, spec):
        return subprocess.Popen(
            spec["command"], env={"PATH": os.environ["PATH"], **spec["env"]}, cwd=self.root, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def stop(self, identity, hard=False):
        process = self.live.get(identity)
        if not process:
            return
        try:
            os.killpg(process.pid, signal.SIGKILL if hard else signal.SIGTERM)
        except OSError:
            return
        if not hard:
            threading.Timer(self.grace, kill_if_alive, [process]).start()


def kill_if_alive(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
