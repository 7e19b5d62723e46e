"""Parsing and checking on one core, martlet beside miniwdl and Sprocket's parser."""
import json
import pathlib
import subprocess

import collection
import measure
import peers
from probes import probe


def rates(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        return {}
    return {line["step"]: line for line in map(json.loads, done.stdout.splitlines())}


def one(title, folders):
    paths = [str(folder) for folder in folders]
    rows = [["engine", "parse MB/s", "parse and check MB/s", "with lints MB/s", "covered"]]

    def figure(found, step):
        rate = found[step]["mb_per_second"] if step in found else None
        return "–" if rate is None else f"{rate:.1f}" if rate >= 10 else f"{rate:.2f}"

    own = rates([probe("wdl-rates"), "--seconds", "5", *paths])
    rows.append(["martlet", figure(own, "parse"), figure(own, "check"), figure(own, "lint"), "all, repeatedly"])
    for engine, steps in (("sprocket", ["parse"]), ("miniwdl", ["parse", "check"])):
        found = {}
        for step in steps:
            found |= rates([peers.python(), str(peers.HERE / "peer_rates.py"), engine, step, "20", *paths])
        covered = ", ".join(f"{found[s]['bytes'] / 1e6:.1f} MB to {s}" for s in steps if s in found)
        rows.append([engine, figure(found, "parse"), figure(found, "check"), "–", covered])
    rows.append(["budget", "71", "20", "", ""])
    measure.table(f"{title}: {collection.describe(folders)}", rows)


def language(given):
    """Two tables: what people run, and the small documents of the published suites."""
    folders = collection.find(given)
    one("One core", folders)
    suites = [folder for folder in collection.own() if pathlib.Path(folder).name == "wdl"]
    if suites and suites != folders:
        one("One core, the specification's examples", suites)
