"""The index of runs: `status`, `list` and `show` of runs that never ran, at their first reading and afterwards."""
import os
import tempfile

import measure
from fabricate import fabricate


def row(name, size, result, budget=""):
    state = "failed" if result.status else f"{1000 * result.wall:.0f}"
    return [name, size, state, f"{1000 * result.cpu:.0f}", f"{result.memory:.0f}", budget]


def index(martlet, calls, runs, runs_of):
    """One run of `calls` calls, then `runs` runs of `runs_of` calls."""
    rows = [["command", "journals MiB", "wall ms", "CPU ms", "memory MiB", "budget"]]
    run = "variants-fabricated-00000"
    with tempfile.TemporaryDirectory() as folder:
        wide = folder + "/wide"
        size = f"{fabricate(wide, 1, calls, 'none') / 2**20:.0f}"
        status = [martlet, "status", run, "--runs-dir", wide]
        rows.append(row(f"status, first, {calls} calls", size, measure.once(status, watch=True)))
        rows.append(row("status, again", size, measure.once(status, watch=True), "300 ms CPU, 100 MiB"))
        with open(f"{wide}/{run}/journal.jsonl", "a") as journal:
            journal.write('{"time":1795000999000,"event":"run-ended","end":"succeeded"}\n')
        rows.append(row("status, one new line", size, measure.once(status, watch=True), "300 ms CPU, 100 MiB"))
        show = [martlet, "show", run, "align[7]", "--runs-dir", wide]
        rows.append(row("show", size, measure.once(show, watch=True)))
        many = folder + "/many"
        size = f"{fabricate(many, runs, runs_of) / 2**20:.0f}"
        listing = [martlet, "list", "--runs-dir", many]
        rows.append(row(f"list, first, {runs} runs of {runs_of} calls", size, measure.once(listing, watch=True)))
        rows.append(row("list, again", size, measure.once(listing, watch=True), "300 ms CPU, 100 MiB"))
        some = [martlet, "status", run, "--runs-dir", many]
        rows.append(row("status of one of them", size, measure.once(some, watch=True)))
        kept = os.path.getsize(many + "/_index.sqlite")
        measure.table("the index of runs", rows)
        print(f"index: {kept / 2**20:.0f} MiB, {kept / runs / runs_of:.0f} bytes a call\n")
