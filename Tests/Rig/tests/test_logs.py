"""`martlet logs`: what tasks say, live and afterwards, from another terminal."""
import signal
import subprocess
import time

import pytest

from engine import WORKFLOWS, finish, wait_until

TALKING = WORKFLOWS / "talking.wdl"
CHATTY = WORKFLOWS / "chatty.wdl"


def command(engine, *arguments):
    return [engine.program, "logs", "--runs-dir", str(engine.folder / "runs"), *map(str, arguments)]


def logs(engine, *arguments):
    done = subprocess.run(command(engine, *arguments), cwd=engine.folder, env=engine.environment, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def read_until(words, follower):
    """The lines up to the one with these words; martlet's own agent may have said something before."""
    lines = []
    while not lines or words not in lines[-1]:
        lines.append(follower.stdout.readline())
        assert lines[-1], "the log ended"
    return "".join(lines)


def places(where, on_batch):
    return on_batch if where == "batch" else ["--containers", "podman"]


@pytest.mark.parametrize("where", ["batch", "here"])
def test_lines_are_seen_while_the_task_runs_and_afterwards(engine, account, on_batch, where):
    process = engine.start(TALKING, "seconds=12", *places(where, on_batch))
    journal = engine.folder / "runs" / "_latest" / "journal.jsonl"
    wait_until("the run begins", journal.exists, process)
    follower = subprocess.Popen(command(engine, "-f"), cwd=engine.folder, env=engine.environment, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    read_until("first words", follower)
    assert process.poll() is None, "the task has to run still"
    rest, complaints = follower.communicate(timeout=90)
    assert follower.returncode == 0, complaints
    assert "last words" in rest
    assert finish(process).status == 0
    status, text, complaints = logs(engine, "_latest")
    assert status == 0, complaints
    lines = text.splitlines()
    assert [line for line in lines if "words" in line] == ["first words", "last words"]
    assert "complaint" in lines


@pytest.mark.parametrize("where", ["batch", "here"])
def test_no_line_is_lost_while_it_is_followed(engine, account, on_batch, where):
    count = 15000
    process = engine.start(CHATTY, f"lines={count}", "seconds=4", *places(where, on_batch))
    wait_until("the run begins", (engine.folder / "runs" / "_latest" / "journal.jsonl").exists, process)
    status, text, complaints = logs(engine, "_latest", "chat", "-f")
    assert status == 0, complaints
    lines = text.splitlines()
    for word in ("said", "complained"):
        numbers = [line.split()[1] for line in lines if line.startswith(word) and line.split()[1].isdigit()]
        assert numbers == [str(number + 1) for number in range(count)], word
    assert "said at last" in lines
    assert finish(process).status == 0


def test_a_tasks_own_group(engine, account, tmp_path):
    group = f"lab-{account.tag}"
    account.client("logs").create_log_group(logGroupName=group)
    path = account.configuration(tmp_path / "martlet.yaml")
    path.write_text(path.read_text() + f"rules:\n  - name: talk\n    logGroup: {group}\n    logStreamPrefix: mine\n")
    engine.run(TALKING, "seconds=0", "--on", "rig", "--config", path).outputs
    streams = account.client("logs").describe_log_streams(logGroupName=group)["logStreams"]
    assert [stream["logStreamName"].split("/")[0] for stream in streams] == ["mine"]
    assert {"first words", "complaint", "last words"} <= set(logs(engine, "_latest")[1].splitlines())


@pytest.mark.parametrize("where", ["batch", "here"])
def test_one_stream_alone(engine, account, on_batch, where):
    engine.run(TALKING, "seconds=0", *places(where, on_batch)).outputs
    assert logs(engine, "_latest", "--stderr")[1] == "complaint\n"
    assert logs(engine, "_latest", "talk", "--stdout")[1] == "first words\nlast words\n"
    assert logs(engine, "_latest", "--stdout", "--tail", 1)[1] == "last words\n"


def test_several_calls_are_told_apart(engine, account, on_batch):
    engine.run(WORKFLOWS / "sleeping.wdl", "seconds=0", *on_batch).outputs
    engine.run(TALKING, "seconds=0", "number=2", *on_batch).outputs
    lines = logs(engine, "_latest")[1].splitlines()
    assert "talk[0] | first words" in lines and "talk[1] | last words" in lines
    assert "first words" in logs(engine, "_latest", "talk[1]")[1].splitlines()


def test_a_call_that_there_is_not(engine):
    engine.run(TALKING, "seconds=0", "--containers", "podman").outputs
    status, text, complaints = logs(engine, "_latest", "tlak")
    assert status == 2 and text == "" and "talk" in complaints
    status, text, complaints = logs(engine, "nothing")
    assert status == 2 and "talking-" in complaints


def test_many_pages(engine, account, on_batch):
    engine.run(TALKING, "seconds=0", *on_batch).outputs
    job = max(account.jobs("SUCCEEDED"), key=lambda job: job["createdAt"])["jobId"]
    stream = account.batch.describe_jobs(jobs=[job])["jobs"][0]["container"]["logStreamName"]
    numbers = range(25000)
    for start in numbers[::10000]:
        events = [{"timestamp": int(time.time() * 1000), "message": f"line {number}"}
                  for number in numbers[start:start + 10000]]
        account.client("logs").put_log_events(logGroupName="/aws/batch/job", logStreamName=stream, logEvents=events)
    lines = logs(engine, "_latest")[1].splitlines()
    assert [line for line in lines if line.startswith("line ")] == [f"line {number}" for number in numbers]
    assert logs(engine, "_latest", "--tail", 2)[1].splitlines() == ["line 24998", "line 24999"]


def test_ctrl_c_ends_following_and_not_the_run(engine, account, on_batch):
    process = engine.start(TALKING, "seconds=10", *on_batch)
    wait_until("the run begins", (engine.folder / "runs" / "_latest" / "journal.jsonl").exists, process)
    follower = subprocess.Popen(command(engine, "-f"), cwd=engine.folder, env=engine.environment, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    read_until("first words", follower)
    follower.send_signal(signal.SIGINT)
    started = time.time()
    _, complaints = follower.communicate(timeout=20)
    assert follower.returncode == 130 and complaints == "" and time.time() - started < 5
    assert finish(process).status == 0
