"""What a run keeps costs: its journal and the call cache; going on with it, planning it, doing it again, asking how it is."""
import os
import pathlib
import shutil
import tempfile

import measure
import peers
from tasks import SCATTER


def size(*paths):
    """Bytes of files, and of all files below folders."""
    total = 0
    for path in map(pathlib.Path, paths):
        total += sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) if path.is_dir() else path.stat().st_size
    return total


def interrupted(run):
    """Take the end off a journal, as a crash would have left it: the run has to go on."""
    journal = run / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]))


def row(what, result, count):
    if result.status:
        return [what, "failed", "", "", ""]
    return [what, f"{result.wall:.2f}", f"{result.cpu:.2f}", f"{1000 * result.cpu / count:.3f}", f"{result.memory:.0f}"]


def durable(martlet, count):
    rows = [["what", "wall s", "CPU s", "CPU ms a call", "memory MiB"]]
    here = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            kept = martlet_rows(martlet, count, rows)
            miniwdl_rows(min(count, 1000), rows)
        finally:
            os.chdir(here)
    measure.table(f"A run of {count} calls, and what is done with it afterwards", rows)
    measure.table("What it keeps", kept)


def martlet_rows(martlet, count, rows):
    pathlib.Path("scatter.wdl").write_text(SCATTER)
    arguments = ["scatter.wdl", f"n={count}", "--containers", "none", "--runs-dir", "runs"]

    def step(what, *command):
        result = measure.once([martlet, *command], log="log", watch=True)
        rows.append(row(what, result, count))

    step("run, filling the cache", "run", *arguments, "--quiet")
    run = pathlib.Path("runs/_latest").resolve()
    kept = [["file", "bytes a call"], ["journal", f"{size(run / 'journal.jsonl') / count:.0f}"],
            ["run.log", f"{size(run / 'run.log') / count:.0f}"], ["call cache", f"{size('runs/_cache') / count:.0f}"]]
    step("plan: everything comes from the cache", "plan", *arguments)
    step("status, which reads the journal", "status", "--runs-dir", "runs")
    step("status again", "status", "--runs-dir", "runs")
    interrupted(run)
    step("resume: every call has succeeded", "resume", "--runs-dir", "runs", "--quiet")
    step("run again, all from the cache", "run", *arguments, "--quiet")
    return kept


def miniwdl_rows(count, rows):
    environment = {**peers.miniwdl_environment(os.environ), "MINIWDL__CALL_CACHE__GET": "true",
                   "MINIWDL__CALL_CACHE__PUT": "true", "MINIWDL__CALL_CACHE__DIR": os.path.abspath("miniwdl-cache")}
    command = [peers.miniwdl(), "run", "scatter.wdl", f"n={count}", "--dir", "miniwdl-runs"]
    for what in ("run, filling the cache", "run again, from the cache"):
        result = measure.once(command, env=environment, log="log", watch=True)
        rows.append(row(f"miniwdl, {count} calls: {what}", result, count))
        shutil.rmtree("miniwdl-runs/_LAST", ignore_errors=True)
