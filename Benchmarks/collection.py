"""The WDL documents that parsing and checking is measured on."""
import os
import pathlib
import subprocess

from peers import PEERS, ROOT

# Public collections of workflows that people run.
REPOSITORIES = [
    "broadinstitute/warp", "broadinstitute/gatk-sv", "broadinstitute/viral-pipelines",
    "theiagen/public_health_bioinformatics", "biowdl/tasks", "getwilds/wilds-wdl-library", "stjudecloud/workflows",
]


def clone(name, folder):
    """- Returns: why not, when it cannot be had."""
    if folder.exists():
        return None
    environment = dict(os.environ, GIT_TERMINAL_PROMPT="0", GIT_LFS_SKIP_SMUDGE="1")
    command = ["git", "clone", "-q", "--depth", "1", f"https://github.com/{name}", str(folder)]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return "no answer in time"
    return None if done.returncode == 0 else (done.stderr.strip().splitlines() or ["git failed"])[-1]


def public():
    """The public collections, with their commits; empty when they cannot be reached."""
    folders = []
    for name in REPOSITORIES:
        folder = PEERS / "corpus" / name.replace("/", "+")
        folder.parent.mkdir(parents=True, exist_ok=True)
        reason = clone(name, folder)
        if reason:
            print(f"{name} cannot be fetched: {reason}")
            if not folders:
                return []
            continue
        folders.append(folder)
    return folders


def own():
    """What is here without a network: the published suites, where they are, and the examples."""
    suites = ROOT.parent / "shared" / "conformance" / "wdl"
    return [folder for folder in (suites, ROOT / "Examples") if folder.exists()]


def describe(folders):
    texts = [p for folder in folders for p in pathlib.Path(folder).rglob("*.wdl") if "/." not in str(p)]
    size = sum(p.stat().st_size for p in texts)
    return f"{len(texts)} documents, {size / 1e6:.1f} MB: " + ", ".join(pathlib.Path(f).name for f in folders)


def find(given):
    """The folders to measure on: those that were given, else the public ones, else what is here."""
    if given:
        return [pathlib.Path(folder).resolve() for folder in given]
    return public() or own()
