"""Journals of runs that never ran, with all that may happen to a call."""

import json
import random

BEGUN = 1_795_000_000_000
GIB = 1 << 30
HOSTILE = '</script><script>document.title="taken"</script><img src=x onerror=document.title="taken">'

# Of each kind of call: name, seconds it runs, cores, memory asked for, share of it that is used.
KINDS = [
    ("align", 900, 8, 16 * GIB, 0.62),
    ("sort", 140, 2, 8 * GIB, 0.9),
    ("mark_duplicates", 300, 2, 16 * GIB, 0.35),
    ("qc/fastqc", 60, 1, 2 * GIB, 0.2),
    ("call_variants", 1800, 4, 32 * GIB, 0.5),
]
IMAGE = "quay.io/biocontainers/bwa:0.7.17"
BUSY = "the queue has no free machine"
TOO_LARGE = "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - the job asks for more than a machine has"
LOST = "Host EC2 (instance i-{:017x}) terminated."
MEMORY = "the command was killed, and its container had no memory left"
ADVICE = 'ask for more memory: runtime { memory: "24 GiB" }'


class Journal:
    """The lines of one journal; times are milliseconds from the run's beginning."""

    def __init__(self, out, seed):
        self.out = out
        self.chance = random.Random(seed)

    def line(self, time, event, **members):
        self.out.write(json.dumps({"time": int(BEGUN + time), "event": event, **members}, separators=(",", ":")) + "\n")


def fabricate(runs, count, end="failed", name="cohort-20261120-101500"):
    """Writes a run of so many calls; returns its folder."""
    folder = runs / name
    folder.mkdir(parents=True)
    with open(folder / "journal.jsonl", "w") as out:
        journal = Journal(out, seed=8)
        journal.line(0, "run-started", journal=1, run=name, folder=str(folder), workflow="cohort")
        ends = []
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            path = HOSTILE if number == 7 else f"{kind[0]}[{number // len(KINDS)}]"
            ends.append(call(journal, path, kind, number))
        last = max(time for time, _ in ends)
        journal.line(last, "note", level="warning", message="the queue has had no machine for 30 minutes")
        if end == "failed":
            failed = sum(state == "failed" for _, state in ends)
            message = (
                f"{failed} calls failed\n  call align[3] failed: out-of-memory: {MEMORY}\n  the end of its stderr:\n"
                f"    [bwa_mem] <killed> & gone\n  help: {ADVICE}"
            )
            journal.line(last + 10, "run-ended", end="failed", message=message)
        elif end:
            journal.line(last + 10, "run-ended", end=end)
    (folder / "lock").touch()
    return folder


def call(journal, path, kind, number):
    """One call to its end; returns when and how it ended."""
    time = journal.chance.random() * 600_000 + number * 120
    journal.line(time, "call-started", call=path)
    if journal.chance.random() < 0.06:
        files = {"stdout": "/cache/stdout", "stderr": "/cache/stderr", "workFolder": "/w"}
        journal.line(time + 20, "call-cached", call=path, key="ab" * 32, fromRun="cohort-20261101-090000",
                     fromCall=path, status=0, files=files)
        return time + 20, "cached"
    for attempt in range(1, 4):
        time, end = one_attempt(journal, path, kind, number, attempt, time)
        if end == "done":
            journal.line(time + 1, "call-succeeded", call=path, attempt=attempt, status=0)
            return time, "done"
        if end == "failed" and journal.chance.random() < 0.4:
            break
    message = (
        f"call {path} failed: exit status 1 (the last of {attempt} attempts)\n  the end of its stderr:\n"
        "    no such file\n  help: its command, stdout and stderr are in s3://bucket/cohort/calls"
    )
    journal.line(time + 1, "call-failed", call=path, message=message)
    return time, "failed"


def one_attempt(journal, path, kind, number, attempt, time):
    _, seconds, cpu, memory, share = kind
    chance = journal.chance
    of = {"call": path, "attempt": attempt}
    journal.line(time + 1, "attempt-prepared", **of, environment="spot" if attempt < 3 else "on-demand", cpu=cpu,
                 memory=memory, image=IMAGE)
    journal.line(time + 2, "attempt-submitted", **of, backend="aws-batch",
                 handle=f"0b8e1f6c-31f2-4a2f-9a9c-5d2c1a7e0001:{number}")
    journal.line(time + 3, "attempt-waiting", **of, reason=TOO_LARGE if chance.random() < 0.02 else BUSY)
    begin = time + 30_000 + chance.expovariate(1 / 90_000)
    journal.line(begin, "attempt-running", **of)
    ran = chance.lognormvariate(0, 0.35) * seconds * 1000
    fate = chance.random()
    if fate < 0.04:
        end = begin + ran * chance.random()
        journal.line(end, "attempt-ended", **of, end="lost", reason=LOST.format(chance.getrandbits(60)))
        return end, "lost"
    run = begin + 900 + ran * 0.06
    end = run + ran * 1.03
    files = left(chance, f"s3://bucket/cohort/calls/{number}/attempt-{attempt}", kind, ran)
    moments = {"start": begin, "stageIn": begin + 900, "run": run, "stageOut": run + ran, "end": end}
    files["times"] = {name: int(BEGUN + moment) for name, moment in moments.items()}
    if fate < 0.055:
        journal.line(end + 800, "attempt-ended", **of, end="failed", cause="out-of-memory", reason=MEMORY, advice=ADVICE,
                     mayRetry=True, files=files)
        return end + 800, "failed"
    status = 1 if fate < 0.065 else 0
    journal.line(end + 800, "attempt-ended", **of, end="exited", status=status, files=files)
    return end + 800, "failed" if status else "done"


def left(chance, folder, kind, ran):
    """What an attempt left, and used."""
    _, _, cpu, memory, share = kind
    usage = {
        "peakMemory": int(min(0.99, share * chance.lognormvariate(0, 0.15)) * memory),
        "processorTime": int(ran * cpu * min(0.98, chance.betavariate(6, 2.5))),
        "bytesRead": int(ran * 9_000),
        "bytesWritten": int(ran * 2_500),
    }
    return {"stdout": folder + "/stdout", "stderr": folder + "/stderr", "workFolder": "/mnt/martlet/work",
            "entries": [], "matches": {}, "usage": usage}
