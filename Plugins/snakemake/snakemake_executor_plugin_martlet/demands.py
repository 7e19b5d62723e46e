"""What the rules ask for, as far as it is known before their jobs are ready.

The broker judges it before the first submission, so that a mistake in the last rule is not told after hours.
"""
from .jobs import plain


# Of what is wrong with them, no more is shown.
MOST_MISTAKES = 20


def judgement(mistakes):
    """What to say when something is wrong with the demands."""
    shown = mistakes[:MOST_MISTAKES]
    if len(mistakes) > len(shown):
        shown.append(f"and {len(mistakes) - len(shown)} more")
    return "martlet: nothing was submitted, since rules ask for what cannot be\n  " + "\n  ".join(shown)


class NotKnownYet(BaseException):
    """Something was looked at that is not there. No Exception: rules and Snakemake catch those, and go on."""


class Later:
    """Stands for what is not to be looked at: inputs may not be there yet, and each look may be a request to a storage."""

    def _look(self, *_):
        raise NotKnownYet

    __getattr__ = __getitem__ = __iter__ = __len__ = __bool__ = __contains__ = __str__ = __fspath__ = _look


def demands(workflow, jobs):
    """What the jobs' rules ask for as `check` has it; see docs/snakemake-broker.md. Equal demands stand there once."""
    rules, found = {}, {}
    for job in jobs:
        if job.is_local:
            continue
        name = job.rule.name
        if name not in rules:
            rules[name] = RuleResources(workflow, job)
        values = rules[name].of(job)
        threads, resources = values.get("_cores"), plain(values)
        if job.group:
            # What a group asks for is reckoned up of its rules' numbers.
            resources = {resource: value for resource, value in resources.items() if isinstance(value, str)}
        found.setdefault((name, threads, *resources.items()), {
            "name": name, "threads": threads if isinstance(threads, int) else None, "resources": resources})
    return list(found.values())


class RuleResources:
    """The resources of a rule: those that are the same for all of its jobs are evaluated once."""

    def __init__(self, workflow, job):
        self._workflow = workflow
        self._resources = job.rule.resources
        # As Snakemake does, the threads first: others may be reckoned from them.
        names = ["_cores", *(name for name in self._resources.keys() if name not in ("_cores", "tmpdir"))]
        self._fixed = {}
        self._fixed, _ = self._values(names, job, Later())
        self._open = [name for name in names if name not in self._fixed]

    def of(self, job):
        if not self._open:
            return self._fixed
        values, unknown = self._values(self._open, job, job.wildcards)
        self._open = [name for name in self._open if name not in unknown]
        return {**self._fixed, **values}

    def _values(self, names, job, wildcards):
        """The values of those that can be evaluated, and the names of those that look at what is not there."""
        values, unknown = {}, []
        for name in names:
            try:
                values[name] = self._value(name, job, wildcards, values)
            except NotKnownYet:
                unknown.append(name)
            except Exception:
                # Whatever it is, Snakemake says it when the job is ready.
                pass
        return values, unknown

    def _value(self, name, job, wildcards, values):
        value = self._resources[name]
        if not hasattr(value, "evaluate"):
            return value
        threads = values.get("_cores", self._fixed.get("_cores", Later()))
        value = value.evaluate(
            wildcards, input=Later(), attempt=job.attempt, threads=threads, rulename=job.rule.name,
            async_run=self._workflow.async_run)
        if name == "_cores":
            value = value.constrain(self._workflow.resource_settings.max_threads)
        return value.constrain(self._workflow.global_resources.get(name)).value
