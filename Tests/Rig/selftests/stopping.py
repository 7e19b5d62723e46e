"""Cancelling, terminating, reclaimed hosts, and jobs that are stuck."""
import time

from selftests.bench import inject, shell, size

HEEDS_TERM = "trap 'echo got TERM; exit 9' TERM; echo start; while :; do sleep 0.1; done"
IGNORES_TERM = "trap '' TERM; while :; do sleep 0.2; done"
RETRY_RECLAIMS = {"attempts": 3, "evaluateOnExit": [{"onStatusReason": "Host EC2*", "action": "RETRY"},
                                                   {"onReason": "*", "action": "EXIT"}]}
STUCK = ("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - The job resource requirement (vCPU/memory/GPU) is higher than "
         "that can be met by the CE(s) attached to the job queue.")


def checks(bench, report):
    slow = bench.definition("slow", shell(HEEDS_TERM))
    terminated(bench, slow)
    cancelled(bench, slow, report)
    reclaimed(bench)
    stuck(bench, report)


def terminated(bench, slow):
    job = bench.submit(slow)
    bench.wait(job, states=("RUNNING",))
    time.sleep(1.2)
    bench.check("logs while running", bench.log(bench.describe(job)), ["start"])
    bench.batch.cancel_job(jobId=job, reason="no")
    bench.check("cancel does not touch a running job", bench.describe(job)["status"], "RUNNING")
    bench.batch.terminate_job(jobId=job, reason="enough")
    ended = bench.wait(job)
    bench.check("terminate: TERM seen, reason kept",
                (ended["status"], ended["statusReason"], ended["isTerminated"], ended["container"]["exitCode"],
                 bench.log(ended)), ("FAILED", "enough", True, 9, ["start", "got TERM"]))
    job = bench.submit(bench.definition("stub", shell(IGNORES_TERM)))
    bench.wait(job, states=("RUNNING",))
    time.sleep(0.5)
    started = time.time()
    bench.batch.terminate_job(jobId=job, reason="kill")
    ended = bench.wait(job)
    bench.check("KILL after the grace", (ended["container"]["exitCode"], time.time() - started > 1), (137, True))


def cancelled(bench, slow, report):
    first = bench.submit(slow)
    second = bench.submit(report, dependsOn=[{"jobId": first}])
    bench.check("PENDING while it waits", bench.describe(second)["status"], "PENDING")
    bench.batch.cancel_job(jobId=second, reason="mine")
    ended = bench.wait(second)
    bench.check("cancelled", (ended["status"], ended["statusReason"], ended["isCancelled"]), ("FAILED", "mine", True))
    bench.batch.terminate_job(jobId=first, reason="x")


def reclaimed(bench):
    definition = bench.definition("rec", shell("sleep 1; [ $AWS_BATCH_JOB_ATTEMPT = 2 ]"), retryStrategy=RETRY_RECLAIMS)
    inject(kind="reclaim", match="rec1", times=1, after=0.2)
    job = bench.run(definition, name="rec1")
    reasons = [attempt["statusReason"][:18] for attempt in job["attempts"]]
    bench.check("spot reclaim then retry", (job["status"], reasons, "exitCode" in job["attempts"][0]["container"]),
                ("SUCCEEDED", ["Host EC2 (instance", "Essential containe"], False))


def stuck(bench, report):
    inject(kind="stuck", match="stuck1", statusReason=STUCK)
    job = bench.submit(report, name="stuck1")
    time.sleep(1)
    found = bench.describe(job)
    bench.check("stuck RUNNABLE with a reason", (found["status"], found["statusReason"][:16]),
                ("RUNNABLE", "MISCONFIGURATION"))
    inject(kind="clear")
    bench.check("unstuck", bench.wait(job)["status"], "SUCCEEDED")
    job = bench.submit(report, containerOverrides={"resourceRequirements": size("32", "64")})
    time.sleep(0.3)
    bench.check("over the CE's maxvCpus stays RUNNABLE", bench.describe(job)["status"], "RUNNABLE")
    bench.batch.terminate_job(jobId=job, reason="x")
