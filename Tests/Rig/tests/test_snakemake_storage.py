"""What Snakemake asks of S3 before, between and after jobs that martlet runs."""
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from snakemake_run import PLUGIN
from test_snakemake import own_account, snakemake  # noqa: F401
from trouble import user_agent

COMPARISON = Path(__file__).parent / "snakemake_listings.py"
CHAIN = """
rule all:
    input: expand("out/{n}.txt", n=range(int(config["count"])))
rule first:
    output: "mid/{n}.txt"
    container: "docker://localhost/busybox:latest"
    shell: "echo {wildcards.n} > {output}"
rule second:
    input: "mid/{n}.txt"
    output: "out/{n}.txt"
    container: "docker://localhost/busybox:latest"
    shell: "cat {input} {input} > {output}"
"""


def asked(trouble):
    """What Snakemake asked of S3: how often by method, where `LIST` is a GET of a listing."""
    counted = Counter()
    for record in trouble.records():
        program = user_agent(record)
        if record["service"] == "s3" and "Boto3" in program and "rig-observer" not in program:
            counted["LIST" if "prefix=" in record["uri"] else record["method"]] += 1
    return counted


def planned(run):
    """How many jobs of each rule a dry run says there are to do."""
    assert run.status == 0, run.text
    lines = run.text.rpartition("job ")[2].splitlines()
    return {words[0]: int(words[1]) for words in map(str.split, lines) if len(words) == 2 and words[1].isdigit() and words[0] != "total"}


@pytest.fixture
def chain(snakemake):  # noqa: F811
    snakemake.write(CHAIN)
    return snakemake


def put_all(chain, count):
    for folder in ("mid", "out"):
        for number in range(count):
            chain.put(f"{folder}/{number}.txt", f"{number}\n")


def test_listings_say_what_the_plug_in_says(python, own_account, tmp_path, client_environment):  # noqa: F811
    variables = {**client_environment, "PYTHONPATH": str(PLUGIN), "LISTINGS_BUCKET": own_account.bucket, "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run([python, "-m", "pytest", "-p", "no:cacheprovider", str(COMPARISON)], cwd=tmp_path, env=variables,
                         capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr


def test_planning_takes_a_handful_of_requests(chain, trouble):
    assert planned(chain.run("-n", "--config", "count=300")) == {"all": 1, "first": 300, "second": 300}
    assert sum(asked(trouble).values()) <= 30, asked(trouble)


def test_what_others_wrote_and_removed_is_planned_for(chain, trouble):
    put_all(chain, 30)
    assert "Nothing to be done" in chain.run("-n", "--config", "count=30").text
    chain.account.s3.delete_object(Bucket=chain.account.bucket, Key=f"{chain.prefix}/out/7.txt")
    time.sleep(1)
    chain.put("mid/3.txt", "newer\n")
    assert planned(chain.run("-n", "--config", "count=30")) == {"all": 1, "second": 2}
    assert set(asked(trouble)) == {"LIST"} and asked(trouble)["LIST"] <= 30, asked(trouble)


def test_after_jobs_there_are_few_requests_and_others_can_read_what_they_wrote(chain, trouble):
    count = 4
    run = chain.run("--config", f"count={count}")
    assert run.status == 0, run.text
    assert [chain.get(f"out/{number}.txt") for number in range(count)] == [f"{number}\n{number}\n" for number in range(count)]
    counted = asked(trouble)
    # Jobs that end together share a listing, and one by itself takes two or three; before, each of the 2 * count took ten requests or more.
    assert counted["HEAD"] <= 4 and counted["LIST"] <= 3 * 2 * count, counted
    plain = chain.run("-n", "--martlet-no-listings", "--config", f"count={count}")
    assert "Nothing to be done" in plain.text, plain.text
    assert "Nothing to be done" in chain.run("-n", "--config", f"count={count}").text


def test_whoever_may_not_list_is_served_as_ever(chain, trouble):
    put_all(chain, 3)
    trouble.faults([{"service": "s3", "path": "list-type=2", "status": 403, "code": "AccessDenied"}])
    run = chain.run("-n", "--config", "count=5")
    assert planned(run) == {"all": 1, "first": 2, "second": 2}
    assert run.text.count("cannot be listed") == 1 and "AccessDenied" in run.text
    assert asked(trouble)["HEAD"] >= 10
