"""AWS as the rig under Tests/Rig plays it, for benchmarks."""
import os
import pathlib
import subprocess
import sys

RIG = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Rig"


def rig(state, port, *arguments, check=True, **variables):
    environment = {**os.environ, "RIG_STATE": str(state), "RIG_PORT": str(port), **variables}
    done = subprocess.run([RIG / "rig", *arguments], env=environment, capture_output=True, text=True)
    if check and done.returncode:
        sys.exit(f"the rig does not come up: {done.stderr}")
    return done.stdout


def client(state, port):
    """The variables of a client of the rig."""
    lines = rig(state, port, "env").splitlines()
    own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**own, **dict(line.removeprefix("export ").replace("'", "").split("=", 1) for line in lines)}


def account(endpoint, folder, agent=None):
    """A bucket, roles and a queue without limits. Without an agent, of jobs that never run it."""
    sys.path[:0] = [str(RIG / "tests"), str(RIG)]
    from account import Account
    if agent is None:
        agent = folder / "martlet-agent"
        agent.write_bytes(b"not run")
    made = Account(endpoint, str(agent))
    made.batch.update_compute_environment(
        computeEnvironment=f"martlet-{made.tag}", computeResources={"maxvCpus": 1 << 20})
    return made
