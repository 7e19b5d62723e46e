"""Measures whole commands: CPU seconds of the process tree, wall seconds, peak memory."""
import os
import pathlib
import resource
import statistics
import subprocess
import threading
import time


class Measurement:
    """One run of one command."""

    def __init__(self, status, cpu, wall, memory, head_cpu=0.0):
        self.status = status
        self.cpu = cpu
        self.head_cpu = head_cpu
        self.wall = wall
        self.memory = memory


def look_at(process):
    """User and system seconds of a process that lives, without its children, and its peak memory in MiB; None when it has gone.

    The system's own figure for memory counts that of the program that started it, too.
    """
    try:
        fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        status = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None
    peak = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), None)
    return None if peak is None else ((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), peak / 1024)


def watched(process, seen):
    """Looks at a process until it has ended; `seen` then has what it had used last."""
    while found := look_at(process):
        seen[:] = [found]
        time.sleep(0.05)


def once(command, cwd=None, env=None, log=None, watch=False):
    """Runs a command; CPU is user and system time of it and of all children that it waited for.

    With `watch` the process itself is looked at every 50 ms: its own CPU and memory.
    """
    start = time.monotonic()
    output = open(log, "wb") if log else subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    seen = []
    watcher = threading.Thread(target=watched, args=(process.pid, seen)) if watch else None
    if watcher:
        watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if watcher:
        watcher.join()
    head, memory = seen[0] if seen else (0.0, usage.ru_maxrss / 1024)
    return Measurement(process.returncode, usage.ru_utime + usage.ru_stime, wall, memory, head)


def median(measurements, attribute):
    return statistics.median(getattr(m, attribute) for m in measurements)


def table(title, rows):
    """Prints rows as a Markdown table; the first row is the heading."""
    print(f"\n## {title}\n")
    print("| " + " | ".join(rows[0]) + " |")
    print("|" + "---|" * len(rows[0]))
    for row in rows[1:]:
        print("| " + " | ".join(row) + " |")


def raise_limits():
    """Many tasks need many open files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
