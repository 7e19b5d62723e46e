"""Ways to run a Batch job.

An executor has `room()`, `start(job id, specs, log, on_running, on_ended)`, which returns at once, and
`stop(job id, hard)`: TERM, then KILL after the grace; hard means KILL at once. on_ended gets {exit, oom} of a job that ran,
or {start_error} of one that did not.
"""


def make(kind, slots, grace, account=None):
    """The executor of a kind: podman (real containers), proc (real processes) or sim (no process)."""
    if kind == "podman":
        from rigserver.executors.podman import Podman
        return Podman(slots, int(grace))
    if kind == "proc":
        from rigserver.executors.processes import Processes
        return Processes(slots, grace)
    if kind == "sim":
        from rigserver.executors.simulated_agent import SimulatedAgent
        from rigserver.executors.simulation import Simulation
        return Simulation(SimulatedAgent(account.read_object, account.write_object) if account else None)
    raise SystemExit(f"there is no executor called {kind!r}: podman, proc or sim")
