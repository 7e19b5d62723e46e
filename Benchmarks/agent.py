"""What the agent costs a task that has nothing to bring and nothing to keep: from its start to its end, without the command."""
import json
import os
import pathlib
import shutil
import tempfile

import measure
import peers
from s3_server import server

AGENT = peers.ROOT / ".build" / "agent" / "release" / "martlet-agent"
RUNS = 30


def agent(path=AGENT):
    if not shutil.which("cc"):
        print("\nskipped: agent, because there is no C compiler for the server")
        return
    if not os.access(path, os.X_OK):
        print(f"\nskipped: agent, because there is none at {path}: scripts/build-agent makes it")
        return
    rows = [["what", "CPU ms", "wall ms", "memory MiB", "budget"]]
    with tempfile.TemporaryDirectory() as folder:
        files = pathlib.Path(folder)
        # The server's small object is the manifest.
        (files / "manifest").write_text(json.dumps(manifest(files)))
        with server(files, files / "manifest", files / "manifest", 1) as made:
            for scheme in made.endpoints:
                found = [run(path, made.environment(scheme)) for _ in range(RUNS)]
                rows.append([f"a task over {scheme}", f"{1000 * measure.median(found, 'cpu'):.1f}",
                             f"{1000 * measure.median(found, 'wall'):.1f}", f"{measure.median(found, 'memory'):.0f}",
                             "25 CPU ms"])
    bare = [measure.once(["/bin/sh", "-c", "true"]) for _ in range(RUNS)]
    rows.append(["its command alone (sh)", f"{1000 * measure.median(bare, 'cpu'):.1f}",
                 f"{1000 * measure.median(bare, 'wall'):.1f}", f"{measure.median(bare, 'memory'):.0f}", ""])
    measure.table(f"The agent, {path.stat().st_size / 1e6:.1f} MB", rows)


def manifest(folder):
    task = str(folder / "task")
    return {"version": 1, "task": "nothing", "command": "true\n", "shell": ["/bin/sh"], "taskFolder": task,
            "inputFolder": f"{task}/inputs", "workFolder": f"{task}/work", "inputs": [], "outputs": [], "environment": {},
            "successStatuses": [0], "grace": 20, "destination": "s3://bench/up/task", "region": "us-east-1"}


def run(path, environment):
    found = measure.once([str(path), "run", "s3://bench/small/00000", "--region", "us-east-1"], env=environment)
    if found.status != 0:
        raise SystemExit(f"the agent ended with exit code {found.status}")
    return found
