"""The programs that martlet is measured beside: as installed, or from PyPI in an environment of their own."""
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = ROOT / ".build" / "benchmarks"
REQUIREMENTS = ["miniwdl==1.16.0", "sprocket-bio==0.32.0"]


def python():
    """A Python that has the peers' libraries; made when it is not there."""
    program = PEERS / "bin" / "python"
    if not (PEERS / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        subprocess.run([str(program), "-m", "pip", "install", "-q", *REQUIREMENTS], check=True)
        (PEERS / "installed").write_text("\n".join(REQUIREMENTS) + "\n")
    return str(program)


def miniwdl():
    found = shutil.which("miniwdl")
    return found or str(pathlib.Path(python()).parent / "miniwdl")


def miniwdl_environment(environment):
    """Lets miniwdl run its tasks as plain processes: what is compared is the engines."""
    return dict(environment, MINIWDL__PODMAN__EXE=f'["{HERE / "fake-podman"}"]',
                MINIWDL__SCHEDULER__CONTAINER_BACKEND="podman")
