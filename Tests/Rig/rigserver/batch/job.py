"""One job: a single one, an array's parent, or an array's child."""
from rigserver.batch.vocabulary import arn, now


class Job:
    """What is known of a job. Slots, because tests make ten thousand of them."""

    __slots__ = (
        "id", "arn", "name", "queue", "definition", "request", "parameters", "tags",   # what was asked for
        "share", "priority",
        "parent", "index", "children", "dependencies",                                # arrays and dependencies
        "status", "reason", "created", "started", "stopped", "ended",                 # where it stands
        "cancelled", "terminated", "stop",                                            # stop: (reason, kind) or None
        "attempt", "attempts", "retries_left", "timer",                               # timer: changes end old timers
        "host", "log_stream", "exit_code", "container_reason",                        # the newest attempt
        "placed",                                                                     # (compute environment, vCPUs, host, MiB)
    )

    def __init__(self, identity, request, queue, definition, region, parent=None, index=None):
        self.id, self.arn = identity, arn("job", identity, region)
        self.name, self.queue, self.definition, self.request = request["jobName"], queue, definition, request
        self.parameters = {**definition["parameters"], **request.get("parameters", {})}
        self.tags = dict(request.get("tags") or {})
        self.share = request.get("shareIdentifier")
        self.priority = request.get("schedulingPriorityOverride", definition.get("schedulingPriority", 0))
        self.parent, self.index, self.children, self.dependencies = parent, index, None, set()
        self.status, self.reason, self.ended = "SUBMITTED", None, False
        self.created, self.started, self.stopped = now(), None, None
        self.cancelled = self.terminated = False
        self.stop = None
        self.attempt, self.attempts, self.timer = 0, [], 0
        self.retries_left = (self.setting("retryStrategy") or {}).get("attempts", 1) - 1
        self.host = self.log_stream = self.exit_code = self.container_reason = None
        self.placed = None

    def setting(self, name):
        """A setting of the submission, or else of the definition."""
        return self.request.get(name) or self.definition.get(name)

    @property
    def overrides(self):
        return self.request.get("containerOverrides") or {}

    @property
    def parts(self):
        """The jobs that run: an array's children, or the job itself."""
        return self.children or [self]
