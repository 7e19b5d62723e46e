"""Signature Version 4 as AWS checks it: header and presigned, with the clock, the scope and the payload's hash."""
import hashlib
import hmac
import re
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import quote, unquote

from rigserver.gate.errors import Refused

ALGORITHM = "AWS4-HMAC-SHA256"
CLOCK_SKEW = 900
UNRESERVED = "~-._"


@dataclass
class Claim:
    """What a request says about its own signature."""

    access_key: str
    day: str
    region: str
    service: str
    date: str
    signed_headers: list
    signature: str
    token: str | None
    presigned: bool
    expires: int = 0

    @property
    def scope(self):
        return f"{self.day}/{self.region}/{self.service}/aws4_request"


@dataclass
class Verified:
    """A request whose signature is right; the key and the seed serve to check the chunks of its body."""

    access_key: str
    service: str
    region: str
    payload: str
    key: bytes
    seed: str
    date: str
    scope: str


def hmac_sha256(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256)


def signing_key(secret, day, region, service):
    key = ("AWS4" + secret).encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac_sha256(key, part).digest()
    return key


def verify(method, raw_path, raw_query, headers, body, secret_of, clock=time.time):
    """Check a request. headers: lower-cased names. secret_of(access key) -> (secret, token or None, end or None) or None.

    Returns Verified, or None for an anonymous request; raises Refused.
    """
    query = [(unquote(name), unquote(value))
             for name, _, value in (part.partition("=") for part in raw_query.split("&") if part)]
    claim = read_claim(dict(query), headers)
    if claim is None:
        return None
    check_clock(claim, dict(query), clock())
    secret = known_secret(claim, secret_of, clock())
    check_signed_headers(claim, headers)
    payload = payload_hash(claim, headers, body)
    request = canonical_request(method, raw_path, query, headers, claim, payload)
    key = signing_key(secret, claim.day, claim.region, claim.service)
    digest = hashlib.sha256(request.encode()).hexdigest()
    expected = hmac_sha256(key, "\n".join([ALGORITHM, claim.date, claim.scope, digest])).hexdigest()
    if not hmac.compare_digest(expected, claim.signature):
        code = "SignatureDoesNotMatch" if claim.service == "s3" else "InvalidSignatureException"
        message = "The request signature we calculated does not match the signature you provided."
        raise Refused(403, code, message, request)
    if re.fullmatch(r"[0-9a-f]{64}", payload) and hashlib.sha256(body).hexdigest() != payload:
        message = "The provided 'x-amz-content-sha256' header does not match what was computed."
        raise Refused(400, "XAmzContentSHA256Mismatch", message)
    return Verified(claim.access_key, claim.service, claim.region, payload, key, claim.signature, claim.date, claim.scope)


def read_claim(query, headers):
    """The signature of a request, out of its query or its Authorization header; None when there is none."""
    authorization = headers.get("authorization", "")
    if "X-Amz-Signature" in query:
        fields = {"Credential": query["X-Amz-Credential"], "SignedHeaders": query["X-Amz-SignedHeaders"],
                  "Signature": query["X-Amz-Signature"]}
        date, token, presigned = query["X-Amz-Date"], query.get("X-Amz-Security-Token"), True
    elif authorization.startswith(ALGORITHM + " "):
        fields = dict(part.strip().split("=", 1) for part in authorization[len(ALGORITHM):].split(","))
        date, token, presigned = headers.get("x-amz-date", ""), headers.get("x-amz-security-token"), False
    elif authorization or "Signature" in query:
        message = "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
        raise Refused(400, "InvalidRequest", message)
    else:
        return None
    parts = fields["Credential"].rsplit("/", 4)
    if len(parts) != 5 or parts[4] != "aws4_request" or parts[1] != date[:8] or parse_date(date) is None:
        message = f"credential scope or date is malformed: {fields['Credential']} {date}"
        raise Refused(400, "AuthorizationHeaderMalformed", message)
    access_key, day, region, service, _ = parts
    return Claim(access_key, day, region, service, date, fields["SignedHeaders"].split(";"), fields["Signature"],
                 token, presigned, int(query["X-Amz-Expires"]) if presigned else 0)


def parse_date(date):
    """Seconds since 1970 of an x-amz-date; None when it is none."""
    try:
        return datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc).timestamp()
    except ValueError:
        return None


def check_clock(claim, query, now):
    signed_at = parse_date(claim.date)
    if claim.presigned:
        if now > signed_at + claim.expires:
            raise Refused(403, "AccessDenied", "Request has expired")
    elif abs(now - signed_at) > CLOCK_SKEW:
        if claim.service == "s3":
            message = "The difference between the request time and the current time is too large."
            raise Refused(403, "RequestTimeTooSkewed", message)
        raise Refused(403, "InvalidSignatureException", "Signature expired")


def known_secret(claim, secret_of, now):
    """The secret key of the claimed access key; the session token has to be the right one, and the session not over."""
    found = secret_of(claim.access_key)
    of_s3 = claim.service == "s3"
    if found is None:
        if of_s3:
            message = "The AWS Access Key Id you provided does not exist in our records."
            raise Refused(403, "InvalidAccessKeyId", message)
        raise Refused(403, "UnrecognizedClientException", "The security token included in the request is invalid.")
    secret, token, end = found
    if token is not None and claim.token != token:
        code = "InvalidToken" if of_s3 else "UnrecognizedClientException"
        raise Refused(403, code, "The provided token is malformed or otherwise invalid.")
    if end is not None and now >= end:
        if of_s3:
            raise Refused(400, "ExpiredToken", "The provided token has expired.")
        raise Refused(403, "ExpiredTokenException", "The security token included in the request is expired")
    return secret


def check_signed_headers(claim, headers):
    """host, and in a header signature every x-amz- header, has to be signed."""
    needed = {"host"} | {name for name in headers if name.startswith("x-amz-") and not claim.presigned}
    missing = needed - set(claim.signed_headers)
    if missing:
        code = "AccessDenied" if claim.service == "s3" else "InvalidSignatureException"
        names = ", ".join(sorted(missing))
        raise Refused(403, code, "There were headers present in the request which were not signed: " + names)


def payload_hash(claim, headers, body):
    """The last line of the canonical request."""
    given = headers.get("x-amz-content-sha256")
    if claim.service == "s3" and not claim.presigned and given is None:
        message = "Missing required header for this request: x-amz-content-sha256"
        raise Refused(400, "MissingSecurityHeader", message)
    return given or ("UNSIGNED-PAYLOAD" if claim.presigned else hashlib.sha256(body).hexdigest())


def canonical_request(method, raw_path, query, headers, claim, payload):
    if claim.service == "s3":
        path = quote(unquote(raw_path), safe="/" + UNRESERVED)
    else:
        path = quote(re.sub(r"/+", "/", raw_path) or "/", safe="/" + UNRESERVED)
    pairs = sorted(quote(name, safe=UNRESERVED) + "=" + quote(value, safe=UNRESERVED)
                   for name, value in query if name != "X-Amz-Signature")
    lines = "".join(f"{name}:{re.sub(' +', ' ', headers.get(name, '').strip())}\n" for name in claim.signed_headers)
    return "\n".join([method, path, "&".join(pairs), lines, ";".join(claim.signed_headers), payload])
