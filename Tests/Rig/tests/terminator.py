"""A way to the rig by TLS, with an authority of its own, and by proxy: what the rig's own port does not speak."""
import re
import socket
import ssl
import subprocess
import threading
from urllib.parse import urlsplit

HANDSHAKE = 0x16  # the first byte of TLS
WHOLE_ADDRESS = re.compile(rb"([A-Z]+) http://([^/ ]+)(?=/)")


class Terminator:
    """Takes connections, with TLS or without, and hands what comes to the rig.

    It is a proxy, too, to whatever host: `forwarded` has the hosts that were asked for.
    """

    def __init__(self, endpoint, folder):
        self.target = (urlsplit(endpoint).hostname, urlsplit(endpoint).port)
        self.folder, self.authority = folder, folder / "authority.pem"
        self.forwarded = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(*self.certificates())
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        # By a name, which has to be looked up.
        self.url, self.plain_url = f"https://localhost:{self.port}", f"http://localhost:{self.port}"

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.socket.close()

    def certificates(self):
        """An authority, and a certificate for localhost and a name that only the proxy knows, that it has signed: (chain, key)."""
        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

        def request(name, *further):
            openssl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-subj", f"/CN={name}", *further)

        request("authority", "-x509", "-days", "30", "-out", "authority.pem")
        request("localhost", "-out", "localhost.csr")
        (self.folder / "names").write_text("subjectAltName=DNS:localhost,DNS:localhost.test,IP:127.0.0.1\n")
        openssl("x509", "-req", "-in", "localhost.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
                "-days", "30", "-extfile", "names", "-out", "localhost.pem")
        self.authority.chmod(0o644)
        self.folder.chmod(0o755)
        return self.folder / "localhost.pem", self.folder / "localhost.key"

    def accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            first = connection.recv(1 << 16, socket.MSG_PEEK)
            if first.startswith(b"CONNECT "):
                connection.recv(len(first))
                self.forwarded.append(first.split(b" ", 2)[1].decode())
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                first = connection.recv(1, socket.MSG_PEEK)
            if first[0] == HANDSHAKE:
                connection = self.context.wrap_socket(connection, server_side=True)
            with connection, socket.create_connection(self.target) as server:
                threading.Thread(target=self.copy, args=(server, connection), daemon=True).start()
                self.copy(connection, server, self.as_for_servers)
        except (OSError, IndexError):
            pass  # who does not trust us hangs up

    def as_for_servers(self, data):
        """A request as servers get it. Nobody sends the next before the answer, so it begins what came."""
        found = WHOLE_ADDRESS.match(data)
        if not found:
            return data
        self.forwarded.append(found[2].decode())
        return found[1] + b" " + data[found.end():]

    @staticmethod
    def copy(source, target, change=lambda data: data):
        try:
            while data := source.recv(1 << 16):
                target.sendall(change(data))
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # one of them is gone
