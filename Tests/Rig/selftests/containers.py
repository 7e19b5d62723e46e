"""What a job's container gets, and how its end is reported."""
import os

from selftests.bench import shell, size

REPORT = "echo A=$A B=$B; cat /sys/fs/cgroup/memory/memory.limit_in_bytes; echo n=$AWS_BATCH_JOB_ATTEMPT"
LIMITS = ("df -m /dev/shm /scr|awk '{print $2}'|tail -2; touch /x 2>/dev/null && echo W; id -u; ulimit -n; "
          "cat /proc/1/cmdline|tr '\\0' ' '|cut -c1-12; ls /dev/fuse")
MOUNTS = "cat /m/f; echo; touch /m/w || echo ro; touch /v/x && echo rw; touch /e/x && echo efs"


def checks(bench):
    report = bench.definition("a", shell(REPORT), {"environment": [
        {"name": "A", "value": "1"}, {"name": "B", "value": "2"}]})
    ends(bench, report)
    secrets(bench)
    if bench.with_containers:
        settings(bench)
        volumes(bench)
    job = bench.run(bench.definition("par", ["echo", "Ref::x", "Ref::y", "pre-Ref::x"],
                                     parameters={"x": "dx", "y": "dy"}), parameters={"x": "SX"})
    bench.check("parameters", bench.log(job), lambda lines: lines[0].startswith("SX dy"))
    return report


def ends(bench, report):
    job = bench.run(report, containerOverrides={"environment": [{"name": "A", "value": "X"}],
                                                "resourceRequirements": size("1", "96")})
    bench.check("succeeds, exitCode 0", (job["status"], job["container"].get("exitCode"), job["statusReason"]),
                ("SUCCEEDED", 0, "Essential container in task exited"))
    if bench.with_containers:
        bench.check("overrides reach the container, memory is a real limit", bench.log(job),
                    ["A=X B=2", str(96 << 20), "n=1"])
    job = bench.run(report, containerOverrides={"command": shell("exit 3")})
    bench.check("exit 3", (job["status"], job["container"]["exitCode"], job["attempts"][0]["container"]["exitCode"],
                           job["statusReason"]), ("FAILED", 3, 3, "Essential container in task exited"))
    if bench.with_containers:
        job = bench.run(report, containerOverrides={"command": shell("exec tail /dev/zero")})
        bench.check("out of memory", (job["status"], job["container"].get("exitCode"), job["container"].get("reason")),
                    ("FAILED", 137, "OutOfMemoryError: Container killed due to memory usage"))
        job = bench.run(bench.definition("noimg", ["true"], {"image": "registry.invalid/x:1"}))
        bench.check("CannotPull", (job["status"], job["statusReason"], job["container"].get("reason", "")[:27],
                                   "exitCode" in job["container"]),
                    ("FAILED", "Task failed to start", "CannotPullContainerError: E", False))
    job = bench.run(report, containerOverrides={"command": ["nosuchcmd"]})
    bench.check("CannotStart", job["container"].get("reason", "")[:26], "CannotStartContainerError:")


def secrets(bench):
    secret = bench.secrets.create_secret(Name="s" + bench.tag, SecretString='{"k":"top"}')["ARN"]
    bench.ssm.put_parameter(Name="/p" + bench.tag, Value="pv", Type="String")
    parameter = "arn:aws:ssm:us-east-1:123456789012:parameter/p" + bench.tag
    references = {"SEC": secret, "KEY": secret + ":k::", "PAR": parameter}
    job = bench.run(bench.definition("sec", shell("echo $SEC $KEY $PAR"), {
        "executionRoleArn": bench.job_role,
        "secrets": [{"name": name, "valueFrom": value} for name, value in references.items()]}))
    bench.check("secrets injected", bench.log(job) if "logStreamName" in job["container"] else job,
                ['{"k":"top"} top pv'])
    job = bench.run(bench.definition("sec2", ["true"], {
        "executionRoleArn": bench.job_role,
        "secrets": [{"name": "SEC", "valueFrom": "arn:aws:secretsmanager:us-east-1:123456789012:secret:none"}]}))
    bench.check("missing secret fails the start", job["container"].get("reason", "")[:30],
                "ResourceInitializationError: u")


def settings(bench):
    group = "/g" + bench.tag
    bench.logs.create_log_group(logGroupName=group)
    job = bench.run(bench.definition("lx", shell(LIMITS), {
        "linuxParameters": {
            "initProcessEnabled": True, "sharedMemorySize": 32, "tmpfs": [{"containerPath": "/scr", "size": 16}],
            "devices": [{"hostPath": "/dev/fuse", "permissions": ["READ", "WRITE"]}]},
        "ulimits": [{"name": "nofile", "softLimit": 100, "hardLimit": 200}],
        "user": "65534",
        "readonlyRootFilesystem": True,
        "logConfiguration": {"logDriver": "awslogs", "options": {
            "awslogs-group": group, "awslogs-stream-prefix": "pfx"}}}))
    bench.check("linuxParameters, user, ulimits, read-only, own log group",
                (job["container"]["logStreamName"][:12], bench.log(job, group)),
                ("pfx/default/", ["32", "16", "65534", "100", "/run/podman-", "/dev/fuse"]))


def volumes(bench):
    folder = os.environ.get("RIG_STATE", "/tmp") + "/selftest-mount"
    os.makedirs(folder, exist_ok=True)
    with open(folder + "/f", "w") as file:
        file.write("hi")
    job = bench.run(bench.definition("vol", shell(MOUNTS), {
        "volumes": [{"name": "h", "host": {"sourcePath": folder}}, {"name": "d"},
                    {"name": "e", "efsVolumeConfiguration": {"fileSystemId": "fs-1"}}],
        "mountPoints": [{"sourceVolume": "h", "containerPath": "/m", "readOnly": True},
                        {"sourceVolume": "d", "containerPath": "/v"}, {"sourceVolume": "e", "containerPath": "/e"}]}))
    bench.check("host (ro), anonymous and EFS volumes", [line for line in bench.log(job) if "touch" not in line],
                ["hi", "ro", "rw", "efs"])
