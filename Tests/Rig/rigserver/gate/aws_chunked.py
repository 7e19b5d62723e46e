"""The aws-chunked encoding of S3 uploads: chunk signatures and trailers."""
import hashlib
import hmac
import re

from rigserver.gate.errors import Refused

EMPTY_HASH = hashlib.sha256(b"").hexdigest()


def decode(body, verified):
    """(payload, trailers) of a streamed body; checks the chunks' and the trailer's signatures where there are any.

    Raises Refused, or ValueError or IndexError when the framing is broken.
    """
    signed = verified.payload.startswith("STREAMING-AWS4-HMAC")
    previous, pieces, position = verified.seed, [], 0
    while True:
        end = body.index(b"\r\n", position)
        head = body[position:end].decode()
        size = int(head.split(";")[0], 16)
        data = body[end + 2:end + 2 + size]
        position = end + 2 + size
        if signed:
            previous = check_chunk(verified, head, data, previous)
        if size == 0:
            break
        if body[position:position + 2] != b"\r\n":
            raise Refused(400, "IncompleteBody", "chunk framing")
        position += 2
        pieces.append(data)
    trailers = read_trailers(body[position:])
    signature = trailers.pop("x-amz-trailer-signature", None)
    if signed and verified.payload.endswith("-TRAILER"):
        check_trailers(verified, trailers, signature, previous)
    return b"".join(pieces), trailers


def sign(verified, lines):
    return hmac.new(verified.key, "\n".join(lines).encode(), hashlib.sha256).hexdigest()


def check_chunk(verified, head, data, previous):
    """The chunk's signature, which the next one goes on from."""
    found = re.search(r"chunk-signature=([0-9a-f]{64})", head)
    expected = sign(verified, ["AWS4-HMAC-SHA256-PAYLOAD", verified.date, verified.scope, previous, EMPTY_HASH,
                               hashlib.sha256(data).hexdigest()])
    if not found or found.group(1) != expected:
        raise Refused(403, "SignatureDoesNotMatch", "chunk signature does not match")
    return expected


def read_trailers(tail):
    trailers = {}
    for line in tail.split(b"\r\n"):
        if b":" in line:
            name, value = line.split(b":", 1)
            trailers[name.decode().lower().strip()] = value.decode().strip()
    return trailers


def check_trailers(verified, trailers, signature, previous):
    canonical = "".join(f"{name}:{value}\n" for name, value in sorted(trailers.items()))
    expected = sign(verified, ["AWS4-HMAC-SHA256-TRAILER", verified.date, verified.scope, previous,
                               hashlib.sha256(canonical.encode()).hexdigest()])
    if signature != expected:
        raise Refused(403, "SignatureDoesNotMatch", "trailer signature does not match")
