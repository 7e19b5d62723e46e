"""What the gate and Batch ask of the account that moto keeps: keys, roles, secrets, logs, events."""
import json
import queue
import secrets
import sys
import threading
import time

from moto.events.models import events_backends
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.ssm.models import ssm_backends
from moto.sts.models import sts_backends

from rigserver.batch.running import DEFAULT_LOG_GROUP
from rigserver.batch.vocabulary import ACCOUNT

SESSION_SECONDS = 3600


class Account:
    def __init__(self, settings):
        self.settings = settings
        self.grants = {}                    # path of a credentials endpoint -> (role, job id)
        self.session_seconds = SESSION_SECONDS
        self.ends = {}                      # access key of a role's session -> when it ends
        self.log_lock = threading.Lock()
        self.events = queue.Queue()
        threading.Thread(target=self.send_events, daemon=True).start()

    def secret_of(self, access_key):
        """(secret key, session token or None, end or None) of an access key; None when it is unknown."""
        if access_key in self.settings.keys:
            return self.settings.keys[access_key], None, None
        for user in iam_backends[ACCOUNT]["aws"].users.values():
            for key in user.access_keys:
                if key.access_key_id == access_key:
                    return key.secret_access_key, None, None
        for role in sts_backends[ACCOUNT]["aws"].assumed_roles:
            if role.access_key_id == access_key:
                return role.secret_access_key, role.session_token, self.ends.get(access_key)
        return None

    def role_exists(self, arn):
        try:
            iam_backends[ACCOUNT]["aws"].get_role_by_arn(arn)
            return True
        except Exception:
            return False

    def secret(self, reference):
        """The text of a secret: an ARN of Secrets Manager (`…:key::` for one member), an ARN or a name of SSM."""
        if ":ssm:" in reference or not reference.startswith("arn:"):
            return self.parameter(reference)
        parts = reference.split(":")
        member = parts[7] if len(parts) > 7 else ""
        value = secretsmanager_backends[ACCOUNT][self.settings.region].get_secret_value(
            secret_id=":".join(parts[:7]), version_id=None, version_stage=None)
        text = (value if isinstance(value, dict) else json.loads(value))["SecretString"]
        return json.loads(text)[member] if member else text

    def parameter(self, reference):
        """The text of a parameter, decrypted as ECS does it."""
        store = ssm_backends[ACCOUNT][self.settings.region]
        found = (store.get_parameter(reference.split(":parameter", 1)[-1])
                 or store.get_parameter(reference.split(":parameter/", 1)[-1]))
        return found.decrypt(found.value)

    def log(self, group, stream, lines, region):
        """Write to CloudWatch Logs. As on AWS, only Batch's own group comes into being by itself."""
        with self.log_lock:
            logs = logs_backends[ACCOUNT][region]
            if group == DEFAULT_LOG_GROUP or group in logs.groups:
                logs.ensure_log_group(group)
                logs.ensure_log_stream(group, stream)
                logs.put_log_events(group, stream, [{"timestamp": at, "message": line} for at, line in lines])

    def read_object(self, bucket, key):
        return s3_backends[ACCOUNT]["aws"].get_object(bucket, key).value

    def write_object(self, bucket, key, value):
        s3_backends[ACCOUNT]["aws"].put_object(bucket, key, value)

    def grant(self, role, job):
        """The variables by which a job's containers obtain the credentials of its role."""
        path = "/rig/creds/" + secrets.token_urlsafe(16)
        self.grants[path] = (role, job)
        if self.settings.closed:
            return {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": path,
                    "ECS_CONTAINER_METADATA_URI_V4": f"http://169.254.170.2/rig/ecs/{job}"}
        return {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": self.settings.endpoint + path,
            "ECS_CONTAINER_METADATA_URI_V4": f"{self.settings.endpoint}/rig/ecs/{job}",
        }

    def credentials(self, role, session):
        """Credentials that STS knows, in the form of the metadata services."""
        assumed = sts_backends[ACCOUNT]["aws"].assume_role(
            self.settings.region, role_session_name=session, role_arn=role, policy=None, duration=SESSION_SECONDS,
            external_id=None)
        end = self.ends[assumed.access_key_id] = time.time() + self.session_seconds
        expiration = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(end))
        return {
            "AccessKeyId": assumed.access_key_id,
            "SecretAccessKey": assumed.secret_access_key,
            "Token": assumed.session_token,
            "Expiration": expiration,
        }

    def send_events(self):
        """Hand job state changes to EventBridge."""
        while True:
            detail = self.events.get()
            event = {"Source": "aws.batch", "DetailType": "Batch Job State Change", "Detail": json.dumps(detail),
                     "Resources": [detail["jobArn"]]}
            try:
                events_backends[ACCOUNT][self.settings.region].put_events([event])
            except Exception as error:
                print("event:", repr(error), file=sys.stderr)
