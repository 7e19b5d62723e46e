"""From STARTING to RUNNING, and what may stop an attempt on its way: time limits and reclaimed hosts."""
import secrets

from rigserver.batch.container_specs import container_specs
from rigserver.batch.vocabulary import ACCOUNT, now

DEFAULT_LOG_GROUP = "/aws/batch/job"
PULL_ERROR = "CannotPullContainerError: pull image manifest has been retried 5 time(s)"
SECRET_ERROR = "ResourceInitializationError: unable to pull secrets or registry auth: "
TIMED_OUT = "Job attempt duration exceeded timeout"


class Running:
    def start(self, job):
        """Begin an attempt."""
        self.enter(job, "STARTING")
        job.attempt += 1
        environment, _, host, _ = job.placed
        job.host = host.id if host else "i-0" + secrets.token_hex(8)
        task = secrets.token_hex(16)
        cluster = environment["ecsClusterArn"].rsplit("/", 1)[-1]
        container = {
            "taskArn": f"arn:aws:ecs:{self.region}:{ACCOUNT}:task/{cluster}/{task}",
            "networkInterfaces": [],
        }
        if host:
            container["containerInstanceArn"] = host.arn
        job.attempts.append({"container": container, "startedAt": None})
        try:
            specs = container_specs(job, self.region, self.hooks)
        except Exception as error:
            self.after(0, self.attempt_ended, job, {"start_error": SECRET_ERROR + str(error)})
            return
        options = specs[0]["log"].get("options", {})
        prefix = options.get("awslogs-stream-prefix", job.definition["jobDefinitionName"])
        container["logStreamName"] = job.log_stream = f"{prefix}/default/{task}"
        rule = self.rule(job, "pullerror")
        if rule:
            self.after(0.05, self.attempt_ended, job, {"start_error": rule.get("reason", PULL_ERROR)})
        else:
            self.after(self.dwell, self.hand_over, job, specs, options.get("awslogs-group", DEFAULT_LOG_GROUP))

    def hand_over(self, job, specs, group):
        """Give the attempt to the executor."""
        stream = job.log_stream

        def log(lines):
            if "log" in self.hooks:
                self.hooks["log"](group, stream, lines)

        self.executor.start(job.id, specs, log, lambda: self.locked(self.attempt_runs, job),
                            lambda result: self.locked(self.attempt_ended, job, result))

    def locked(self, action, *arguments):
        with self.lock:
            action(*arguments)

    def attempt_runs(self, job):
        """The executor says that the containers run."""
        if job.ended:
            return
        if job.stop:  # asked to end while it was starting
            self.executor.stop(job.id, hard=job.stop[1] == "reclaim")
        self.enter(job, "RUNNING")
        job.started = job.attempts[-1]["startedAt"] = now()
        job.timer += 1
        limit = (job.setting("timeout") or {}).get("attemptDurationSeconds")
        if limit:
            self.after(limit, self.stop_attempt, job, job.timer, TIMED_OUT, "timeout")
        rule = self.rule(job, "reclaim")
        if rule:
            self.after(rule.get("after", 0.5), self.stop_attempt, job, job.timer, reclaimed(job), "reclaim")

    def stop_attempt(self, job, timer, reason, kind):
        """Stop the attempt that was running when the timer was set, if it still is."""
        if job.timer == timer and not job.ended:
            self.stop(job, reason, kind)

    def stop(self, job, reason, kind):
        """kind: timeout, terminate (both TERM, then KILL) or reclaim (the host is gone)."""
        job.stop = (reason, kind)
        if kind == "reclaim" and job.placed and job.placed[2]:
            environment, _, host, _ = job.placed
            self.lose(environment, host)
        self.executor.stop(job.id, hard=kind == "reclaim")


def reclaimed(job):
    return f"Host EC2 (instance {job.host}) terminated."
