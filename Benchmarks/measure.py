"""Measures whole commands: CPU seconds of the process tree, wall seconds, peak memory."""
import os
import resource
import statistics
import subprocess
import time


class Measurement:
    """One run of one command."""

    def __init__(self, status, cpu, wall, memory):
        self.status = status
        self.cpu = cpu
        self.wall = wall
        self.memory = memory


def once(command, cwd=None, env=None, log=None):
    """Runs a command; CPU is user and system time of it and of all children that it waited for."""
    start = time.monotonic()
    output = open(log, "wb") if log else subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    return Measurement(process.returncode, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


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
