"""What S3 checks of a body: its framing, its checksums, and the few rules that moto leaves out."""
import base64
import hashlib
import re
import zlib

from rigserver.gate import aws_chunked
from rigserver.gate.errors import Refused

try:
    from awscrt import checksums as crt  # optional: CRC32C and CRC64NVME
except ImportError:
    crt = None

CHECKSUM_HEADER = re.compile(r"x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)")


def checksum(algorithm, data):
    """The base64 checksum as AWS writes it; None when the algorithm is unknown here."""
    name = algorithm.lower().replace("-", "")
    if name == "crc32":
        digest = zlib.crc32(data).to_bytes(4, "big")
    elif name == "sha1":
        digest = hashlib.sha1(data).digest()
    elif name == "sha256":
        digest = hashlib.sha256(data).digest()
    elif name == "crc32c" and crt:
        digest = crt.crc32c(data).to_bytes(4, "big")
    elif name == "crc64nvme" and crt:
        digest = crt.crc64nvme(data).to_bytes(8, "big")
    else:
        return None
    return base64.b64encode(digest).decode()


def check(method, query, headers, body, verified):
    """Raise Refused when S3 would refuse the body of this signed request."""
    if method not in ("PUT", "POST"):
        return
    data, trailers = body, {}
    if verified.payload.startswith("STREAMING-"):
        data, trailers = streamed(headers, body, verified)
    given = {**headers, **trailers}
    check_sums(query, given, headers, data)
    if method == "POST":
        check_parts(query, data)
        check_deletion(query, given, data)


def streamed(headers, body, verified):
    """(payload, trailers) of an aws-chunked body whose announced length and trailers are there."""
    try:
        data, trailers = aws_chunked.decode(body, verified)
    except (ValueError, IndexError):
        raise Refused(400, "IncompleteBody", "The request body terminated unexpectedly")
    if "x-amz-decoded-content-length" not in headers:
        raise Refused(411, "MissingContentLength", "x-amz-decoded-content-length is required")
    if int(headers["x-amz-decoded-content-length"]) != len(data):
        raise Refused(400, "IncompleteBody", "x-amz-decoded-content-length does not match")
    for name in filter(None, headers.get("x-amz-trailer", "").split(",")):
        if name.strip().lower() not in trailers:
            message = ("The request contained trailing data that was not well-formed or did not conform to our "
                       "published schema.")
            raise Refused(400, "MalformedTrailerError", message)
    return data, trailers


def check_sums(query, given, headers, data):
    """The checksum headers are of this body, except in CompleteMultipartUpload, where they are of the object."""
    of_this_body = "uploadId" not in query or "partNumber" in query
    for name, value in given.items():
        found = CHECKSUM_HEADER.fullmatch(name)
        if found and of_this_body:
            expected = checksum(found.group(1), data)
            if expected is not None and expected != value:
                algorithm = found.group(1).upper()
                message = f"The {algorithm} you specified did not match the calculated checksum."
                raise Refused(400, "BadDigest", message)
    if "content-md5" in headers and base64.b64encode(hashlib.md5(data).digest()).decode() != headers["content-md5"]:
        raise Refused(400, "BadDigest", "The Content-MD5 you specified did not match what we received.")


def check_parts(query, data):
    if query.startswith("uploadId="):
        numbers = [int(number) for number in re.findall(rb"<PartNumber>(\d+)</PartNumber>", data)]
        if numbers != sorted(set(numbers)):
            message = "The list of parts was not in ascending order. Parts must be ordered by part number."
            raise Refused(400, "InvalidPartOrder", message)


def check_deletion(query, given, data):
    if query.split("=")[0] != "delete":
        return
    if data.count(b"<Key>") > 1000:
        message = "The XML you provided was not well-formed or did not validate against our published schema"
        raise Refused(400, "MalformedXML", message)
    if "content-md5" not in given and not any(name.startswith("x-amz-checksum-") for name in given):
        message = "Missing required header for this request: Content-MD5 OR x-amz-checksum-*"
        raise Refused(400, "InvalidRequest", message)
