"""Trivial tasks of one scatter: what the head itself costs, and how it grows."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import measure
import peers
from probes import probe

SCATTER = """version 1.0
workflow scattered {
  input { Int n }
  scatter (i in range(n)) { call say { input: i = i } }
  output { Array[String] said = say.said }
}
task say {
  input { Int i }
  command { echo ~{i} }
  output { String said = read_string(stdout()) }
}
"""
MAKEFILE = "all: $(addprefix t,$(shell seq %d))\nt%%:\n\t@mkdir -p d$@ && echo $@ > d$@/out\n"


def martlet_run(martlet, count):
    return [martlet, "run", "scatter.wdl", f"n={count}", "--containers", "none", "--quiet", "--runs-dir", "runs"]


def miniwdl_run(_, count):
    return [peers.miniwdl(), "run", "scatter.wdl", f"n={count}", "--dir", "miniwdl-runs"]


def make_run(_, count):
    pathlib.Path("Makefile").write_text(MAKEFILE % count)
    return ["make", "-j2", "-s"]


def measured(name, command, count, runs, budget):
    results = []
    for _ in range(runs):
        results.append(measure.once(command, env=peers.miniwdl_environment(os.environ), log="log", watch=True))
        for left in [*pathlib.Path().glob("runs"), *pathlib.Path().glob("miniwdl-runs"), *pathlib.Path().glob("dt*")]:
            shutil.rmtree(left, ignore_errors=True)
    if any(r.status for r in results):
        return [name, str(count), "failed", "", "", "", "", budget]
    cpu, head = measure.median(results, "cpu"), measure.median(results, "head_cpu")
    return [name, str(count), f"{measure.median(results, 'wall'):.1f}", f"{cpu:.2f}", f"{1000 * head / count:.2f}",
            f"{1000 * cpu / count:.2f}", f"{measure.median(results, 'memory'):.0f}", budget]


def tasks(martlet, count, wide, runs):
    rows = [["engine", "tasks", "wall s", "CPU s", "head CPU ms a task", "with its tasks", "memory MiB", "budget"]]
    here = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            pathlib.Path("scatter.wdl").write_text(SCATTER)
            for name, run, counts in (("martlet", martlet_run, [count, wide]), ("miniwdl", miniwdl_run, [count]),
                                      ("make -j2", make_run, [count])):
                for n in filter(None, counts):
                    budget = "3.5 ms of its own, 300 MiB" if name == "martlet" else ""
                    rows.append(measured(name, run(martlet, n), n, runs if n <= 10_000 else 1, budget))
        finally:
            os.chdir(here)
    measure.table("Trivial tasks of a scatter, on this machine", rows)


def in_flight():
    """Calls that are on a backend all at once, as jobs of AWS Batch are; the backend is a pretence."""
    rows = [["calls in flight", "head MiB", "head CPU ms a call"]]
    for count in (1_000, 10_000, 20_000):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([probe("in-flight"), str(count), folder], capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        rows.append([str(count), str(found["mib_in_flight"]), f"{found['ms_a_task']:.2f}"])
    measure.table("Calls of one scatter, all of them under way on a backend", rows)
