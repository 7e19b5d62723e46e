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


def own_cpu(process):
    """User and system seconds of a process that lives, without its children; None when it has gone."""
    try:
        fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def watched(process, seen):
    """Looks at a process until it has ended; `seen` then has what it had used last."""
    while True:
        cpu = own_cpu(process)
        if cpu is None:
            return
        seen.append(cpu)
        del seen[:-2]
        time.sleep(0.05)


def once(command, cwd=None, env=None, log=None, watch=False):
    """Runs a command; CPU is user and system time of it and of all children that it waited for.

    With `watch` the head's own CPU is looked up every 50 ms, too.
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
    # A process that has ended but was not waited for yet shows no CPU.
    head = max(seen, default=0.0)
    return Measurement(process.returncode, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, head)


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
