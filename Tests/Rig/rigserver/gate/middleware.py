"""The WSGI middleware: a request passes faults, signature and integrity, and then reaches its service."""
import io
import time

from rigserver.gate import integrity, sigv4
from rigserver.gate.errors import Refused, error_response
from rigserver.gate.faults import Faults, reset, spoiled
from rigserver.gate.request import Request
from rigserver.gate.request_log import RequestLog

# In the user agent of a test that only looks at what came of a run: nothing goes wrong for it.
OBSERVER = "rig-observer"


class Gate:
    """Stands before `app`.

    secret_of(access key) -> (secret, session token or None, end or None), or None when the key is unknown.
    unsigned: (path prefix, handler) pairs that are answered before any check; batch: the handler of AWS Batch.
    others: by service, handlers that take the request and answer what moto does not, or give None.
    Another handler takes (method, path, query, headers, body) and gives (status, content type, body[, headers]).
    """

    def __init__(self, app, secret_of, region, strict=True, log=None, unsigned=(), batch=None, others=None):
        self.app, self.secret_of, self.region, self.strict = app, secret_of, region, strict
        self.unsigned, self.batch, self.others = unsigned, batch, others or {}
        self.faults, self.log = Faults(), RequestLog(log)

    def __call__(self, environment, start_response):
        request = Request(environment)
        connection = environment.get("werkzeug.socket")

        def answer(status, content_type, body, headers=None, detail=""):
            headers = headers or {}
            self.log.write(request, status, body, headers, detail)
            fixed = [("Content-Type", content_type), ("Content-Length", str(len(body)))]
            start_response(f"{status} X", fixed + list(headers.items()))
            return [body] if request.method != "HEAD" else []

        fault = self.fault(request)
        if fault:
            if fault.get("delay"):
                time.sleep(fault["delay"])
            if fault.get("reset"):
                reset(connection)
                self.log.write(request, "RST", b"", {})
                raise ConnectionResetError("fault: reset")
            if fault.get("status"):
                status, kind, body, headers = error_response(
                    request.service, fault["status"], fault.get("code", "InternalError"),
                    fault.get("message", "rig fault"))
                return answer(status, kind, body, {**headers, **fault.get("headers", {})})
        try:
            own = self.own_answer(request)
        except Refused as refusal:
            response = error_response(request.service, refusal.status, refusal.code, refusal.message,
                                      refusal.region)
            return answer(*response, detail=refusal.detail)
        if own:
            if fault and fault.get("late"):
                time.sleep(fault["late"])
            pieces = answer(*own)
            return spoiled(fault, own[2], connection) if fault and pieces else pieces
        try:
            status, headers, body = self.forward(request, environment)
        except Exception as error:  # moto's own slips
            return answer(*error_response(request.service, *slip(request, error)))
        self.log.write(request, int(status[:3]), body, dict(headers))
        if fault and fault.get("lose"):
            reset(connection)
            raise ConnectionResetError("fault: lose")
        start_response(status, with_length(request.method, status, headers, body))
        return spoiled(fault, body, connection)

    def cut(self, method, path, query):
        """After how many bytes of its body a request is to be cut off; None for not at all."""
        rule = self.faults.next(None, method, path, query, "", cuts=True)
        return rule and rule["cut"]

    def fault(self, request):
        if request.path.startswith("/rig/") or OBSERVER in request.headers.get("user-agent", ""):
            return None
        return self.faults.next(request.service, request.method, request.path, request.query, request.target)

    def own_answer(self, request):
        """The answer of a handler of the rig's own, or None when moto has to answer. Raises Refused."""
        arguments = (request.method, request.path, request.query, request.headers, request.body)
        for prefix, handler in self.unsigned:
            if request.path.startswith(prefix):
                return handler(*arguments)
        if self.strict:
            self.check(request)
        if self.batch and request.service == "batch" and request.path.startswith("/v1/"):
            return self.batch(*arguments)
        other = self.others.get(request.service)
        return other(request) if other else None

    def check(self, request):
        """Raise Refused unless the request is signed, by somebody known, and its body is whole."""
        verified = sigv4.verify(request.method, request.path, request.query, request.headers, request.body,
                                self.secret_of)
        if verified is None:
            if b"Action=AssumeRoleWithWebIdentity" in request.body:
                return
            if request.service == "s3":
                raise Refused(403, "AccessDenied", "Access Denied")
            raise Refused(403, "MissingAuthenticationTokenException", "Missing Authentication Token")
        if request.service == "s3":
            if self.region and verified.region != self.region:
                message = (f"The authorization header is malformed; the region '{verified.region}' is wrong; "
                           f"expecting '{self.region}'")
                raise Refused(400, "AuthorizationHeaderMalformed", message, region=self.region)
            integrity.check(request.method, request.query, request.headers, request.body, verified)

    def forward(self, request, environment):
        """(status, headers, body) from moto. Virtual-hosted S3 requests are rewritten to path style."""
        bucket = request.virtual_bucket()
        if bucket:
            environment["PATH_INFO"] = f"/{bucket}" + environment["PATH_INFO"]
            environment["RAW_URI"] = environment["REQUEST_URI"] = f"/{bucket}" + request.uri
            environment["HTTP_HOST"] = "s3.amazonaws.com"
        environment["wsgi.input"] = io.BytesIO(request.body)
        environment["CONTENT_LENGTH"] = str(len(request.body))
        environment["wsgi.input_terminated"] = True
        environment.pop("HTTP_TRANSFER_ENCODING", None)
        told = {}

        def start_response(status, headers, exc_info=None):
            told.update(status=status, headers=headers)
            return lambda data: None

        pieces = self.app(environment, start_response)
        body = b"".join(pieces)
        getattr(pieces, "close", lambda: None)()
        return told["status"], told["headers"], body


def slip(request, error):
    """(status, code, message) that AWS would give where moto fails."""
    if request.service == "s3" and "uploadId=" in request.query:
        return 404, "NoSuchUpload", "The specified upload does not exist."
    if "continuation-token" in request.query:
        return 400, "InvalidArgument", "The continuation token provided is incorrect"
    return 500, "InternalError", "moto: " + repr(error)[:200]


def with_length(method, status, headers, body):
    """The headers with the right Content-Length; HEAD keeps the one of the object."""
    kept = [(name, value) for name, value in headers if name.lower() not in ("content-length", "connection")]
    told = next((value for name, value in headers if name.lower() == "content-length"), str(len(body)))
    if method == "HEAD":
        kept.append(("Content-Length", told))
    elif not status.startswith(("204", "304")):
        kept.append(("Content-Length", str(len(body))))
    return kept
