"""A run whose head dies goes on: nothing that was done is done again, jobs on Batch are taken over."""
import json
import os
import random
import signal
import subprocess
import time
from collections import Counter

import pytest

from engine import WORKFLOWS, finish, wait_until

COUNTED = WORKFLOWS / "counted.wdl"
COUNT = 5
SUM = sum(10 * number for number in range(COUNT))
# More in a long version: MARTLET_KILLS=50 MARTLET_SEEDS="1 2 3".
KILLS = int(os.environ.get("MARTLET_KILLS", "3"))
SEEDS = [int(seed) for seed in os.environ.get("MARTLET_SEEDS", "1 2").split()]
EACH = Counter(str(number) for number in range(COUNT))


@pytest.fixture
def ledger(tmp_path):
    """The folder in which tasks say that they ended."""
    folder = tmp_path / "ledger"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    return folder


@pytest.fixture
def on_rig(account, tmp_path, ledger):
    path = account.configuration(tmp_path / "martlet.yaml")
    path.write_text(path.read_text() + f"    volumes: ['{ledger}:{ledger}']\n")
    return ["--on", "rig", "--config", path]


@pytest.fixture
def here(tmp_path, ledger):
    """The arguments of a run on this machine whose containers see the ledger."""
    path = tmp_path / "martlet.yaml"
    path.write_text(f"environments: {{here: {{backend: local, containerArguments: ['-v', '{ledger}:{ledger}']}}}}\n")
    return ["--on", "here", "--config", path]


def ended(ledger):
    path = ledger / "ended"
    return Counter(path.read_text().split()) if path.exists() else Counter()


def start_resume(engine, *arguments, runs="runs"):
    return subprocess.Popen(
        [engine.program, "resume", "--runs-dir", str(engine.folder / runs), *arguments], cwd=engine.folder,
        env=engine.environment, text=True, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)


def resume(engine, *arguments):
    return finish(start_resume(engine, *arguments))


def processes_of(engine):
    return subprocess.run(["pgrep", "-f", str(engine.folder)], capture_output=True, text=True).stdout


def start(engine, ledger, seconds, *arguments):
    return engine.start(COUNTED, f"count={COUNT}", f"seconds={seconds}", f"ledger={ledger}", *arguments)


def journal(engine, runs="runs"):
    folder = next((engine.folder / runs).glob("counted-*"), None)
    if folder is None or not (folder / "journal.jsonl").exists():
        return []
    return [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines(keepends=True)
            if line.endswith("\n")]


def count(events, kind):
    return sum(event["event"] == kind for event in events)


def copy_of(account, engine):
    """The address of a run's copy, with the events in it; None while there is none."""
    run = f"work/{journal(engine)[0]['key']}"
    events = []
    for key in account.keys(f"{run}/journal/"):
        text = account.object(f"s3://{account.bucket}/{key}").decode()
        events.extend(map(json.loads, text.splitlines()))
    return f"s3://{account.bucket}/{run}" if events else None, events


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.communicate()


def killed_until_done(engine, begin, seed, longest):
    """Run to the end with the head killed some times at random moments.

    begin: starts the run. longest: seconds that a head lives. Returns the outputs.
    """
    rng = random.Random(seed)
    process = begin()
    for _ in range(KILLS):
        try:
            process.communicate(timeout=rng.uniform(0.05, longest))
            break
        except subprocess.TimeoutExpired:
            kill(process)
        # A head that died before there was a run has left nothing to go on with.
        process = start_resume(engine) if any((engine.folder / "runs").glob("counted-*/journal.jsonl")) else begin()
    if process.poll() is None:
        process.communicate(timeout=240)
    if process.returncode != 0:
        run = resume(engine)
        assert run.status == 0 or "has succeeded" in run.stderr, run.stderr
    folders = list((engine.folder / "runs").glob("counted-*/outputs.json"))
    assert len(folders) == 1
    return json.loads(folders[0].read_text())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_head_on_batch_may_die_at_any_moment(engine, on_rig, account, ledger, seed):
    outputs = killed_until_done(engine, lambda: start(engine, ledger, 2, *on_rig), seed, 5)
    assert outputs == {"counted.sum": SUM}
    assert ended(ledger) == EACH, "each task ended once"
    assert account.alive() == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("containers", ["none", "podman"])
def test_a_head_here_may_die_at_any_moment(engine, here, ledger, containers, seed):
    outputs = killed_until_done(
        engine, lambda: start(engine, ledger, 1, "--containers", containers, *here), seed, 2.5)
    assert outputs == {"counted.sum": SUM}
    assert ended(ledger) == EACH, "each task ended once"
    assert processes_of(engine) == ""


def test_jobs_that_run_are_taken_over(engine, on_rig, account, ledger):
    process = start(engine, ledger, 6, *on_rig)
    wait_until("all run", lambda: sum(event["event"] == "attempt-running" for event in journal(engine)) == COUNT, process)
    kill(process)
    jobs = sorted(job["jobId"] for job in account.jobs("RUNNING"))
    run = resume(engine)
    assert run.outputs == {"counted.sum": SUM}
    assert ended(ledger) == EACH
    submitted = [event for event in journal(engine) if event["event"] == "attempt-submitted"]
    assert {event["handle"] for event in submitted if event["call"] != "total"} == set(jobs)


def test_a_submission_whose_answer_was_lost_with_the_head_is_found(engine, on_rig, account, ledger, trouble):
    before = len(account.jobs("RUNNING", "SUCCEEDED"))
    trouble.faults([{"service": "batch", "path": "/v1/submitjob", "late": 20, "times": 1}])
    process = start(engine, ledger, 4, *on_rig)
    wait_until("the jobs run", lambda: len(account.jobs("RUNNING", "SUCCEEDED")) - before >= COUNT, process)
    assert [event for event in journal(engine) if event["event"] == "attempt-submitted"] == []
    kill(process)
    trouble.faults([])
    run = resume(engine)
    assert run.outputs == {"counted.sum": SUM}
    assert ended(ledger) == EACH


@pytest.mark.parametrize("containers", ["none", "podman"])
def test_what_runs_here_is_taken_over(engine, here, ledger, tmp_path, containers):
    process = start(engine, ledger, 3, "--containers", containers, *here)
    wait_until("one has ended", lambda: count(journal(engine), "call-succeeded") >= 1, process)
    kill(process)
    time.sleep(0.5)
    (tmp_path / "martlet.yaml").unlink()
    assert resume(engine).outputs == {"counted.sum": SUM}
    events = journal(engine)
    prepared = Counter(event["call"] for event in events if event["event"] == "attempt-prepared")
    assert set(prepared.values()) == {1}, "nothing is begun twice"
    assert ended(ledger) == EACH
    assert processes_of(engine) == "", "no process of the dead head is left"


def test_what_ended_while_nobody_was_there_is_not_repeated(engine, here, ledger):
    process = start(engine, ledger, 2, "--containers", "none", *here)
    wait_until("one runs", lambda: count(journal(engine), "attempt-running") >= 1, process)
    begun = {event["call"] for event in journal(engine) if event["event"] == "attempt-running"}
    kill(process)
    deadline = time.time() + 60
    while sum(ended(ledger).values()) < len(begun) and time.time() < deadline:
        time.sleep(0.1)
    assert resume(engine).outputs == {"counted.sum": SUM}
    assert ended(ledger) == EACH


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_cancels_and_says_how_to_go_on(engine, here, ledger, number):
    process = start(engine, ledger, 2, "--containers", "none", *here)
    wait_until("one has ended", lambda: count(journal(engine), "call-succeeded") >= 1, process)
    done = sum(ended(ledger).values())
    process.send_signal(number)
    run = finish(process)
    name = next((engine.folder / "runs").glob("counted-*")).name
    assert run.status == 130
    assert run.stderr.splitlines()[-1] == f"to go on with it: martlet resume {name} --runs-dir {engine.folder / 'runs'}"
    assert processes_of(engine) == ""
    assert resume(engine).outputs == {"counted.sum": SUM}
    assert sum(ended(ledger).values()) >= COUNT and done >= 1 and set(ended(ledger)) == set(EACH)


def test_a_lost_terminal_is_nothing_to_a_run_under_nohup(engine, here, ledger):
    command = engine.command(COUNTED, f"count={COUNT}", "seconds=1", f"ledger={ledger}", "--containers", "none", *here)
    process = subprocess.Popen(["nohup", *command], cwd=engine.folder, env=engine.environment, text=True,
                               start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_until("it runs", lambda: count(journal(engine), "attempt-running") >= 1, process)
    os.killpg(process.pid, signal.SIGHUP)
    assert finish(process).outputs == {"counted.sum": SUM}


def test_a_new_run_tells_of_one_that_was_interrupted(engine, here, ledger):
    process = start(engine, ledger, 2, "--containers", "none", *here)
    wait_until("it runs", lambda: count(journal(engine), "attempt-running") >= 1, process)
    kill(process)
    name = next((engine.folder / "runs").glob("counted-*")).name
    run = finish(start(engine, ledger, 0, "--containers", "none", *here))
    assert f"the run {name} was interrupted; to go on with it: martlet resume {name} " in run.stderr
    assert resume(engine, name).outputs == {"counted.sum": SUM}


@pytest.fixture
def small_disk(tmp_path):
    """The folder of runs, on a file system of its own of 2 MiB."""
    folder = tmp_path / "runs"
    folder.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]).returncode != 0:
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_journal_that_has_no_room_ends_the_run_which_goes_on_later(engine, here, ledger, small_disk):
    process = start(engine, ledger, 1, "--containers", "none", *here)
    wait_until("one has ended", lambda: count(journal(engine), "call-succeeded") >= 1, process)
    filler = small_disk / "filler"
    with open(filler, "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    run = finish(process)
    run.fails("No space left on device|the disk is full", status=(1,))
    assert "to go on with it: martlet resume" in run.stderr
    resume(engine).fails("No space left on device|the disk is full", status=(1,))
    filler.unlink()
    assert resume(engine).outputs == {"counted.sum": SUM}
    assert set(ended(ledger)) == set(EACH)


def test_a_run_whose_folder_is_read_only_is_not_gone_on_with(engine, here, ledger, small_disk):
    process = start(engine, ledger, 2, "--containers", "none", *here)
    wait_until("it runs", lambda: count(journal(engine), "attempt-running") >= 1, process)
    kill(process)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=False)
    deadline = time.time() + 30
    while subprocess.run(["mount", "-o", "remount,ro", small_disk]).returncode != 0 and time.time() < deadline:
        time.sleep(0.2)
    resume(engine).fails("read-only", status=(1,))
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert resume(engine).outputs == {"counted.sum": SUM}


def test_one_head_has_a_run_at_a_time(engine, on_rig, ledger):
    process = start(engine, ledger, 3, *on_rig)
    wait_until("it runs", lambda: len(journal(engine)) > 3, process)
    resume(engine).fails(f"is under way: process {process.pid} on ", status=(1,))
    assert finish(process).status == 0
    resume(engine).fails("has succeeded", status=(1,))


def test_a_failed_run_goes_on_when_its_cause_is_mended(engine, tmp_path):
    flag = tmp_path / "flag"
    source = tmp_path / "once.wdl"
    source.write_text(f"""version 1.1
task first {{
  command <<< echo x >> {tmp_path}/first; echo 4 >>>
  output {{ Int four = read_int(stdout()) }}
}}
task second {{
  input {{ Int four }}
  command <<< test -e {flag} && echo ~{{four}}2 >>>
  output {{ Int answer = read_int(stdout()) }}
}}
workflow once {{
  call first
  call second {{ input: four = first.four }}
  output {{ Int answer = second.answer }}
}}
""")
    engine.run(source).fails("second", status=(1,))
    source.write_text("version 1.1\nworkflow other {}\n")
    resume(engine).fails("second", status=(1,))
    flag.write_text("")
    assert resume(engine).outputs == {"once.answer": 42}
    assert (tmp_path / "first").read_text() == "x\n"


def elsewhere(engine, *arguments):
    """The head of a machine that has not got the run's folder."""
    return start_resume(engine, *arguments, runs="other")


def test_another_machine_goes_on(engine, on_rig, account, ledger, trouble):
    process = start(engine, ledger, 6, *on_rig)
    wait_until("its jobs are told of", lambda: journal(engine) and count(copy_of(account, engine)[1], "attempt-submitted") == COUNT,
               process)
    kill(process)
    run, _ = copy_of(account, engine)
    first = finish(elsewhere(engine, run))
    assert first.outputs == {"counted.sum": SUM}
    assert "had this run; waiting 30 s" in first.stderr
    assert "took over work[0]" in first.stderr and "submitted work" not in first.stderr
    assert ended(ledger) == EACH
    events = journal(engine, "other")
    assert copy_of(account, engine)[1] == events, "the copy has all of it"
    assert json.loads(account.object(run + "/outputs.json")) == {"counted.sum": SUM}
    assert b'"state":"succeeded"' in account.object(run + "/report.html")
    assert account.object(run + "/trace.tsv").startswith(b"task_id\thash\t")
    resume(engine).fails("has succeeded", status=(1,))
    assert journal(engine) == events, "the first machine knows"
    folder = next((engine.folder / "other").glob("counted-*"))
    assert (folder / "martlet.yaml").stat().st_mode & 0o777 == 0o600


def test_a_head_that_wakes_up_leaves_the_run_to_its_successor(engine, on_rig, account, ledger):
    process = start(engine, ledger, 50, *on_rig)
    wait_until("all run", lambda: count(journal(engine), "attempt-running") == COUNT, process)
    wait_until("its jobs are told of", lambda: count(copy_of(account, engine)[1], "attempt-submitted") == COUNT, process)
    process.send_signal(signal.SIGSTOP)
    second = elsewhere(engine, copy_of(account, engine)[0])
    wait_until("the other goes on", lambda: count(journal(engine, "other"), "attempt-taken-over") == COUNT, second)
    process.send_signal(signal.SIGCONT)
    finish(process).fails("another martlet has taken this run", status=(1,))
    assert len(account.alive()) >= COUNT, "its jobs are left alone"
    assert finish(second).outputs == {"counted.sum": SUM}
    assert ended(ledger) == EACH


def test_a_run_under_way_is_nobody_elses(engine, on_rig, account, ledger):
    process = start(engine, ledger, 15, *on_rig)
    wait_until("it is copied", lambda: journal(engine) and copy_of(account, engine)[0], process)
    finish(elsewhere(engine, copy_of(account, engine)[0])).fails(f"under way: process {process.pid} on ", status=(1,))
    assert finish(process).status == 0
    finish(elsewhere(engine, f"s3://{account.bucket}/work/no-such-run")).fails("there is no run at", status=(2,))


def test_a_copy_that_cannot_be_written_holds_nothing_up(engine, on_rig, account, ledger, trouble):
    trouble.faults([{"service": "s3", "method": "PUT", "path": "/journal/|lease[.]json", "status": 503, "code": "SlowDown"}])
    process = start(engine, ledger, 15, *on_rig)
    run = finish(process)
    assert run.outputs == {"counted.sum": SUM}
    assert run.stderr.count("is behind, and the run goes on without it") == 1
