"""Multi-container tasks, credentials, events, and scripted faults on the wire."""
import json
import time

from selftests.bench import IMAGE, client, error_of, faults, shell, size

SHARED = [{"sourceVolume": "s", "containerPath": "/s"}]


def checks(bench, report):
    if bench.with_containers:
        multi_container(bench)
        job_role(bench)
    job = events(bench, report)
    wire_faults(bench, job)
    truncation(bench)


def multi_container(bench):
    prepare = {"name": "prep", "image": IMAGE, "command": shell("echo data>/s/f"), "essential": False,
               "resourceRequirements": size(), "mountPoints": SHARED}
    work = {"name": "main", "image": IMAGE, "command": shell("cat /s/f; exit 4"), "essential": True,
            "resourceRequirements": size(), "mountPoints": SHARED,
            "dependsOn": [{"containerName": "prep", "condition": "SUCCESS"}]}
    definition = bench.batch.register_job_definition(
        jobDefinitionName="mc" + bench.tag, type="container",
        ecsProperties={"taskProperties": [{"volumes": [{"name": "s"}], "containers": [prepare, work]}]})
    job = bench.run(definition["jobDefinitionArn"])
    bench.check("multi-container task with dependsOn and shared volume",
                (job["status"], job["attempts"][0]["container"]["exitCode"]), ("FAILED", 4))


def job_role(bench):
    ask = 'wget -q -O - "$AWS_CONTAINER_CREDENTIALS_FULL_URI"; echo; echo $AWS_ENDPOINT_URL'
    job = bench.run(bench.definition("cred", shell(ask), {"jobRoleArn": bench.job_role}))
    given = json.loads(bench.log(job)[0])
    sts = client("sts", aws_access_key_id=given["AccessKeyId"], aws_secret_access_key=given["SecretAccessKey"],
                 aws_session_token=given["Token"])
    bench.check("job role credentials work", sts.get_caller_identity()["Arn"],
                lambda arn: ":assumed-role/job" + bench.tag in arn)


def events(bench, report):
    queue = bench.sqs.create_queue(QueueName="e" + bench.tag)["QueueUrl"]
    target = bench.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = {"source": ["aws.batch"], "detail": {"status": ["SUCCEEDED"], "jobName": ["evt1"]}}
    bench.events.put_rule(Name="r" + bench.tag, EventPattern=json.dumps(pattern))
    bench.events.put_targets(Rule="r" + bench.tag, Targets=[{"Id": "1", "Arn": target}])
    job = bench.submit(report, name="evt1")
    bench.wait(job)
    time.sleep(0.5)
    messages = bench.sqs.receive_message(QueueUrl=queue).get("Messages", [])
    bench.check("state change event reaches SQS",
                [json.loads(message["Body"])["detail"]["jobId"] for message in messages], [job])
    return job


def wire_faults(bench, job):
    faults({"service": "batch", "path": "describejobs", "status": 429, "code": "TooManyRequestsException",
            "message": "Too Many Requests", "times": 1})
    bench.check("fault: 429", error_of(bench.batch.describe_jobs, jobs=[job]), "Too Many Requests")
    slow_down = "Please reduce your request rate."
    faults({"service": "s3", "status": 503, "code": "SlowDown", "message": slow_down, "times": 1})
    bench.check("fault: 503 SlowDown", error_of(bench.s3.list_buckets), slow_down)
    faults({"service": "batch", "reset": True, "times": 1})
    bench.check("fault: reset", error_of(bench.batch.describe_jobs, jobs=[job]), lambda message: "Connection" in message)
    faults({"service": "batch", "delay": 1.5, "times": 1})
    started = time.time()
    bench.describe(job)
    bench.check("fault: slow", time.time() - started > 1.4)


def truncation(bench):
    bucket = "f" + bench.tag
    bench.s3.create_bucket(Bucket=bucket)
    bench.s3.put_object(Bucket=bucket, Key="k", Body=b"x" * 100000)
    faults({"service": "s3", "path": f"/{bucket}/k", "method": "GET", "truncate": 5000, "times": 1})
    bench.check("fault: truncated body", error_of(lambda: bench.s3.get_object(Bucket=bucket, Key="k")["Body"].read()),
                lambda message: "Incomplete" in message or "Connection" in message)
    faults()
