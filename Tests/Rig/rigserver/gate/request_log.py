"""Every request and response, one JSON object a line; validate_log.py judges it."""
import json
import threading
import time

LARGEST_BODY = 65536


class RequestLog:
    """Appends to a file; without one it writes nothing."""

    def __init__(self, path):
        self.file = open(path, "a") if path else None
        self.lock = threading.Lock()
        self.count = 0

    def write(self, request, status, response, response_headers, detail=""):
        """Record one exchange. Requests to the rig itself are left out."""
        if not self.file or request.uri.startswith("/rig/"):
            return
        record = {
            "t": request.started,
            "ms": round((time.time() - request.started) * 1000, 1),
            "service": request.service,
            "method": request.method,
            "uri": request.uri,
            "headers": request.headers,
            "body": shown(request.body),
            "status": status,
            "response": shown(response),
            "rheaders": dict(response_headers),
        }
        if detail:
            record["detail"] = detail
        with self.lock:
            self.count += 1
            self.file.write(json.dumps({"n": self.count, **record}) + "\n")
            self.file.flush()


def shown(body):
    """A body as text, or its size when it is large."""
    return body.decode("utf8", "replace") if len(body) <= LARGEST_BODY else f"<{len(body)} bytes>"
