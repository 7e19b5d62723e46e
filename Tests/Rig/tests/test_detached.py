"""Runs whose head is a job: --detach, and what is seen of them from other machines."""
import json
import re
import subprocess
import time

import pytest

from account import Account
from engine import finish

WORDS = """version 1.1
workflow words {
  input { Array[File] texts  String motto = "none" }
  scatter (text in texts) { call count { input: text = text } }
  call add { input: counts = count.number, gate = write_lines([motto]) }
  output { Int total = add.total  File motto_file = write_lines([motto])  Array[File] counted = count.copy }
}
task count {
  input { File text }
  command <<< wc -w < "~{text}" > number; cp "~{text}" copy.txt; echo "counted $(cat number)" >&2 >>>
  output { Int number = read_int("number")  File copy = "copy.txt" }
  runtime { container: "localhost/busybox:latest"  cpu: 1  memory: "64 MiB" }
}
task add {
  input { Array[Int] counts  File gate }
  command <<< sleep 1; expr ~{sep(" + ", counts)} >>>
  output { Int total = read_int(stdout()) }
  runtime { container: "localhost/busybox:latest"  cpu: 1  memory: "64 MiB" }
}
"""
SLOW = """version 1.1
workflow slow {
  input { Int seconds }
  scatter (n in range(3)) { call wait { input: n = n, seconds = seconds } }
  output { Array[Int] ns = wait.out }
}
task wait {
  input { Int n  Int seconds }
  command <<< echo begun ~{n}; sleep ~{seconds}; echo ~{n} > n >>>
  output { Int out = read_int("n") }
  runtime { container: "localhost/busybox:latest"  cpu: 1  memory: "64 MiB" }
}
"""

# All three run, as the table of calls says.
WAITING = r"^wait +3 +\d+:\d\d +0\b"


class Machine:
    """A folder in which somebody uses martlet: another of them is another machine."""

    def __init__(self, program, folder, environment, account):
        self.program, self.folder, self.account = program / "martlet", folder, account
        (folder / "home").mkdir(parents=True)
        self.environment = {**environment, "HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "home"),
                            "MARTLET_AGENT": account.agent}
        libraries = program / "lib"
        path = account.configuration(folder / "martlet.yaml")
        path.write_text(path.read_text() + f"""\
    head:
      image: localhost/variants:latest
      volumes: ['{libraries}:{libraries}:ro']
      environment: {{LD_LIBRARY_PATH: '{libraries}'}}
      tags: {{who: head}}
""")

    def start(self, *arguments):
        return subprocess.Popen(
            [self.program, *map(str, arguments)], cwd=self.folder, env=self.environment, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *arguments):
        return finish(self.start(*arguments))

    def detach(self, source, *arguments):
        """Begin a run; what is said of it on stdout."""
        (self.folder / "workflow.wdl").write_text(source)
        return self.run("run", "workflow.wdl", "--on", "rig", "--detach", "--no-cache", *arguments).outputs

    def until(self, pattern, *arguments, seconds=120):
        """Wait until a verb says something; all that it says then."""
        limit = time.monotonic() + seconds
        while not re.search(pattern, (said := self.run(*arguments)).stdout, re.MULTILINE):
            assert time.monotonic() < limit, said.stdout + said.stderr
            time.sleep(0.5)
        return said.stdout


@pytest.fixture(scope="module")
def own_account(account):
    return Account(account.endpoint, account.agent)


@pytest.fixture
def machines(sent_program, own_account, tmp_path, client_environment):
    """The one that begins runs, and another."""
    return [Machine(sent_program, tmp_path / name, client_environment, own_account) for name in ("here", "there")]


def job(account, job):
    return account.batch.describe_jobs(jobs=[job])["jobs"][0]


def finished(account, id, seconds=60):
    limit = time.monotonic() + seconds
    while (described := job(account, id))["status"] not in ("SUCCEEDED", "FAILED"):
        assert time.monotonic() < limit, described
        time.sleep(0.5)
    return described


def terminate_container(job, environment):
    """Send TERM to a job's container, as ECS does before a Spot machine goes."""
    def podman(*arguments):
        return subprocess.run(["podman", *arguments], env=environment, check=True, capture_output=True, text=True).stdout
    own = [container["Id"] for container in json.loads(podman("inspect", *podman("ps", "-q").split()))
           if f"AWS_BATCH_JOB_ID={job}" in container["Config"]["Env"]]
    podman("kill", "--signal", "TERM", *own)


def children(account, run):
    """The jobs of a run's calls."""
    jobs = [job["jobId"] for job in account.jobs("SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED")]
    described = [job(account, id) for id in dict.fromkeys(id.split(":")[0] for id in jobs)]
    return [job for job in described if job["tags"].get("martlet:run") == run]


def test_a_run_goes_on_by_itself_and_is_seen_from_anywhere(machines, own_account):
    here, there = machines
    for number in range(2):
        (here.folder / f"text {number}.txt").write_text("a b c " * (number + 1))
    begun = here.detach(WORDS, "texts=text 0.txt", "texts=text 1.txt", "motto=slow and steady")
    assert begun["console"].endswith("#jobs/detail/" + begun["job"]) and begun["copy"].startswith(f"s3://{own_account.bucket}/work/")
    run = begun["run"]
    brought = [key for key in own_account.keys(f"work/{begun['copy'].rpartition('/')[2]}/inputs/") if "text " in key]
    assert len(brought) == 2 and len({key.rpartition("/")[0] for key in brought}) == 1, "an index stays beside what it is of"
    following = there.start("logs", "-f", run, "--on", "rig")
    watched = here.run("watch", run, "--format", "lines")
    assert watched.status == 0, watched.stderr + here.run("logs", run, "--head").stdout
    assert watched.stderr.count("run done") == 1 and "done count[1]" in watched.stderr, watched.stderr
    logs = finish(following)
    assert logs.status == 0 and "count[1]" in logs.stdout and "counted 6" in logs.stdout, logs.stdout + logs.stderr
    for machine, on in ((here, []), (there, ["--on", "rig"])):
        status = machine.run("status", run, *on)
        assert status.stdout.startswith(f"{run}  succeeded\n"), status.stdout + status.stderr
    shown = there.run("show", run, "add", "--on", "rig").stdout
    assert shown.startswith("add  done\n") and "expr 3 + 6" in shown, shown
    outputs = there.run("download", run, "--on", "rig", "--to", "brought").outputs
    assert outputs["words.total"] == 9
    assert (there.folder / "brought/motto_file").is_dir()
    assert [open(path).read() for path in outputs["words.counted"]] == ["a b c ", "a b c a b c "]
    assert open(outputs["words.motto_file"]).read() == "slow and steady\n"
    assert json.loads((there.folder / "brought/outputs.json").read_text()) == outputs
    again = there.run("download", run, "--on", "rig", "--to", "brought")
    assert again.outputs == outputs and "3 were there" in again.stderr, again.stderr
    head = finished(own_account, begun["job"])
    assert head["jobName"].startswith(f"martlet-head-{run}") and head["tags"]["who"] == "head" and head["status"] == "SUCCEEDED"
    assert re.search(rf"^{run}\s.*succeeded", here.run("list").stdout, re.MULTILINE)
    assert re.search(rf"^{run}\s.*succeeded", there.run("list", "--on", "rig").stdout, re.MULTILINE)
    said = here.run("logs", run, "--head").stdout
    assert "run done" in said, said


@pytest.mark.parametrize("way", ["lost", "told"])
def test_a_head_whose_machine_goes_is_followed_by_another(machines, own_account, trouble, client_environment, way):
    here, there = machines
    begun = here.detach(SLOW, "seconds=20")
    run = begun["run"]
    here.until(WAITING, "status", run)
    status = there.run("status", run, "--on", "rig").stdout
    assert status.startswith(f"{run}  detached, running\n") and f"the head is job {begun['job']}: RUNNING" in status, status
    if way == "lost":
        trouble.inject({"kind": "reclaim-now", "jobId": begun["job"]})
    else:
        terminate_container(begun["job"], client_environment)
    watched = there.run("watch", run, "--on", "rig", "--format", "lines")
    assert watched.status == 0, watched.stderr
    head = finished(own_account, begun["job"])
    assert head["status"] == "SUCCEEDED" and len(head["attempts"]) == 2
    if way == "told":
        assert head["attempts"][0]["container"]["exitCode"] == 143
        assert "the run is left to the next head" in here.run("logs", run, "--head").stdout
    jobs = children(own_account, run)
    assert [job["status"] for job in jobs] == ["SUCCEEDED"] and jobs[0]["arrayProperties"]["size"] == 3, "one array, taken over"
    assert there.run("download", run, "--on", "rig", "--to", "out").outputs == {"slow.ns": [0, 1, 2]}


def test_a_detached_run_is_cancelled_and_gone_on_with_from_anywhere(machines, own_account):
    here, there = machines
    begun = here.detach(SLOW, "seconds=600")
    run = begun["run"]
    assert re.search(rf"^{run}\s.* detached ", here.run("list").stdout, re.MULTILINE)
    assert "it is detached" in here.run("clean", run, "--yes").stderr
    here.until(WAITING, "status", run)
    again = there.run("resume", run, "--on", "rig", "--detach")
    again.fails("is under way: its head is job")
    cancelled = there.run("cancel", run, "--on", "rig")
    assert cancelled.status == 0 and not own_account.alive(), cancelled.stderr
    assert here.run("status", run).stdout.startswith(f"{run}  cancelled\n")
    assert here.run("watch", run).status == 1
    gone_on = there.run("resume", run, "--on", "rig", "--detach").outputs
    assert gone_on["run"] == run and gone_on["job"] != begun["job"]
    there.until(WAITING, "status", run, "--on", "rig")
    assert there.run("cancel", run, "--on", "rig").status == 0 and not own_account.alive()


def test_what_cannot_be_detached_is_said(machines):
    here, there = machines
    (here.folder / "workflow.wdl").write_text(SLOW)
    here.run("run", "workflow.wdl", "seconds=1", "--detach").fails("needs an environment on AWS Batch")
    here.run("run", "workflow.wdl", "seconds=1", "--detach", "-o", "out.json", "--on", "rig").fails("before there are outputs", status=(2,))
    here.run("run", "workflow.wdl", "--detach", "--on", "rig").fails("`slow.seconds` is missing")
    assert not (here.folder / "martlet-runs").exists()
    there.run("status", "nothing-like-it", "--on", "rig").fails("there is no run nothing-like-it in s3://")
