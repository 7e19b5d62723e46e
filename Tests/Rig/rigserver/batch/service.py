"""The stand-in as a whole: its state, its lock, and the way in."""
import threading
import uuid

from rigserver.batch.compute_environments import ComputeEnvironments
from rigserver.batch.dependencies import Dependencies
from rigserver.batch.descriptions import Descriptions
from rigserver.batch.ending import Ending
from rigserver.batch.hosts import Hosts
from rigserver.batch.job_definitions import JobDefinitions
from rigserver.batch.job_queues import JobQueues
from rigserver.batch.paging import Paging
from rigserver.batch.placement import Placement
from rigserver.batch.routing import route, validate
from rigserver.batch.running import Running
from rigserver.batch.scheduling_policies import SchedulingPolicies
from rigserver.batch.stopping import Stopping
from rigserver.batch.submission import Submission
from rigserver.batch.tags import Tags
from rigserver.batch.timers import Timers
from rigserver.batch.trouble import Trouble
from rigserver.batch.vocabulary import BatchError


class Batch(ComputeEnvironments, JobQueues, SchedulingPolicies, JobDefinitions, Tags, Submission, Dependencies, Placement,
            Hosts, Running, Ending, Stopping, Descriptions, Paging, Trouble, Timers):
    """AWS Batch. Each operation of the API is a method of the operation's name, in the part that it belongs to.

    executor: runs the jobs (see rigserver.executors). hooks, all optional: secret(arn) -> text, event(job detail),
    log(group, stream, [(milliseconds, line)]), role_exists(arn) -> bool, credentials(role arn, job id) -> environment,
    environment -> variables that every job gets. dwell: seconds in each state. min_timeout: AWS's is 60.
    """

    def __init__(self, executor, region="us-east-1", hooks=None, dwell=0.0, min_timeout=60):
        self.executor, self.region, self.hooks = executor, region, hooks or {}
        self.dwell, self.min_timeout = dwell, min_timeout
        self.compute_environments, self.queues, self.policies = {}, {}, {}
        self.definitions, self.revisions = {}, {}
        self.jobs, self.tags = {}, {}
        self.waiting = {}        # queue ARN -> runnable jobs, in the order of placement
        self.dependants = {}     # job id -> jobs that wait for it
        self.hosts = {}          # ARN of ECS -> container instance
        self.rules = []          # scripted trouble
        self.lock = threading.RLock()
        self.start_timers()

    def dispatch(self, method, path, query, body):
        """(status, headers, answer) of one request."""
        identity = {"x-amzn-RequestId": str(uuid.uuid4())}
        try:
            operation, parameters = route(method, path, query, body)
            validate(operation, parameters)
            action = getattr(self, operation.name, None)
            if action is None:
                raise BatchError(f"rig: {operation.name} is not modelled", "NotImplemented", 501)
            with self.lock:
                return 200, identity, action(parameters) or {}
        except BatchError as error:
            return error.status, {**identity, "x-amzn-ErrorType": error.code}, {"message": error.message}
