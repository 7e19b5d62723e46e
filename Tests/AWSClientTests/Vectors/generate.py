#!/usr/bin/env python3
"""Writes vectors.json: requests and the signatures that botocore gives them at a frozen clock.

    python3 generate.py        needs botocore (checked with 1.43.11)

botocore does not sign chunks; for these the signing steps are written out here, on top of botocore's head signature.
"""
import base64
import datetime
import hashlib
import hmac
import io
import json
import os
import zlib
from unittest import mock

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpchecksum import AwsChunkedWrapper, Crc32Checksum

NOW = datetime.datetime(2026, 11, 20, 23, 21, 33)
KEYS = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJHMEUCIQ=="


def request(method, url, fields, body):
    made = AWSRequest(method=method, url=url, headers=dict(fields), data=body)
    made.context["client_config"] = None
    return made


def signed(case):
    credentials = Credentials(*KEYS, case.get("token"))
    made = request(case["method"], case["url"], case["fields"], base64.b64decode(case["body"]))
    kind = botocore.auth.S3SigV4Auth if case["service"] == "s3" else botocore.auth.SigV4Auth
    if case.get("payload") == "unsigned":
        made.context["checksum"] = {"request_algorithm": {"in": "header", "name": "x-amz-checksum-crc32"}}
        made.context["has_streaming_input"] = True
    kind(credentials, case["service"], case["region"]).add_auth(made)
    return {name: made.headers[name] for name in made.headers
            if name.lower().startswith("x-amz-") or name == "Authorization"}


def presigned(case):
    credentials = Credentials(*KEYS, case.get("token"))
    made = request(case["method"], case["url"], case["fields"], b"")
    kind = botocore.auth.S3SigV4QueryAuth if case["service"] == "s3" else botocore.auth.SigV4QueryAuth
    kind(credentials, case["service"], case["region"], expires=case["expires"]).add_auth(made)
    return made.url


def head(name, service, method, url, fields=None, body=b"", **more):
    case = dict(name=name, service=service, region=more.pop("region", "eu-central-1"), method=method, url=url,
                fields=fields or {}, body=base64.b64encode(body).decode(), **more)
    case["expected"] = signed(case)
    return case


def query(name, service, method, url, expires, fields=None, **more):
    case = dict(name=name, service=service, region=more.pop("region", "eu-central-1"), method=method, url=url,
                fields=fields or {}, expires=expires, **more)
    case["expected"] = presigned(case)
    return case


def chunks(name, payload, body, size):
    """A body whose chunks are signed, with or without a signed CRC32 after them."""
    has_trailer = payload.endswith("TRAILER")
    fields = {"Content-Encoding": "aws-chunked", "X-Amz-Decoded-Content-Length": str(len(body))}
    if has_trailer:
        fields["X-Amz-Trailer"] = "x-amz-checksum-crc32"
    url = "https://examplebucket.s3.eu-central-1.amazonaws.com/chunked"
    made = request("PUT", url, fields, b"")
    auth = botocore.auth.S3SigV4Auth(Credentials(*KEYS), "s3", "eu-central-1")
    with mock.patch.object(botocore.auth.S3SigV4Auth, "payload", lambda self, r: payload):
        auth.add_auth(made)
    previous = made.headers["Authorization"].rsplit("Signature=", 1)[1]
    time, day = NOW.strftime("%Y%m%dT%H%M%SZ"), NOW.strftime("%Y%m%d")
    scope = f"{day}/eu-central-1/s3/aws4_request"
    key = ("AWS4" + KEYS[1]).encode()
    for part in (day, "eu-central-1", "s3", "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()

    def sign(kind, *digests):
        nonlocal previous
        text = "\n".join((kind, time, scope, previous) + digests)
        previous = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        return previous

    wire = b""
    for start in list(range(0, len(body), size)) + [len(body)]:
        chunk = body[start:start + size]
        signature = sign("AWS4-HMAC-SHA256-PAYLOAD", hashlib.sha256(b"").hexdigest(), hashlib.sha256(chunk).hexdigest())
        wire += f"{len(chunk):x};chunk-signature={signature}\r\n".encode() + chunk + (b"\r\n" if chunk else b"")
    if has_trailer:
        value = base64.b64encode(zlib.crc32(body).to_bytes(4, "big")).decode()
        digest = hashlib.sha256(f"x-amz-checksum-crc32:{value}\n".encode()).hexdigest()
        wire += f"x-amz-checksum-crc32:{value}\r\n".encode()
        wire += f"x-amz-trailer-signature:{sign('AWS4-HMAC-SHA256-TRAILER', digest)}\r\n".encode()
    wire += b"\r\n"
    return dict(name=name, payload=payload, url=url, body=base64.b64encode(body).decode(), chunkSize=size,
                authorization=made.headers["Authorization"], wire=base64.b64encode(wire).decode())


def unsigned_chunks(name, body, size):
    """A body as botocore itself writes it, with an unsigned CRC32 after it."""
    wrapper = AwsChunkedWrapper(io.BytesIO(body), Crc32Checksum, "x-amz-checksum-crc32", chunk_size=size)
    fields = {"Content-Encoding": "aws-chunked", "X-Amz-Decoded-Content-Length": str(len(body)),
              "X-Amz-Trailer": "x-amz-checksum-crc32"}
    url = "https://examplebucket.s3.eu-central-1.amazonaws.com/chunked"
    made = request("PUT", url, fields, b"")
    made.context["checksum"] = {"request_algorithm": {"in": "trailer"}}
    botocore.auth.S3SigV4Auth(Credentials(*KEYS), "s3", "eu-central-1").add_auth(made)
    return dict(name=name, payload=made.headers["X-Amz-Content-SHA256"], url=url,
                body=base64.b64encode(body).decode(), chunkSize=size, authorization=made.headers["Authorization"],
                wire=base64.b64encode(wrapper.read()).decode())


S3 = "https://examplebucket.s3.eu-central-1.amazonaws.com"
HARD = "/a%20b/%C3%BC%26%2B%2541%3D%3F%23~%2A%27%28%29%21/%3B%3A%40%24%2C"


def main():
    body = b'{"jobs":["\xc3\xa9"]}'
    json_type = {"Content-Type": "application/json"}
    vectors = {
        "time": int(NOW.replace(tzinfo=datetime.timezone.utc).timestamp()),
        "accessKeyID": KEYS[0],
        "secretAccessKey": KEYS[1],
        "heads": [
            head("S3 GET", "s3", "GET", S3 + "/test.txt", {"Range": "bytes=0-9"}),
            head("S3 GET with a session token", "s3", "GET", S3 + "/test.txt", token=TOKEN),
            head("S3 path that needs encoding", "s3", "GET", S3 + HARD),
            head("S3 path that other services would shorten", "s3", "GET", S3 + "/a//b/./c/../d/"),
            head("S3 path style on a port", "s3", "GET", "http://127.0.0.1:5700/bucket/key"),
            head("S3 listing", "s3", "GET",
                 S3 + "/?list-type=2&prefix=a%20b%2F&delimiter=%2F&start-after=%C3%A9%2B&encoding-type=url"),
            head("S3 query without a value", "s3", "POST", S3 + "/key?uploads="),
            head("S3 PUT of bytes", "s3", "PUT", S3 + "/key", {"Content-Type": "text/plain"}, b"hello"),
            head("S3 PUT, unsigned over TLS", "s3", "PUT", S3 + "/key",
                 {"x-amz-checksum-crc32": "NhCmhg=="}, b"hello", payload="unsigned"),
            head("S3 fields with inner spaces", "s3", "PUT", S3 + "/key",
                 {"x-amz-meta-note": "  two   spaces ", "x-amz-copy-source": "b/a%20b"}),
            head("S3 fields that are not signed", "s3", "GET", S3 + "/key",
                 {"User-Agent": "martlet", "Expect": "100-continue", "X-Amzn-Trace-Id": "Root=1"}),
            head("Batch POST", "batch", "POST", "https://batch.eu-central-1.amazonaws.com/v1/describejobs", json_type, body),
            head("Batch path with an ARN, encoded twice", "batch", "POST",
                 "https://batch.us-gov-west-1.amazonaws.com/v1/tags/arn%3Aaws%3Abatch%3Aus-gov-west-1%3A1%3Ajob%2Fa%20b",
                 json_type, body, region="us-gov-west-1", token=TOKEN),
            head("Batch path that is made shorter", "batch", "POST",
                 "https://batch.eu-central-1.amazonaws.com/v1//x/./y/../z", json_type, body),
            head("Logs POST", "logs", "POST", "https://logs.eu-central-1.amazonaws.com/",
                 {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "Logs_20140328.GetLogEvents"}, body),
            head("STS POST", "sts", "POST", "https://sts.cn-north-1.amazonaws.com.cn/",
                 {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"},
                 b"Action=GetCallerIdentity&Version=2011-06-15", region="cn-north-1"),
        ],
        "queries": [
            query("S3 GET", "s3", "GET", S3 + "/test.txt", 3600),
            query("S3 GET with a session token", "s3", "GET", S3 + "/test.txt", 604800, token=TOKEN),
            query("S3 path that needs encoding", "s3", "GET", S3 + HARD, 60),
            query("S3 with a query of its own", "s3", "GET", S3 + "/key?versionId=a%2Bb", 60),
            query("STS", "sts", "GET",
                  "https://sts.eu-central-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15", 60),
        ],
        "chunks": [
            chunks("signed chunks", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", bytes(range(256)) * 10, 1024),
            chunks("signed chunks, the last one full", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", b"x" * 2048, 1024),
            chunks("signed chunks and trailer", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", bytes(range(256)) * 10, 1024),
            chunks("nothing but a trailer", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", b"", 1024),
            unsigned_chunks("unsigned chunk and trailer", b"hello" * 1000, 8192),
            unsigned_chunks("unsigned, empty", b"", 1024),
        ],
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vectors.json")
    with open(path, "w") as file:
        json.dump(vectors, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    with mock.patch("botocore.auth.get_current_datetime", return_value=NOW):
        main()
