"""Revisions, refusals, queues and listings."""
from selftests.bench import error_of, size

PLAIN = {"image": "i", "resourceRequirements": size()}


def checks(bench, report):
    revisions(bench)
    refused_definitions(bench)
    bench.check_refused("1-wide array", bench.submit, definition=report, arrayProperties={"size": 1})
    bench.check_refused("shareIdentifier on FIFO", bench.submit, definition=report, shareIdentifier="A")
    bench.check_refused("101 in DescribeJobs", bench.batch.describe_jobs, jobs=["x"] * 101)
    fair_share(bench, report)
    listings(bench)


def revisions(bench):
    first = bench.register("rv", {**PLAIN, "image": "i:1"}, retryStrategy={"attempts": 2},
                           propagateTags=True)["jobDefinitionArn"]
    second = bench.register("rv", {**PLAIN, "image": "i:2"})["jobDefinitionArn"]
    found = bench.batch.describe_job_definitions(jobDefinitions=[second])["jobDefinitions"][0]
    bench.check("a new revision inherits nothing", "retryStrategy" in found, False)
    bench.batch.deregister_job_definition(jobDefinition=second)
    bench.check("name means newest ACTIVE", bench.describe(bench.submit("rv" + bench.tag))["jobDefinition"], first)
    bench.check("submit to INACTIVE refused", error_of(bench.submit, definition=second),
                lambda message: "not active" in message)
    bench.check("next revision is 3", bench.register("rv", {**PLAIN, "image": "i:2"})["revision"], 3)


def refused_definitions(bench):
    role = {"executionRoleArn": bench.job_role}
    on_fargate = {"platformCapabilities": ["FARGATE"]}
    mount = {"sourceVolume": "z", "containerPath": "/z"}
    cases = {
        "privileged Fargate": ({**PLAIN, **role, "privileged": True, "resourceRequirements": size("1", "2048")},
                               on_fargate),
        "Fargate 0.3 vCPU": ({**PLAIN, **role, "resourceRequirements": size("0.3", "100")}, on_fargate),
        "EC2 0.5 vCPU": ({**PLAIN, "resourceRequirements": size("0.5", "100")}, {}),
        "AWS_BATCH_ env": ({**PLAIN, "environment": [{"name": "AWS_BATCH_X", "value": "1"}]}, {}),
        "unknown volume": ({**PLAIN, "mountPoints": [mount]}, {}),
        "11 attempts": (PLAIN, {"retryStrategy": {"attempts": 11}}),
        "bad enum": (PLAIN, {"platformCapabilities": ["LAMBDA"]}),
        "secrets without executionRole": ({**PLAIN, "secrets": [{"name": "a", "valueFrom": "b"}]}, {}),
    }
    for what, (properties, settings) in cases.items():
        bench.check_refused(what, bench.register, name="bad", properties=properties, **settings)


def fair_share(bench, report):
    policy = bench.batch.create_scheduling_policy(name="p" + bench.tag, fairsharePolicy={"shareDecaySeconds": 60})["arn"]
    queue = bench.make_queue("fq", schedulingPolicyArn=policy)
    job = {"jobName": "x", "jobQueue": queue, "jobDefinition": report}
    bench.check_refused("fair-share queue without shareIdentifier", bench.batch.submit_job, **job)
    submitted = bench.batch.submit_job(**job, shareIdentifier="A1", schedulingPriorityOverride=7, tags={"run": "r1"})
    found = bench.wait(submitted["jobId"])
    bench.check("share, priority, tags described",
                (found.get("shareIdentifier"), found.get("schedulingPriority"), found["tags"]), ("A1", 7, {"run": "r1"}))
    bench.batch.update_job_queue(jobQueue=queue, state="DISABLED")
    bench.check("refused: DISABLED queue", error_of(bench.batch.submit_job, **job, shareIdentifier="A"),
                lambda message: "not ENABLED" in message)


def listings(bench):
    pages = list(bench.batch.get_paginator("list_jobs").paginate(
        jobQueue=bench.queue, jobStatus="SUCCEEDED", PaginationConfig={"PageSize": 5}))
    bench.check("ListJobs pages", (len(pages) > 1, all(len(page["jobSummaryList"]) <= 5 for page in pages)),
                (True, True))
    bench.check("ListJobs default is RUNNING", bench.batch.list_jobs(jobQueue=bench.queue)["jobSummaryList"], [])
    found = bench.batch.list_jobs(jobQueue=bench.queue, filters=[{"name": "JOB_NAME", "values": ["rec*"]}])
    bench.check("filter JOB_NAME", {job["jobName"] for job in found["jobSummaryList"]}, {"rec1"})
