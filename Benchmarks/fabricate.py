#!/usr/bin/env python3
"""Writes runs that never ran: journals as martlet writes them, for what reads many of them.

usage: Benchmarks/fabricate.py FOLDER [--runs N] [--calls N] [--end succeeded|failed|none]
"""
import argparse
import json
import os

BEGUN = 1_795_000_000_000


def line(out, time, event, **members):
    out.write(json.dumps({"time": time, "event": event, **members}, separators=(",", ":")) + "\n")


def call(out, folder, number, time):
    """The events of one call of a scatter that succeeded at its first attempt."""
    path = f"{['align', 'sort', 'count'][number % 3]}[{number // 3}]"
    place = f"{folder}/calls/{path.replace('[', '/').replace(']', '')}/attempt-1"
    line(out, time, "call-started", call=path)
    line(out, time + 1, "attempt-prepared", call=path, attempt=1, environment="aws", cpu=2, memory=4 << 30)
    line(out, time + 2, "attempt-submitted", call=path, attempt=1, backend="aws-batch",
         handle=f"0b8e1f6c-31f2-4a2f-9a9c-5d2c1a7e0001:{number % 10_000}")
    line(out, time + 3, "attempt-waiting", call=path, attempt=1, reason="the queue has no free machine")
    line(out, time + 4, "attempt-running", call=path, attempt=1)
    files = {"stdout": place + "/stdout", "stderr": place + "/stderr", "workFolder": "/mnt/martlet/work",
             "entries": [{"path": "result.txt", "at": place + "/work/result.txt", "size": 1234}], "matches": {},
             "usage": {"peakMemory": 123_456_789, "processorTime": 4_321}}
    line(out, time + 60_000, "attempt-ended", call=path, attempt=1, end="exited", status=0, files=files)
    line(out, time + 60_001, "call-succeeded", call=path, attempt=1, status=0)


def run(runs, number, calls, end):
    name = f"variants-fabricated-{number:05}"
    folder = f"{runs}/{name}"
    os.makedirs(folder)
    begun = BEGUN + number * 1_000_000
    with open(folder + "/journal.jsonl", "w") as out:
        line(out, begun, "run-started", journal=1, run=name, folder=folder, workflow="variants")
        for place in range(calls):
            call(out, folder, place, begun + place)
        if end != "none":
            line(out, begun + calls + 60_002, "run-ended", end=end, **({"message": "it failed"} if end == "failed" else {}))
    open(folder + "/lock", "w").close()
    return os.path.getsize(folder + "/journal.jsonl")


def fabricate(runs, count, calls, end="succeeded"):
    """Returns the bytes of the journals."""
    return sum(run(os.path.abspath(runs), number, calls, end) for number in range(count))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--end", default="succeeded", choices=["succeeded", "failed", "none"])
    options = parser.parse_args()
    print(fabricate(options.folder, options.runs, options.calls, options.end), "bytes of journals")
