"""A small threaded HTTP/1.1 WSGI server with keep-alive.

werkzeug's development server closes each connection, eats pipelined bytes when it is forced to keep one open, and does
not flush `100 Continue`.
"""
import io
import socket
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_to_bytes

from rigserver.gate.faults import reset

EXPECTED_TROUBLE = (ConnectionError, OSError, ValueError)


class Handler(BaseHTTPRequestHandler):
    """One connection: reads requests, hands each to the WSGI application, writes the answers."""

    protocol_version = "HTTP/1.1"
    rbufsize = 1 << 16
    wbufsize = 1 << 16
    timeout = 300
    server_version = "rig"
    sys_version = ""

    def log_message(self, *arguments):
        """Nothing: the gate keeps the request log."""

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def handle_expect_100(self):
        result = super().handle_expect_100()
        self.wfile.flush()
        return result

    def request_body(self):
        """The whole body; ConnectionResetError when the client goes away before its end."""
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return self.chunked_body()
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        if len(body) < length:
            raise ConnectionResetError("client went away")
        return body

    def chunked_body(self):
        pieces = []
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            if size == 0:
                while self.rfile.readline() not in (b"\r\n", b"\n", b""):
                    pass
                return b"".join(pieces)
            pieces.append(self.rfile.read(size))
            self.rfile.readline()

    def environment(self, body):
        """The WSGI environment of the request. `werkzeug.socket` lets the gate break the connection."""
        path, _, query = self.path.partition("?")
        host, port = self.server.server_address[:2]
        environment = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin1"),
            "QUERY_STRING": query,
            "RAW_URI": self.path,
            "REQUEST_URI": self.path,
            "SERVER_NAME": host,
            "SERVER_PORT": str(port),
            "SERVER_PROTOCOL": self.request_version,
            "REMOTE_ADDR": self.client_address[0],
            "REMOTE_PORT": str(self.client_address[1]),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "https" if isinstance(self.connection, ssl.SSLSocket) else "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "werkzeug.socket": self.connection,
            "CONTENT_LENGTH": str(len(body)),
        }
        for name, value in self.headers.items():
            key = name.replace("-", "_").upper()
            if key == "CONTENT_TYPE":
                environment[key] = value
            elif key not in ("CONTENT_LENGTH", "TRANSFER_ENCODING"):
                key = "HTTP_" + key
                environment[key] = environment[key] + "," + value if key in environment else value
        if self.headers.get("Content-Length"):
            environment["HTTP_CONTENT_LENGTH"] = self.headers["Content-Length"]
        return environment

    def start_response(self, status, headers, exc_info=None):
        """WSGI's start_response: writes the status line and the headers."""
        code, _, phrase = status.partition(" ")
        self.send_response_only(int(code), phrase if phrase != "X" else None)
        names = {name.lower() for name, _ in headers}
        self.chunked = (
            "content-length" not in names and self.command != "HEAD" and code not in ("204", "304"))
        for name, value in headers:
            if name.lower() not in ("connection", "transfer-encoding"):
                self.send_header(name, value)
        if "date" not in names:
            self.send_header("Date", self.date_time_string())
        if self.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        return self.wfile.write

    def answer(self):
        """One request and its response."""
        path, _, query = self.path.partition("?")
        cut = self.server.app.cut(self.command, path, query)
        if cut is not None:
            self.rfile.read(cut)
            reset(self.connection)
            raise ConnectionResetError("fault: cut")
        pieces = self.server.app(self.environment(self.request_body()), self.start_response)
        try:
            for piece in pieces:
                if piece and self.command != "HEAD":
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if self.chunked else piece)
                    self.wfile.flush()
            if self.chunked:
                self.wfile.write(b"0\r\n\r\n")
            self.wfile.flush()
        finally:
            getattr(pieces, "close", lambda: None)()

    def handle(self):
        try:
            super().handle()
        except EXPECTED_TROUBLE:
            self.close_connection = True

    def finish(self):
        try:
            super().finish()
        except OSError:
            pass


class Server(ThreadingHTTPServer):
    """One thread a connection; clients that go away are no error."""

    daemon_threads = True
    request_queue_size = 512
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], EXPECTED_TROUBLE):
            super().handle_error(request, client_address)

    def shutdown_request(self, request):
        try:
            super().shutdown_request(request)
        except (OSError, ValueError):
            pass


def serve(host, port, app, certificate=None):
    """Serve a WSGI application for ever. certificate: (certificate file, key file) for TLS."""
    server = Server((host, port), Handler)
    server.app = app
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.serve_forever()
