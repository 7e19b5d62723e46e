"""Scripted trouble of jobs.

A rule: {"kind": "stuck" | "pullerror" | "reclaim", "match": glob over the job's name, "times": n, …}. stuck keeps jobs
RUNNABLE with `statusReason`; pullerror fails the start with `reason`; reclaim takes the host away `after` seconds.
{"kind": "reclaim-now", "jobId": …} takes the host of one job away; {"kind": "forget", "jobId": …} makes Batch forget it; {"kind": "clear"} forgets all rules.
"""
import fnmatch

from rigserver.batch.running import reclaimed

UNLIMITED = 1 << 30


class Trouble:
    def inject(self, rule):
        with self.lock:
            if rule["kind"] == "reclaim-now":
                job = self.jobs[rule["jobId"]]
                self.stop(job, reclaimed(job), "reclaim")
            elif rule["kind"] == "forget":
                job = self.jobs.pop(rule["jobId"])
                job.queue["_jobs"].remove(job)
                for part in job.parts:
                    self.jobs.pop(part.id, None)
                    self.stop(part, "forgotten", "terminate")
            elif rule["kind"] == "clear":
                self.rules.clear()
                self.place()
            else:
                rule.setdefault("times", UNLIMITED)
                self.rules.append(rule)
        return {}

    def rule(self, job, kind):
        """The rule of this kind that hits the job, or None. `stuck` does not wear off."""
        for rule in self.rules:
            if rule["kind"] == kind and rule["times"] > 0 and fnmatch.fnmatchcase(job.name, rule.get("match", "*")):
                if kind != "stuck":
                    rule["times"] -= 1
                return rule
        return None
