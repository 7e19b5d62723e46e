"""What runs cost: jobs have machines, many of which are asked about at once; prices; a range where something is not allowed."""
import json
from pathlib import Path

import pytest

from engine import WORKFLOWS
from tool import Tool

SCATTERED = WORKFLOWS / "scattered.wdl"
REFUSED = {"status": 400, "code": "AccessDeniedException", "message": "User is not authorized", "times": 1000}


@pytest.fixture(scope="module")
def mixed(account):
    """A queue of Spot instances of two families."""
    name = f"martlet-spot-{account.tag}"
    environment = account.batch.create_compute_environment(
        computeEnvironmentName=name, type="MANAGED", serviceRole=account.role("martlet-spot", "batch.amazonaws.com"),
        computeResources={"type": "SPOT", "minvCpus": 0, "maxvCpus": 16, "instanceTypes": ["c5", "m5.large"],
                          "instanceRole": f"martlet-instances-{account.tag}", "subnets": ["subnet-1"],
                          "securityGroupIds": ["sg-1"]})["computeEnvironmentArn"]
    return account.batch.create_job_queue(
        jobQueueName=name, priority=1, state="ENABLED",
        computeEnvironmentOrder=[{"order": 1, "computeEnvironment": environment}])["jobQueueName"]


@pytest.fixture
def on_spot(account, mixed, tmp_path):
    return ["--on", "rig", "--config", account.configuration(tmp_path / "martlet.yaml", queue=mixed)]


@pytest.fixture
def verb(martlet, client_environment, tmp_path):
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    environment = {**client_environment, "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    return Tool(martlet, tmp_path, environment).run


def stays(folder):
    journal = (Path(folder) / "runs" / "_latest" / "journal.jsonl").read_text().splitlines()
    return [event["stay"] for event in map(json.loads, journal) if event["event"] == "attempt-placed"]


def test_attempts_on_spot_have_the_price_of_then(engine, on_spot, trouble, verb, tmp_path):
    trouble.inject({"kind": "reclaim", "match": "*-say", "after": 0.3, "times": 1})
    engine.run(SCATTERED, "count=4", "seconds=2", *on_spot).outputs
    found = stays(tmp_path)
    assert len(found) == 5, "one was taken away and repeated"
    for stay in found:
        assert (stay["platform"], stay["purchase"], stay["instanceType"]) == ("ec2", "spot", "c5.large")
        assert stay["zone"].startswith("us-east-1") and stay["instance"].startswith("i-")
        assert stay["reserved"]["vcpus"] == 1 and stay["stopped"] >= stay["started"]
        assert stay["hourlyPrice"] > 0
    assert trouble.targets("DescribeContainerInstances") <= 2 and trouble.targets("DescribeSpotPriceHistory") == 1
    told = verb("cost", "_latest", "--runs-dir", tmp_path / "runs", "--format", "json").outputs
    total = told["total"]
    assert total["attempts"] == 5 and total["calls"] == 4
    assert 0 < total["cost"]["low"] == total["cost"]["high"], "the price of then is one amount"
    assert total["lost"]["attempts"] == 1 and total["lost"]["low"] < total["cost"]["low"]
    shown = verb("show", "_latest", "say/0", "--runs-dir", tmp_path / "runs").stdout
    assert "machine      c5.large, spot, us-east-1" in shown


def test_one_type_on_demand_needs_no_question(engine, on_batch, trouble, verb, tmp_path):
    engine.run(SCATTERED, "count=2", *on_batch).outputs
    assert trouble.targets("DescribeContainerInstances") == 0
    assert [(stay["instanceType"], stay["purchase"]) for stay in stays(tmp_path)] == [("m5.large", "on-demand")] * 2
    # What calls would cost is told before and, with the times of the run, more exactly after it.
    plan = ("plan", SCATTERED, "count=2", "--no-cache", *on_batch, "--format", "json")
    cost = verb(*plan, "--runs-dir", tmp_path / "none").outputs["cost"]
    assert cost["tasks"][0]["perHour"]["low"] == cost["tasks"][0]["perHour"]["high"] == pytest.approx(0.048)
    assert "cost" not in cost["tasks"][0]
    cost = verb(*plan, "--runs-dir", tmp_path / "runs").outputs["cost"]
    assert 0 < cost["tasks"][0]["cost"]["low"] <= cost["total"]["high"]


def test_what_may_not_be_asked_is_a_range_and_said_once(engine, on_spot, trouble, verb, tmp_path):
    trouble.faults([{"service": "ecs", **REFUSED}])
    run = engine.run(SCATTERED, "count=3", *on_spot)
    assert run.status == 0
    assert run.stderr.count("ecs:DescribeContainerInstances is not allowed") == 1
    assert trouble.targets("DescribeContainerInstances") == 1
    assert all("instanceType" not in stay and stay["purchase"] == "spot" for stay in stays(tmp_path))
    total = verb("cost", "_latest", "--runs-dir", tmp_path / "runs", "--format", "json").outputs["total"]
    assert 0 < total["cost"]["low"] < total["cost"]["high"]


def test_without_compute_environments_the_instances_are_asked(engine, on_spot, trouble, tmp_path):
    trouble.faults([{"path": "/v1/describecomputeenvironments", **REFUSED, "status": 403}])
    assert engine.run(SCATTERED, "count=2", *on_spot).status == 0
    assert {(stay["instanceType"], stay["purchase"]) for stay in stays(tmp_path)} == {("c5.large", "spot")}
    assert trouble.targets("DescribeInstances") == 1


def test_prices_are_fetched_and_count(verb, tmp_path):
    assert verb("prices", "update", "--region", "us-east-1").status == 0
    known = verb("prices", "list", "--format", "json").outputs["regions"]["us-east-1"]
    assert known["source"] == "AWS price list" and known["onDemand"] == {"c7g.large": 0.0725, "m5.large": 0.096}
    assert known["fargate"]["rates"]["arm64"] == [0.03238, 0.00356, 0.000111]
    assert known["spot"]["prices"]["m5.large"]
    assert "eu-central-1" in verb("prices", "list").stdout, "of other regions the prices that came along count"
