"""Copies to and from S3 beside s5cmd and the AWS command line, against a server that is no bottleneck."""
import filecmp
import pathlib
import shutil
import subprocess
import tempfile

import measure
import peers
from s3_server import server

SIZE, COUNT, SMALL = 1 << 30, 10_000, 4096
BUDGETS = {"large": 0.7, "small": 0.25}
MEMORY_DISK = pathlib.Path("/dev/shm")


class Job:
    """One thing to copy: how each program is told to, and what proves that it did."""

    def __init__(self, kind, direction, title):
        self.kind, self.direction, self.title = kind, direction, title

    def commands(self, programs, files, out):
        if self.kind == "large":
            ends = ["s3://bench/large", f"{out}/large"] if self.direction == "down" else [str(files / "large"), "s3://bench/up/large"]
            return {
                "martlet": [programs["martlet"], "cp", "--quiet", *ends],
                "s5cmd": [programs["s5cmd"], "cp", "--concurrency", "8", "--part-size", "16", *ends],
                "aws": [programs["aws"], "s3", "cp", "--only-show-errors", *ends],
            }
        if self.direction == "down":
            ends, wild = ["s3://bench/small/", f"{out}/"], ["s3://bench/small/*", f"{out}/"]
        else:
            ends, wild = [f"{files / 'many'}/", "s3://bench/up/"], [f"{files / 'many'}/", "s3://bench/up/"]
        return {
            "martlet": [programs["martlet"], "cp", "--quiet", "-r", *ends],
            "s5cmd": [programs["s5cmd"], "--numworkers", "32", "cp", *wild],
            "aws": [programs["aws"], "s3", "cp", "--only-show-errors", "--recursive", *ends],
        }

    def check(self, files, out, before, after):
        """Whether everything arrived; in words what did not."""
        if self.direction == "up":
            count, size = (1, SIZE) if self.kind == "large" else (COUNT, COUNT * SMALL)
            if after["uploads"] - before["uploads"] != count or after["bytes"] - before["bytes"] < size:
                return f"{after['uploads'] - before['uploads']} uploads with {after['bytes'] - before['bytes']} bytes"
            return None
        if self.kind == "large":
            return None if filecmp.cmp(files / "large", out / "large", shallow=False) else "the file is another one"
        found = list(out.iterdir())
        whole = all(path.stat().st_size == SMALL for path in found)
        return None if len(found) == COUNT and whole else f"{len(found)} files"


JOBS = [Job("large", "down", "1 GiB down"), Job("large", "up", "1 GiB up"),
        Job("small", "down", f"{COUNT:,} × 4 KiB down"), Job("small", "up", f"{COUNT:,} × 4 KiB up")]


def transfer(martlet, runs):
    if not shutil.which("cc"):
        print("\nskipped: transfer, because there is no C compiler for the server")
        return
    programs = {"martlet": martlet, **peers.transfer_programs()}
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as folder:
        files = pathlib.Path(folder)
        make_files(files)
        with server(files, files / "large", files / "small", COUNT) as made:
            for scheme in ("https", "http"):
                if scheme in made.endpoints:
                    compare(scheme, made, programs, files, runs)
                else:
                    print("\nskipped: transfer over https, because there is no nginx with its stream module "
                          "(Debian: nginx-light libnginx-mod-stream)")


def make_files(files):
    subprocess.run(["openssl", "enc", "-aes-128-ctr", "-K", "00", "-iv", "00", "-in", "/dev/zero", "-out", str(files / "large")],
                   stderr=subprocess.DEVNULL, preexec_fn=limit_file_size, check=False)
    (files / "small").write_bytes((files / "large").open("rb").read(SMALL))
    (files / "many").mkdir()
    for number in range(COUNT):
        shutil.copyfile(files / "small", files / "many" / f"{number:05}")


def limit_file_size():
    import resource
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE, SIZE))


def compare(scheme, made, programs, files, runs):
    rows = [["what", "program", "CPU s", "wall s", "memory MiB", "of s5cmd's CPU", "budget"]]
    for job in JOBS:
        results = {}
        for name in programs:
            # The AWS command line takes half a minute for many small files.
            times = 1 if name == "aws" else runs
            results[name] = [run(job, name, scheme, made, programs, files) for _ in range(times)]
        base = measure.median(results["s5cmd"], "cpu")
        for name, found in results.items():
            cpu = measure.median(found, "cpu")
            rows.append([job.title, name, f"{cpu:.2f}", f"{measure.median(found, 'wall'):.2f}",
                         f"{max(one.memory for one in found):.0f}", f"{cpu / base:.2f}",
                         str(BUDGETS[job.kind]) if name == "martlet" else ""])
    measure.table(f"Transfers over {scheme}", rows)


def run(job, name, scheme, made, programs, files):
    out = files / "out"
    out.mkdir()
    try:
        before = made.stats()
        log = files / "log"
        found = measure.once(job.commands(programs, files, out)[name], env=made.environment(scheme), log=str(log), watch=True)
        wrong = f"exit code {found.status}" if found.status != 0 else job.check(files, out, before, made.stats())
        if wrong:
            raise SystemExit(f"{name}, {job.title} over {scheme}: {wrong}\n{log.read_text(errors='replace')[-2000:]}")
        return found
    finally:
        shutil.rmtree(out)
