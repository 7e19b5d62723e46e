"""CancelJob and TerminateJob. An unknown job is no error."""
from rigserver.batch.vocabulary import WAITING_STATES


class Stopping:
    def CancelJob(self, parameters):
        job = self.jobs.get(parameters["jobId"])
        if job:
            for each in [job] + (job.children or []):
                if each.status in WAITING_STATES:
                    self.cancel(each, parameters["reason"])

    def cancel(self, job, reason):
        job.cancelled = True
        self.finish(job, "FAILED", reason)

    def TerminateJob(self, parameters):
        job = self.jobs.get(parameters["jobId"])
        if job:
            self.terminate(job, parameters["reason"])

    def terminate(self, job, reason):
        """End a job, or all children of an array, whatever they do."""
        for part in job.parts:
            if part.status in WAITING_STATES:
                part.terminated = True
                self.cancel(part, reason)
            elif not part.ended:
                part.terminated = True
                self.stop(part, reason, "terminate")
