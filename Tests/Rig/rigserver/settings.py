"""The rig's settings, all from the environment."""
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What `Tests/Rig/rig up` starts the server with; README.md lists the variables."""

    host: str
    port: int
    region: str
    state: str
    executor: str
    slots: int
    grace: float
    dwell: float
    min_timeout: int
    strict: bool
    log: str | None
    events: bool
    keys: dict
    certificate: tuple | None
    closed: bool
    also: list

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.port}"


def from_environment(environment=os.environ):
    state = environment.get("RIG_STATE", "/tmp")
    keys = dict(pair.split(":", 1) for pair in environment.get("RIG_KEYS", "").split(",") if ":" in pair)
    certificate = environment.get("RIG_TLS")
    return Settings(
        host=environment.get("RIG_BIND", "127.0.0.1"),
        port=int(environment.get("RIG_PORT", "5700")),
        region=environment.get("AWS_REGION", "us-east-1"),
        state=state,
        executor=environment.get("RIG_EXECUTOR", "podman"),
        slots=int(environment.get("RIG_SLOTS", "8")),
        grace=float(environment.get("RIG_GRACE", "30")),
        dwell=float(environment.get("RIG_DWELL", "0")),
        min_timeout=int(environment.get("RIG_MIN_TIMEOUT", "60")),
        strict=environment.get("RIG_SIGV4", "strict") == "strict",
        log=environment.get("RIG_LOG", state + "/requests.jsonl") or None,
        events=environment.get("RIG_EVENTS", "1") == "1",
        keys={"test": "test", **keys},
        certificate=tuple(certificate.split(",")) if certificate else None,
        closed=environment.get("RIG_CLOSED", "0") == "1",
        also=[(host, int(port)) for host, _, port in (
            place.rpartition(":") for place in environment.get("RIG_ALSO", "").split(",") if place)],
    )
