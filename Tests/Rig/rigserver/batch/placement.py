"""From RUNNABLE to STARTING: capacity, and the order within queues."""
from rigserver.batch.definition_checks import containers
from rigserver.batch.vocabulary import resources

DEFAULT_CPUS, DEFAULT_MEMORY = 1, 512
UNLIMITED = 1 << 30


class Placement:
    def make_runnable(self, job):
        if job.ended:
            return
        self.enter(job, "RUNNABLE")
        self.waiting.setdefault(job.queue["jobQueueArn"], []).append(job)
        stuck = self.rule(job, "stuck")
        if stuck:
            job.reason = stuck.get("statusReason", "")
            job.timer += 1
            self.limit_state(job)
        self.place()

    def limit_state(self, job):
        """jobStateTimeLimitActions: cancel a job that stays RUNNABLE for a reason that the queue names."""
        for action in job.queue.get("jobStateTimeLimitActions") or []:
            if job.reason.startswith(action["reason"]):
                self.after(action["maxTimeSeconds"], self.cancel_if_runnable, job, action["reason"])

    def cancel_if_runnable(self, job, reason):
        if not job.ended and job.status == "RUNNABLE":
            self.cancel(job, f"Canceled by JobStateTimeLimit action due to reason: {reason}")

    def place(self):
        """Start what there is room for, queue by queue. The head of a queue blocks it, as AWS's FIFO mostly does."""
        for queue in sorted(self.queues.values(), key=lambda queue: -queue["priority"]):
            waiting = self.waiting.get(queue["jobQueueArn"])
            if not waiting:
                continue
            if queue.get("schedulingPolicyArn"):
                waiting.sort(key=lambda job: (-job.priority, job.created))
            kept, full = [], False
            for job in waiting:
                if job.ended:
                    continue
                if full or self.rule(job, "stuck"):
                    kept.append(job)
                elif not self.start_somewhere(job, queue):
                    kept.append(job)
                    full = True
            self.waiting[queue["jobQueueArn"]] = kept

    def start_somewhere(self, job, queue):
        """Start the job in the first compute environment with room; False when there is none."""
        cpus = cpus_of(job)
        for place in queue["computeEnvironmentOrder"]:
            environment = self.compute_environments.get(place["computeEnvironment"])
            if not environment or environment["state"] != "ENABLED":
                continue
            limit = (environment["computeResources"] or {}).get("maxvCpus", UNLIMITED)
            if environment["_used"] + cpus <= limit and self.executor.room():
                environment["_used"] += cpus
                memory = memory_of(job)
                host = self.host_for(environment, cpus, memory)
                if host:
                    self.use_host(environment, host, cpus, memory)
                job.placed = (environment, cpus, host, memory)
                self.start(job)
                return True
        return False

    def release(self, job):
        """Give the job's vCPUs back."""
        if job.placed:
            environment, cpus, host, memory = job.placed
            environment["_used"] -= cpus
            if host:
                self.use_host(environment, host, -cpus, -memory)
            job.placed = None


def cpus_of(job):
    """The vCPUs of all containers of a job."""
    return amount_of(job, "VCPU", "vcpus", DEFAULT_CPUS)


def memory_of(job):
    """The MiB of all containers of a job."""
    return amount_of(job, "MEMORY", "memory", DEFAULT_MEMORY)


def amount_of(job, kind, member, default):
    overrides = resources(job.overrides.get("resourceRequirements", []))
    total = 0
    for container in containers(job.definition):
        wanted = {**resources(container["resourceRequirements"]), **overrides}
        total += wanted.get(kind, container.get(member, default))
    return total
