"""The server of the transfers: s3_sink, compiled here, and nginx in front of it for TLS."""
import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time
import urllib.request

import peers

SOURCE = peers.HERE / "s3_sink" / "s3_sink.c"
DIGEST = peers.ROOT / "Sources" / "CDigest"
STREAM = pathlib.Path("/usr/lib/nginx/modules/ngx_stream_module.so")
NGINX = """\
load_module {module};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
worker_processes 2;
events {{ worker_connections 4096; }}
stream {{
  server {{
    listen 127.0.0.1:{secure} ssl;
    ssl_certificate {folder}/server.pem;
    ssl_certificate_key {folder}/server.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    proxy_pass 127.0.0.1:{plain};
    proxy_buffer_size 64k;
    tcp_nodelay on;
  }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.05)
    raise SystemExit(f"nothing listens at port {port}")


class Server:
    """Where it listens, by scheme: https only where there is nginx."""

    def __init__(self, folder, endpoints):
        self.folder, self.endpoints = folder, endpoints

    def environment(self, scheme):
        """Of a client that knows nothing but this server."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        authority = str(self.folder / "authority.pem")
        return dict(own, AWS_ENDPOINT_URL=self.endpoints[scheme], S3_ENDPOINT_URL=self.endpoints[scheme],
                    AWS_REGION="us-east-1", AWS_ACCESS_KEY_ID="benchmark", AWS_SECRET_ACCESS_KEY="benchmark",
                    AWS_EC2_METADATA_DISABLED="true", AWS_CA_BUNDLE=authority, SSL_CERT_FILE=authority,
                    HOME=str(self.folder / "home"))

    def stats(self):
        return json.loads(urllib.request.urlopen(self.endpoints["http"] + "/stats").read())


@contextlib.contextmanager
def server(folder, large, small, count):
    """A server with these objects, for the length of a block."""
    (folder / "home").mkdir()
    program, plain, secure = folder / "s3_sink", free_port(), free_port()
    sources = [str(path) for path in sorted(DIGEST.glob("*.c"))]
    subprocess.run(["cc", "-O2", "-pthread", "-I", str(DIGEST / "include"), "-I", str(DIGEST), "-o", str(program),
                    str(SOURCE), *sources], check=True)
    processes = [subprocess.Popen([str(program), str(plain), str(large), str(small), str(count)])]
    endpoints = {"http": f"http://127.0.0.1:{plain}"}
    try:
        wait_for(plain)
        if shutil.which("nginx") and STREAM.exists():
            make_certificate(folder)
            settings = folder / "nginx.conf"
            settings.write_text(NGINX.format(module=STREAM, folder=folder, secure=secure, plain=plain))
            processes.append(subprocess.Popen(["nginx", "-c", str(settings), "-p", str(folder)], stderr=subprocess.DEVNULL))
            wait_for(secure)
            endpoints["https"] = f"https://localhost:{secure}"
        yield Server(folder, endpoints)
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def make_certificate(folder):
    """A certificate for localhost, of an authority of its own."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "authority.key", "-out", "authority.pem",
            "-days", "30", "-subj", "/CN=benchmark")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
            "-out", "server.pem", "-days", "30", "-extfile", "names")
