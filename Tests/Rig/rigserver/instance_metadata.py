"""The instance metadata service, version 2 only: without a token nothing is told."""
import json
import secrets
import time

from rigserver.batch.vocabulary import ACCOUNT

INSTANCE_TYPE = "m5.large"


class InstanceMetadata:
    """Answers /latest/…. `role` and `instance-action` are set by POST /rig/imds."""

    def __init__(self, account, region):
        self.account, self.region = account, region
        self.tokens = {}
        self.state = {"role": None, "instance-action": None, "id": "i-0" + secrets.token_hex(8)}

    def update(self, state):
        self.state.update(state)
        return self.state

    def answer(self, method, path, query, headers, body):
        if path == "/latest/api/token":
            return self.token(method, headers)
        if self.tokens.get(headers.get("x-aws-ec2-metadata-token"), 0) < time.time():
            return text("", 401)
        return self.document(path[len("/latest/"):])

    def token(self, method, headers):
        lifetime = headers.get("x-aws-ec2-metadata-token-ttl-seconds")
        if method != "PUT" or lifetime is None:
            return text("", 400)
        token = secrets.token_urlsafe(20)
        self.tokens[token] = time.time() + int(lifetime)
        # Clients of Go take no token without it.
        return *text(token), {"X-Aws-Ec2-Metadata-Token-Ttl-Seconds": lifetime}

    def document(self, path):
        role, action, zone = self.state["role"], self.state["instance-action"], self.region + "a"
        name = role.split("/")[-1] if role else None
        if path.rstrip("/") == "meta-data/iam/security-credentials":
            return text(name) if role else text("", 404)
        if role and path == "meta-data/iam/security-credentials/" + name:
            stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            return document({"Code": "Success", "Type": "AWS-HMAC", "LastUpdated": stamp,
                             **self.account.credentials(role, self.state["id"])})
        if path == "meta-data/spot/instance-action":
            return document(action) if action else text("", 404)
        if path == "dynamic/instance-identity/document":
            return document({"region": self.region, "instanceId": self.state["id"], "accountId": ACCOUNT,
                             "instanceType": INSTANCE_TYPE, "availabilityZone": zone})
        known = {
            "meta-data/instance-id": self.state["id"],
            "meta-data/placement/availability-zone": zone,
            "meta-data/placement/region": self.region,
            "meta-data/instance-type": INSTANCE_TYPE,
        }
        return text(known[path]) if path in known else text("", 404)


def text(value, status=200):
    return status, "text/plain", value.encode()


def document(value):
    return 200, "application/json", json.dumps(value).encode()
