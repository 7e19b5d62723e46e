"""A logged request, taken apart."""
from urllib.parse import unquote

from rigserver.gate.request import VIRTUAL_HOST

CUT_BODY = " bytes>"


class Unreadable(Exception):
    """The request is no request of any operation of the model."""


class Message:
    """method, path (percent-encoded, S3 always path style), query (list of pairs), headers, body (text)."""

    def __init__(self, record):
        self.record = record
        self.method = record["method"]
        self.headers = record["headers"]
        self.body = record["body"]
        # Without a signature nothing names the service, and the log says s3.
        self.service = "sts" if "Action=AssumeRoleWithWebIdentity" in self.body else record["service"]
        path, _, query = record["uri"].partition("?")
        self.path = self.with_bucket(path)
        pairs = [part.partition("=") for part in query.split("&") if part]
        self.query = [(unquote(name), unquote(value)) for name, _, value in pairs]
        self.presigned = any(name == "X-Amz-Signature" for name, _ in self.query)

    def with_bucket(self, path):
        found = VIRTUAL_HOST.match(self.headers.get("host", "")) if self.service == "s3" else None
        return f"/{found.group(1)}{path}" if found else path

    @property
    def is_cut(self):
        """A body that was too large for the log stands there as its size."""
        return self.body.startswith("<") and self.body.endswith(CUT_BODY)
