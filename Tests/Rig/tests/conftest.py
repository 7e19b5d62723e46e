"""What the tests share. They need the rig up (Tests/Rig/rig up), its images, and martlet built.

MARTLET: the program, by default .build/debug/martlet. MARTLET_AGENT: the static agent, by default what scripts/build-agent
has built.
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

# Who starts the tests in the background may have signals ignored, and what they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

RIG = Path(__file__).resolve().parents[1]
PROJECT = RIG.parents[1]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(RIG)]

from account import Account  # noqa: E402
from engine import Engine  # noqa: E402
from trouble import Trouble  # noqa: E402


shares = {}


def executable(variable, default, remedy):
    """The path that a variable names, or the default; the tests end when nothing is there."""
    path = Path(os.environ.get(variable, PROJECT / default)).resolve()
    if not os.access(path, os.X_OK):
        pytest.exit(f"there is no executable at {path}: {remedy}, or set {variable}", returncode=2)
    return str(path)


def pytest_collection_modifyitems(items):
    """Files with a long test come first, so that no worker is left with one when the others have ended."""
    long = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in long)


def pytest_runtest_logreport(report):
    """Keep which worker had which files, and for how many seconds."""
    if hasattr(report, "node"):
        share = shares.setdefault(report.node.gateway.id, {})
        file = report.nodeid.partition("::")[0]
        share[file] = share.get(file, 0) + report.duration


def pytest_terminal_summary(terminalreporter):
    """Tell the files of each worker in their order, since what fails may have to do with what went before."""
    for worker, files in sorted(shares.items()):
        terminalreporter.section(f"{worker}: {sum(files.values()):.0f} s")
        terminalreporter.line(", ".join(f"{file.rpartition('/')[2]} {seconds:.0f} s" for file, seconds in files.items()))


def rig(verb):
    """What the rig's script prints."""
    return subprocess.run([RIG / "rig", verb], check=True, capture_output=True, text=True).stdout


def variables():
    """What a client of the rig needs."""
    pairs = (line.removeprefix("export ").split("=", 1) for line in rig("env").splitlines())
    return {name: value.strip("'") for name, value in pairs}


@pytest.fixture(scope="session")
def rig_environment():
    """The variables of a client of the rig. Of several workers (`pytest -n 2`) the first has the rig that is up, and each other
    one of its own, ten ports further on, with the images of the first."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    if worker > 0:
        base, port = map(variables().get, ("RIG_STATE", "RIG_PORT"))
        os.environ.update(RIG_BASE=base, RIG_STATE=f"{base}/worker-{worker}", RIG_PORT=str(int(port) + 10 * worker))
        rig("reset")
    found = variables()
    try:
        urllib.request.urlopen(found["AWS_ENDPOINT_URL"] + "/rig/stats", timeout=10)
    except OSError as error:
        pytest.exit(f"the rig is not up ({error}): Tests/Rig/rig up", returncode=2)
    yield found
    if worker > 0:
        rig("down")


@pytest.fixture(scope="session")
def client_environment(rig_environment):
    """This process's variables with the rig's AWS and nobody else's."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**own, **rig_environment}


@pytest.fixture(scope="session")
def martlet():
    return executable("MARTLET", ".build/debug/martlet", "swift build --product martlet")


# Of the C library, which an image has that is sent martlet; the release needs nothing else of it.
OF_THE_IMAGE = re.compile(r"/(ld-linux|libc|libm|libdl|librt|libpthread|libresolv)[.-]")


@pytest.fixture(scope="session")
def sent_program(martlet, tmp_path_factory):
    """A folder with martlet without its symbols, since it is to be sent to S3, and in `lib` the libraries of a debug build."""
    folder = tmp_path_factory.mktemp("program")
    subprocess.run(["strip", "-o", folder / "martlet", martlet], check=True)
    (folder / "lib").mkdir()
    for library in re.findall(r"=> (/\S+)", subprocess.check_output(["ldd", martlet], text=True)):
        if not OF_THE_IMAGE.search(library):
            shutil.copy(library, folder / "lib")
    return folder


@pytest.fixture(scope="session")
def account(rig_environment):
    agent = executable("MARTLET_AGENT", ".build/agent/release/martlet-agent", "scripts/build-agent")
    return Account(rig_environment["AWS_ENDPOINT_URL"], agent)


@pytest.fixture
def engine(martlet, client_environment, tmp_path):
    return Engine(martlet, tmp_path, client_environment)


@pytest.fixture
def on_batch(account, tmp_path):
    """The arguments that send a run to Batch on the rig."""
    return ["--on", "rig", "--config", account.configuration(tmp_path / "martlet.yaml")]


@pytest.fixture
def trouble(rig_environment):
    """Faults of requests and of jobs for one test: `trouble.faults([…])`, `trouble.inject({…})`, `trouble.calls(…)`."""
    made = Trouble(rig_environment["AWS_ENDPOINT_URL"], Path(rig_environment["RIG_STATE"]) / "requests.jsonl")
    yield made
    made.clear()


@pytest.fixture(scope="session")
def python(rig_environment):
    """Of the environment that has Snakemake."""
    state = os.environ.get("RIG_BASE", rig_environment["RIG_STATE"])
    venv = os.path.join(state, "snakemake-venv", "bin", "python")
    if not os.access(venv, os.X_OK):
        pytest.exit(f"there is no Snakemake at {venv}: Tests/Rig/snakemake", returncode=2)
    return venv
