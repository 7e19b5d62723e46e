"""The executor: hands jobs to the broker, and tells Snakemake what became of them."""
import os
import threading
from itertools import chain, count

from snakemake_interface_common.exceptions import WorkflowError
from snakemake_interface_executor_plugins.executors.base import AbstractExecutor, SubmittedJobInfo
from snakemake_interface_executor_plugins.executors.remote import RemoteExecutor

from . import coordinator
from .broker import PROTOCOL, Broker, find_program
from .demands import demands, judgement
from .folders import forget_folders
from .jobs import describe, digest, rule_name
from .listing import forget
from .native import CHOICES, native
from .not_native import NotNative
from .own_files import OwnFiles
from .settings import given

SECONDS_BETWEEN_LOOKS = 0.25
SECONDS_TO_CANCEL = 120
SECONDS_TO_END = 60


class Executor(RemoteExecutor):
    def __init__(self, workflow, logger):
        # Snakemake starts its thread, which asks for the jobs, before __post_init__.
        self._live = {}
        self._broker = None
        # Why no more jobs are taken, and whether the broker has ended.
        self._end = None
        self._is_closed = False
        self._is_cancelled = False
        self._idle = threading.Condition()
        self._keys = map(str, count(1))
        self._explained = set()
        # Of the session: what is said at its beginning, and the run that it goes on with or begins.
        self._hello = None
        self._resumed = None
        self._run = None
        # What is wrong with what the rules ask for; None until the broker has looked.
        self._mistakes = None
        self._own_files = None
        super().__init__(workflow, logger)

    def __post_init__(self):
        self.next_seconds_between_status_checks = SECONDS_BETWEEN_LOOKS
        settings = self.workflow.executor_settings
        program = find_program(settings.program)
        if not program:
            raise WorkflowError(
                f"there is no {settings.program}" if settings.program else "there is no martlet on PATH: docs/snakemake.md says how to install it")
        if settings.native not in CHOICES:
            raise WorkflowError(f"--martlet-native must be one of {', '.join(CHOICES)}, not {settings.native}")
        environment, notes = given(settings)
        for note in notes:
            self.logger.info(f"martlet: {note}")
        storage = self.workflow.storage_settings
        self._program = program
        self._hello = dict(protocol=PROTOCOL, workdir=os.getcwd(), runsDir=settings.runs_dir, config=settings.config,
            environment=settings.environment, settings=environment, leaveJobs=settings.leave_jobs,
            storage=str(storage.default_storage_prefix or "") if storage.default_storage_provider == "s3" else None,
            **coordinator.session(environment))
        if coordinator.is_wanted(self):
            coordinator.start(self, program, self._hello)

    # Snakemake asks

    def run_job(self, job):
        self.run_jobs([job])

    def run_jobs(self, jobs):
        if self._end:
            raise WorkflowError(self._end)
        if self._broker is None:
            self._begin(jobs)
        described, infos = [], {}
        for job in jobs:
            self.run_job_pre(job)
            key = next(self._keys)
            described.append(self._describe(job, key))
            infos[key] = SubmittedJobInfo(job, aux={"key": key, "digest": digest(described[-1])})
        with self._idle:
            self._live.update(infos)
        try:
            self._broker.send(op="submit", jobs=described)
        except ValueError as error:
            for key in infos:
                self._forget(key)
            raise WorkflowError(f"a job cannot be told to martlet: {error}") from error

    def _begin(self, jobs):
        """Start the session, going on with the run that has one of these jobs, if an earlier Snakemake left it."""
        everything = chain(jobs, self.dag.needrun_jobs())
        self._resumed = next((found[0] for found in map(self._previous, everything) if found), None)
        broker = Broker(self._program)
        broker.send(op="hello", resume=self._resumed, **self._hello)
        self._broker = broker
        self._check()

    def _check(self):
        """Have what all rules ask for judged before the first job is handed over."""
        self._broker.send(op="check", rules=demands(self.workflow, self.dag.needrun_jobs()))
        while self._mistakes is None and not self._is_closed:
            if not self.wait_thread.is_alive():
                self._take_all()
            with self._idle:
                self._idle.wait_for(lambda: self._mistakes is not None or self._is_closed, SECONDS_BETWEEN_LOOKS)
        if self._mistakes:
            self._end = judgement(self._mistakes)
            # Without a word that all is done: a run that an earlier Snakemake left can still be taken over.
            self._broker.close(SECONDS_TO_END)
            self._broker = None
        if self._end:
            raise WorkflowError(self._end)

    def _previous(self, job):
        """The run, the name and the digest that the job had in an earlier session; None when it is new."""
        if job.is_group():
            return None
        try:
            name = self.dag.incomplete_external_jobid(job)
        except WorkflowError:
            return None
        if not name or "/" not in name:
            return None
        run, _, rest = name.rpartition("/")
        return (run, *rest.partition("#")[::2])

    def _described(self, job, *values, files=None):
        """The job's description, with what an earlier session called it if it is still the same."""
        description = {**describe(job, *values, files=files), **coordinator.marks(job)}
        found = self._resumed and self._previous(job)
        # A job that this session began has a name of the same run, too: the broker knows which of them were left.
        if found and found[0] == self._resumed and found[2] == digest(description):
            description["previous"] = found[1]
        return description

    def _describe(self, job, key):
        """The job, with or without Snakemake where it runs."""
        image = self.workflow.remote_execution_settings.container_image
        choice = self.workflow.executor_settings.native
        reason = "--martlet-native is never"
        if choice != "never":
            try:
                if self._own_files is None:
                    self._own_files = OwnFiles.of(self.workflow)
                own = native(job, image, self._own_files, choice == "always")
                self._explain(job, f"runs without Snakemake in {own.image}")
                return self._described(job, key, own.command, own.image, {**self._asked(), **own.environment}, files=own.files)
            except NotNative as error:
                reason = str(error)
        if choice == "always":
            raise WorkflowError(f"rule {rule_name(job)} cannot run without Snakemake, since {reason}")
        self._explain(job, f"runs through Snakemake in {image}, since {reason}")
        return self._described(job, key, self.format_job_exec(job), image, self.envvars())

    def _asked(self):
        """The variables that the user lets jobs have. Those of Snakemake's storage are for Snakemake alone."""
        names = chain(self.workflow.remote_execution_settings.envvars, self.workflow.envvars)
        return {name: os.environ[name] for name in names}

    def _explain(self, job, text):
        """Say once for each rule which way it goes."""
        text = f"martlet: {rule_name(job)} {text}"
        if text not in self._explained:
            self._explained.add(text)
            self.logger.info(text)

    async def check_active_jobs(self, active_jobs):
        self._take_all()
        for info in active_jobs:
            if info.aux["key"] in self._live:
                yield info

    def cancel_jobs(self, active_jobs):
        self._is_cancelled = True
        if self._broker is None:
            return
        self._broker.send(op="cancel")
        limit = SECONDS_TO_CANCEL / SECONDS_BETWEEN_LOOKS
        while self._live and limit > 0:
            if not self.wait_thread.is_alive():
                self._take_all()
            with self._idle:
                self._idle.wait_for(lambda: not self._live, SECONDS_BETWEEN_LOOKS)
            limit -= 1
        if self._live:
            self.logger.warning(f"martlet: {len(self._live)} jobs have not ended after {SECONDS_TO_CANCEL} s")

    def shutdown(self):
        if self._broker:
            self._broker.send(op="shutdown")
        super().shutdown()
        if self._broker:
            if not self._broker.close(SECONDS_TO_END):
                self.logger.warning(f"martlet: the broker did not end in {SECONDS_TO_END} s; see what is left by: martlet status {self._run}")
            # Nobody waits for jobs any more, but there may be words for the user.
            for reply in self._broker.replies():
                if reply.get("ev") in ("note", "fatal"):
                    self._take(reply)
            if self._end and not self._is_closed:
                self.logger.error(self._end)

    def print_job_error(self, job_info, msg=None, **kwargs):
        # What is to be known stands in the message: nobody has to be sent elsewhere.
        AbstractExecutor.print_job_error(self, job_info, msg, **kwargs)
        if msg and job_info.job.is_group():
            # Snakemake has no place for it in what it says of groups.
            self.logger.error(msg)

    # The broker says

    def _take_all(self):
        replies = list(self._broker.replies()) if self._broker else []
        if any(reply.get("ev") in ("done", "closed") for reply in replies):
            # Before Snakemake hears of it: what it looks for then must be seen.
            forget()
        for reply in replies:
            self._take(reply)
        if self._is_closed:
            # Also those that were handed over when nobody took them any more.
            for key in list(self._live):
                self._failed(key, self._end)

    def _take(self, reply):
        handle = getattr(self, "_on_" + reply.get("ev", "").replace("-", "_"), None)
        if handle:
            handle(reply)

    def _on_hello(self, reply):
        self._run = reply["run"]
        self.logger.info(f"martlet: run {reply['run']} in {reply['folder']}")

    def _on_checked(self, reply):
        with self._idle:
            self._mistakes = reply["mistakes"]
            self._idle.notify_all()

    def _on_submitted(self, reply):
        info = self._live.get(reply["key"])
        if info:
            # By it the next Snakemake finds the job, if this one is killed.
            info.external_jobid = f"{self._run}/{reply['id']}#{info.aux['digest']}"
            self.report_job_submission(info)

    def _on_rejected(self, reply):
        self._failed(reply["key"], reply["message"])

    def _on_state(self, reply):
        info = self._live.get(reply["key"])
        if not info:
            return
        name, phase = str(info.external_jobid).rpartition("/")[2].partition("#")[0], reply["phase"]
        if phase == "waiting" and reply.get("reason"):
            self.logger.info(f"martlet: {name} waits: {reply['reason']}")
        elif phase == "taken-over":
            self.logger.info(f"martlet: took over {name}, which is job {reply['job']}")
        elif phase == "submitted":
            self.logger.debug(f"martlet: {name} is job {reply['job']}")

    def _on_done(self, reply):
        if reply["result"] == "succeeded":
            info = self._forget(reply["key"])
            if info:
                forget_folders(self.dag, info.job)
                self.report_job_success(info)
        else:
            self._failed(reply["key"], reply.get("message") or "it was cancelled")

    def _on_note(self, reply):
        level = self.logger.warning if reply["level"] == "warning" else self.logger.info
        level(f"martlet: {reply['message']}")

    def _on_fatal(self, reply):
        self._end = "martlet: " + reply["message"] + (f"\n  help: {reply['help']}" if reply.get("help") else "")

    def _on_closed(self, reply):
        if self._end is None:
            self._end = f"martlet's broker ended with status {reply['status']}: {reply['said'] or 'it said nothing'}"
        self._is_closed = True

    def _failed(self, key, message):
        info = self._forget(key)
        if info and not self._is_cancelled:
            self.report_job_error(info, msg=message)

    def _forget(self, key):
        with self._idle:
            info = self._live.pop(key, None)
            self._idle.notify_all()
        return info
