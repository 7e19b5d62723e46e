"""A request as it came over the wire, read out of the WSGI environment."""
import re
import time
from urllib.parse import quote

HEADER_CREDENTIAL = re.compile(r"Credential=[^/,]+/\d+/([^/]+)/([^/]+)/")
QUERY_CREDENTIAL = re.compile(r"X-Amz-Credential=[^&]*%2F\d+%2F([^%]+)%2F([^%]+)%2F")
VIRTUAL_HOST = re.compile(r"([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.s3[.-]([a-z0-9-]+\.)?amazonaws\.com(:\d+)?$")


class Request:
    """method, uri (raw), path and query (raw), headers (lower-cased names), body, and the service it is meant for."""

    def __init__(self, environment):
        self.started = time.time()
        self.uri = raw_uri(environment)
        self.path, _, self.query = self.uri.partition("?")
        self.method = environment["REQUEST_METHOD"]
        self.headers = headers_of(environment)
        self.body = read_body(environment)
        found = (HEADER_CREDENTIAL.search(self.headers.get("authorization", ""))
                 or QUERY_CREDENTIAL.search(self.query))
        self.service = found.group(2) if found else "s3"
        self.target = self.headers.get("x-amz-target", "")
        if not self.target and self.service != "s3":
            action = re.search(rb"Action=(\w+)", self.body)
            self.target = action.group(1).decode() if action else ""

    def virtual_bucket(self):
        """The bucket that the host names, in S3's virtual-hosted style."""
        found = VIRTUAL_HOST.match(self.headers.get("host", "")) if self.service == "s3" else None
        return found.group(1) if found else None


def raw_uri(environment):
    query = environment.get("QUERY_STRING")
    return (environment.get("RAW_URI") or environment.get("REQUEST_URI")
            or quote(environment["PATH_INFO"]) + ("?" + query if query else ""))


def headers_of(environment):
    headers = {key[5:].replace("_", "-").lower(): value
               for key, value in environment.items() if key.startswith("HTTP_")}
    for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environment.get(key):
            headers[key.replace("_", "-").lower()] = environment[key]
    return headers


def read_body(environment):
    length = environment.get("CONTENT_LENGTH")
    if length:
        return environment["wsgi.input"].read(int(length))
    return environment["wsgi.input"].read() if environment.get("wsgi.input_terminated") else b""
