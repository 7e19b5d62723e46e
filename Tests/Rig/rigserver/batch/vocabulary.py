"""Words and small functions that all parts of the Batch stand-in share."""
import time

ACCOUNT = "123456789012"
STATES = ["SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED"]
WAITING_STATES = ("SUBMITTED", "PENDING", "RUNNABLE")
ENDED_STATES = ("SUCCEEDED", "FAILED")
EXECUTING = "Error executing request, Exception : "


class BatchError(Exception):
    """The request is refused."""

    def __init__(self, message, code="ClientException", status=400):
        super().__init__(message)
        self.message, self.code, self.status = message, code, status


def now():
    """Milliseconds since 1970, as Batch counts."""
    return int(time.time() * 1000)


def arn(kind, name, region):
    return f"arn:aws:batch:{region}:{ACCOUNT}:{kind}/{name}"


def public(record):
    """A record without its private (_name) and absent members."""
    return {key: value for key, value in record.items() if not key.startswith("_") and value is not None}


def named(table, key):
    """The record of a table whose ARN or name this is, or None."""
    return table.get(key) or next((record for record in table.values() if record["_name"] == key), None)


def need(table, key, what):
    """The record of a table whose ARN or name this is; BatchError when there is none."""
    record = named(table, key)
    if record is None:
        raise BatchError(f"{what} {key} does not exist")
    return record


def resources(requirements):
    """resourceRequirements as a dictionary of numbers."""
    return {item["type"]: float(item["value"]) for item in requirements}


def variables(environment):
    """A list of name and value pairs as a dictionary."""
    return {item["name"]: item.get("value", "") for item in environment}
