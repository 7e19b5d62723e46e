"""The end of attempts and of jobs: what is reported, who is told, what is tried again."""
import json

from rigserver.batch.retries import wants_retry
from rigserver.batch.vocabulary import now, public

EXITED = "Essential container in task exited"
OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage"


class Ending:
    def attempt_ended(self, job, result):
        """result: {exit, oom} of a container that ran, or {start_error} of one that did not."""
        job.timer += 1
        self.release(job)
        attempt = job.attempts[-1]
        attempt["stoppedAt"] = now()
        attempt["startedAt"] = attempt["startedAt"] or attempt["stoppedAt"]
        if job.ended:
            self.place()
            return
        code = self.report(attempt, result)
        kind = None
        if job.stop:
            attempt["statusReason"], kind = job.stop
            job.stop = None
            if kind == "reclaim":  # the agent is gone: nobody reports the exit code
                attempt["container"].pop("exitCode", None)
                attempt["container"]["reason"] = code = None
        reason = attempt["container"].get("reason")
        job.attempts[-1] = json.loads(json.dumps({**attempt, "container": public(attempt["container"])}))
        job.exit_code, job.container_reason = code, reason
        if code == 0 and kind is None:
            self.finish(job, "SUCCEEDED", attempt["statusReason"])
        elif self.may_retry(job, kind, code, reason, attempt["statusReason"]):
            job.retries_left -= 1
            self.make_runnable(job)
        else:
            self.finish(job, "FAILED", attempt["statusReason"])

    def report(self, attempt, result):
        """Write what the executor saw into the attempt; the exit code, or None when nothing ran."""
        container = attempt["container"]
        if result.get("start_error"):
            container["reason"] = result["start_error"]
            container.pop("logStreamName", None)
            attempt["statusReason"] = "Task failed to start"
            return None
        container["exitCode"] = result["exit"]
        attempt["statusReason"] = EXITED
        if result.get("oom"):
            container["reason"] = OUT_OF_MEMORY
        return result["exit"]

    def may_retry(self, job, kind, code, reason, status_reason):
        """Timeouts and terminations are final."""
        if kind in ("timeout", "terminate") or job.retries_left <= 0:
            return False
        return wants_retry(job.setting("retryStrategy") or {}, code, reason, status_reason)

    def finish(self, job, status, reason):
        """End a job, and tell what depends on it and the array it belongs to."""
        if job.ended:
            return
        job.ended, job.reason, job.stopped = True, reason, now()
        self.enter(job, status)
        for dependant in self.dependants.pop(job.id, []):
            if status == "SUCCEEDED":
                dependant.dependencies.discard(job.id)
            self.progress(dependant)
        parent = job.parent
        if parent and not parent.ended and all(child.ended for child in parent.children):
            failed = any(child.status == "FAILED" for child in parent.children)
            self.finish(parent, "FAILED" if failed else "SUCCEEDED", "Array Child Job failed" if failed else None)
        self.place()

    def enter(self, job, status):
        """Change a job's state."""
        job.status = status
        self.tell(job)

    def tell(self, job):
        """A state change is an event."""
        if "event" in self.hooks:
            self.hooks["event"](self.detail(job))
