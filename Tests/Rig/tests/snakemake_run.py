"""Runs a real Snakemake with martlet's plug-in, in a folder of its own, with its files in the rig's S3."""
import signal
import subprocess
import time
import uuid
from dataclasses import dataclass

from account import EVERY, is_array
from engine import PROJECT

IMAGE = "localhost/snakemake:latest"
PLUGIN = PROJECT / "Plugins" / "snakemake"


@dataclass
class Ended:
    status: int
    text: str


class Snakemake:
    def __init__(self, python, martlet, account, folder, environment):
        self.python, self.account, self.folder = python, account, folder
        self.prefix = f"snakemake/{uuid.uuid4().hex[:8]}"
        path = f"{PROJECT / '.build' / 'debug'}:{environment['PATH']}"
        self.environment = {**environment, "PATH": path, "PYTHONPATH": str(PLUGIN), "PYTHONDONTWRITEBYTECODE": "1",
                            "MARTLET_AGENT": account.agent, "SNAKEMAKE_MARTLET_PROGRAM": martlet, "HOME": str(folder)}

    def write(self, text, name="Snakefile"):
        (self.folder / name).write_text(text)

    def put(self, name, content):
        """content: text, or bytes."""
        body = content if isinstance(content, bytes) else content.encode()
        self.account.s3.put_object(Bucket=self.account.bucket, Key=f"{self.prefix}/{name}", Body=body)

    def get(self, name):
        """The text of a file of the workflow; None when there is none."""
        try:
            return self.account.object(f"s3://{self.account.bucket}/{self.prefix}/{name}").decode()
        except self.account.s3.exceptions.NoSuchKey:
            return None

    def names(self):
        found = [key.removeprefix(self.prefix + "/") for key in self.account.keys(self.prefix + "/")]
        return [name for name in found if not name.startswith("snakemake-workflow-sources")]

    def command(self, *arguments, environment="rig"):
        config = self.account.configuration(self.folder / "martlet.yaml")
        chosen = ["--martlet-environment", environment, "--martlet-config", config] if environment else []
        return [self.python, "-m", "snakemake", "--executor", "martlet", "--jobs", "300", "--container-image", IMAGE,
                "--default-storage-provider", "s3",
                "--default-storage-prefix", f"s3://{self.account.bucket}/{self.prefix}",
                "--storage-s3-endpoint-url", self.environment["AWS_ENDPOINT_URL"], "--storage-s3-access-key", "test",
                "--storage-s3-secret-key", "test", "--max-jobs-per-timespan", "1000/1s", *map(str, chosen),
                *map(str, arguments)]

    def start(self, *arguments, environment="rig", **variables):
        output = open(self.folder / "snakemake.log", "w")
        return subprocess.Popen(
            self.command(*arguments, environment=environment), cwd=self.folder, env={**self.environment, **variables},
            start_new_session=True, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)

    def finish(self, process, seconds=240):
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            raise AssertionError(f"Snakemake did not end in {seconds} s:\n{self.said}") from None
        return Ended(process.returncode, self.said)

    def run(self, *arguments, **more):
        return self.finish(self.start(*arguments, **more))

    @property
    def said(self):
        return (self.folder / "snakemake.log").read_text()

    def jobs(self):
        """The runs' jobs on Batch as DescribeJobs has them, without the parents of arrays."""
        return [job for job in self.account.described(*EVERY) if not is_array(job)]

    def wait_until(self, what, condition, process, seconds=120):
        limit = time.monotonic() + seconds
        while not condition():
            assert process.poll() is None, f"Snakemake ended before {what}:\n{self.said}"
            assert time.monotonic() < limit, f"waited {seconds} s for {what}:\n{self.said}"
            time.sleep(0.3)
