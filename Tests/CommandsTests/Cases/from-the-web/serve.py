"""Serves site/ and a file that is cut off at first, on a free port of this machine; says which, ends with its input."""
import functools
import http.server
import sys
import threading

NAME = b"Ada Lovelace\n"


class Handler(http.server.SimpleHTTPRequestHandler):
    def do_HEAD(self):
        if self.path == "/name.txt":
            self.begin(200, len(NAME))
        else:
            super().do_HEAD()

    def do_GET(self):
        if self.path != "/name.txt":
            super().do_GET()
        elif self.headers.get("If-Range") == '"1"':
            with open("asked", "a") as asked:
                asked.write(self.headers["Range"] + "\n")
            self.begin(206, len(NAME) - 4, ("Content-Range", f"bytes 4-{len(NAME) - 1}/{len(NAME)}"))
            self.wfile.write(NAME[4:])
        else:
            self.begin(200, len(NAME))
            self.wfile.write(NAME[:4])

    def begin(self, status, length, *fields):
        self.send_response(status)
        for name, value in (("Content-Length", str(length)), ("ETag", '"1"'), *fields):
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(
    ("127.0.0.1", 0), functools.partial(Handler, directory="site"))
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
