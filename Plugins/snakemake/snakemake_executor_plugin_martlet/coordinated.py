"""Runs in the coordinator's job: Snakemake, after what an earlier attempt of the job left has ended."""
import os
import signal
import subprocess
import sys
from pathlib import Path

from .coordinator import OWN, PLACE

START = "import sys; from snakemake_executor_plugin_martlet.coordinated import snakemake; snakemake(sys.argv[1:])"


def main(arguments):
    """Run Snakemake; the status to exit with. A TERM, by which jobs are cancelled, is an INT for Snakemake, which would
    wait for its jobs else."""
    folder = Path.cwd() / OWN
    program, agent = folder / "martlet", folder / "martlet-agent"
    for file in filter(Path.exists, (program, agent)):
        # S3 keeps no modes.
        file.chmod(0o755)
    try:
        check(program)
        end_earlier(program)
    except Unfit as error:
        print(f"martlet: {error}", file=sys.stderr)
        return 1
    os.environ["SNAKEMAKE_MARTLET_PROGRAM"] = str(program)
    if agent.exists():
        os.environ["MARTLET_AGENT"] = str(agent)
    # Of a session of its own: signals come by this process alone.
    process = subprocess.Popen([sys.executable, "-c", START, *arguments], start_new_session=True)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: process.send_signal(signal.SIGINT))
    status = process.wait()
    return status if status >= 0 else 128 - status


class Unfit(Exception):
    """Why Snakemake is not started."""


def check(program):
    """Whether martlet can run in this image."""
    try:
        ran = subprocess.run([program, "--version"], capture_output=True, text=True)
    except OSError as error:
        raise Unfit(f"martlet cannot run in the coordinator's image: {error}") from error
    if ran.returncode:
        raise Unfit(f"martlet cannot run in the coordinator's image: {ran.stderr.strip()}")


def end_earlier(program):
    """End the jobs that earlier attempts of this job left: nobody else may write what Snakemake has written now."""
    for number in range(1, int(os.environ.get("AWS_BATCH_JOB_ATTEMPT", "1"))):
        if subprocess.run([program, "cancel", "--if-any", f"{os.environ[PLACE]}-{number}"]).returncode:
            raise Unfit(f"the jobs of the attempt {number} may go on, so Snakemake is not started again")


def snakemake(arguments):
    """Snakemake, for which the workflow's sources are those that were brought: git is not asked."""
    from snakemake import cli, dag

    sources = Path(OWN, "sources").read_text().split("\n")
    dag.DAG.get_sources = lambda self: set(sources)
    cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
