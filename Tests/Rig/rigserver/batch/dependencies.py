"""From SUBMITTED to RUNNABLE: dependencies on other jobs, within arrays and between them."""
from rigserver.batch.vocabulary import BatchError


class Dependencies:
    def admit(self, job):
        """Take a new job in: link it to what it waits for and let it go on if that is nothing."""
        self.tell(job)
        wanted = job.request.get("dependsOn", [])
        for child in job.children or []:
            self.tell(child)
            self.link_child(child, wanted)
        for dependency in wanted:
            if "jobId" in dependency and dependency.get("type") != "N_TO_N":
                for part in job.parts:
                    self.wait_for(part, self.jobs[dependency["jobId"]])
        if job.children:
            self.enter(job, "PENDING")
        for part in job.parts:
            self.progress(part)

    def link_child(self, child, wanted):
        """N_TO_N waits for the same index of another array, SEQUENTIAL for the index before."""
        siblings = child.parent.children
        for dependency in wanted:
            if dependency.get("type") == "N_TO_N":
                others = self.jobs[dependency["jobId"]].children
                if others is None or len(others) != len(siblings):
                    raise BatchError("N_TO_N needs an array job of the same size")
                self.wait_for(child, others[child.index])
        if child.index and any(dependency.get("type") == "SEQUENTIAL" for dependency in wanted):
            self.wait_for(child, siblings[child.index - 1])

    def wait_for(self, job, other):
        if other.status != "SUCCEEDED":
            job.dependencies.add(other.id)
            self.dependants.setdefault(other.id, []).append(job)

    def progress(self, job):
        """A dependency may have ended: fail, wait on, or become runnable."""
        if job.ended:
            return
        if any(self.jobs[identity].status == "FAILED" for identity in job.dependencies):
            self.finish(job, "FAILED", "Dependent Job failed")
        elif job.dependencies:
            if job.status == "SUBMITTED":
                self.enter(job, "PENDING")
        else:
            self.after(self.dwell, self.make_runnable, job)
