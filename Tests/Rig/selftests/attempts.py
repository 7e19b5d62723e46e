"""Retries, time limits, dependencies and arrays."""
from selftests.bench import shell

RETRY_ON_7 = {"attempts": 3, "evaluateOnExit": [{"onExitCode": "7", "action": "RETRY"},
                                               {"onReason": "*", "action": "EXIT"}]}
SHOW_INDEX = ("echo $AWS_BATCH_JOB_ARRAY_INDEX/$AWS_BATCH_JOB_ARRAY_SIZE; [ $AWS_BATCH_JOB_ARRAY_INDEX != 1 ]")


def checks(bench, report):
    retries(bench)
    failing = bench.submit(report, containerOverrides={"command": ["false"]})
    job = bench.run(report, dependsOn=[{"jobId": failing}])
    bench.check("dependency failed", (job["status"], job["statusReason"], job["attempts"]),
                ("FAILED", "Dependent Job failed", []))
    arrays(bench)


def retries(bench):
    job = bench.run(bench.definition("ret", shell("exit 7"), retryStrategy=RETRY_ON_7))
    codes = [attempt["container"]["exitCode"] for attempt in job["attempts"]]
    bench.check("retry 3 attempts", (job["status"], len(job["attempts"]), codes), ("FAILED", 3, [7, 7, 7]))
    job = bench.run(bench.definition("ret2", shell("exit 8"), retryStrategy=RETRY_ON_7))
    bench.check("evaluateOnExit EXIT", len(job["attempts"]), 1)
    job = bench.run(bench.definition("ret3", shell("[ $AWS_BATCH_JOB_ATTEMPT = 2 ]"), retryStrategy={"attempts": 2}))
    bench.check("second attempt succeeds", (job["status"], len(job["attempts"])), ("SUCCEEDED", 2))
    job = bench.run(bench.definition("to", ["sleep", "60"], timeout={"attemptDurationSeconds": 2},
                                     retryStrategy={"attempts": 3}))
    bench.check("timeout, not retried", (job["status"], job["statusReason"], len(job["attempts"])),
                ("FAILED", "Job attempt duration exceeded timeout", 1))


def arrays(bench):
    array = bench.submit(bench.definition("arr", shell(SHOW_INDEX)), arrayProperties={"size": 3})
    job = bench.wait(array)
    bench.check("array: parent fails with a child",
                (job["status"], job["statusReason"], job["arrayProperties"]["statusSummary"]["FAILED"]),
                ("FAILED", "Array Child Job failed", 1))
    child = bench.describe(array + ":2")
    bench.check("array child", (child["arrayProperties"]["index"], bench.log(child)), (2, ["2/3"]))
    listed = bench.batch.list_jobs(arrayJobId=array, jobStatus="FAILED")["jobSummaryList"]
    bench.check("list arrayJobId by status", [job["jobId"] for job in listed], [array + ":1"])
    succeeding = bench.definition("ok", ["true"])
    first = bench.submit(succeeding, arrayProperties={"size": 2})
    paired = bench.submit("ok" + bench.tag, arrayProperties={"size": 2}, dependsOn=[{"jobId": first, "type": "N_TO_N"}])
    ordered = bench.submit("ok" + bench.tag, arrayProperties={"size": 2}, dependsOn=[{"type": "SEQUENTIAL"}])
    bench.check("N_TO_N and SEQUENTIAL", (bench.wait(paired)["status"], bench.wait(ordered)["status"]),
                ("SUCCEEDED", "SUCCEEDED"))
