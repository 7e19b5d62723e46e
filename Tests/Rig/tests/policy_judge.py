"""Would these policies have allowed these requests? Each record of the rig's log is read back into its operation, the
operation into the actions of IAM that it needs, with the resources that it names."""
import fnmatch
import re

from wire import operation
from wire.judge import MODEL_NAMES, model_of, read
from wire.message import Message

REGION, ACCOUNT = "us-east-1", "123456789012"
SERVICES = {"batch": "batch", "s3": "s3", "logs": "logs", "sqs": "sqs", "iam": "iam", "ec2": "ec2", "ecr": "ecr", "ssm": "ssm",
            "secretsmanager": "secretsmanager", "service-quotas": "servicequotas"}
ACTIONS_OF_S3 = {"HeadBucket": "ListBucket", "ListObjectsV2": "ListBucket", "ListObjects": "ListBucket", "HeadObject": "GetObject",
                 "CreateMultipartUpload": "PutObject", "UploadPart": "PutObject", "CompleteMultipartUpload": "PutObject",
                 "CopyObject": "PutObject", "UploadPartCopy": "PutObject", "ListParts": "ListMultipartUploadParts",
                 "DeleteObjects": "DeleteObject"}
# Of these IAM knows no resources, or martlet looks at all of them.
WITHOUT_RESOURCE = re.compile(r"(batch|ec2|ecr|logs|ssm):(Describe|List|GetJobQueueSnapshot)|servicequotas:|secretsmanager:List")


def arn(service, rest):
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{rest}"


def named(kind, name):
    return name if name.startswith("arn:") else arn("batch", f"{kind}/{name}")


def needs(record):
    """(action, resource) pairs that the request needs; none for what is always allowed."""
    message = Message(record)
    service = MODEL_NAMES.get(message.service, message.service)
    if service == "sts":
        return []
    found = operation.find(model_of(service), message)
    action = f"{SERVICES[service]}:{ACTIONS_OF_S3.get(found.name, found.name) if service == 's3' else found.name}"
    if WITHOUT_RESOURCE.match(action):
        return [(action, "*")]
    if service == "s3":
        bucket, _, key = message.path.lstrip("/").partition("/")
        resource = f"arn:aws:s3:::{bucket}/{key or '*'}" if action not in ("s3:ListBucket",) else f"arn:aws:s3:::{bucket}"
        return [(action, resource)]
    return [(name, resource) for name, resource in ours(action, read(found, message))]


def ours(action, sent):
    """The resources of everything else that martlet sends."""
    name = action.partition(":")[2]
    if action == "batch:SubmitJob":
        yield action, named("job-queue", sent["jobQueue"])
        yield action, named("job-definition", sent["jobDefinition"])
        yield "batch:TagResource", arn("batch", "job/new")
    elif name in ("RegisterJobDefinition", "DeregisterJobDefinition"):
        definition = named("job-definition", sent.get("jobDefinitionName") or sent["jobDefinition"])
        yield action, definition
        for role in filter(None, map(sent.get("containerProperties", {}).get, ("jobRoleArn", "executionRoleArn"))):
            yield "iam:PassRole", role
    elif name == "TerminateJob":
        yield action, arn("batch", "job/" + sent["jobId"])
    elif name == "GetLogEvents":
        yield action, arn("logs", f"log-group:{sent['logGroupName']}:log-stream:{sent['logStreamName']}")
    elif name == "GetRole":
        yield action, f"arn:aws:iam::{ACCOUNT}:role/{sent['RoleName']}"
    elif action.startswith("secretsmanager:"):
        secret = sent.get("SecretId") or sent["Name"]
        yield action, secret if secret.startswith("arn:") else arn("secretsmanager", f"secret:{secret}-AbCdEf")
    elif action.startswith("sqs:"):
        yield "sqs:DeleteMessage" if name == "DeleteMessageBatch" else action, arn("sqs", (sent.get("QueueUrl") or sent["QueueName"]).rpartition("/")[2])
    elif action.startswith("ecr:"):
        yield action, arn("ecr", "repository/" + sent["repositoryName"])
    else:
        raise AssertionError(f"nobody has said what {action} speaks of")


def matches(pattern, text):
    return fnmatch.fnmatchcase(text, re.sub(r"\[", "[[]", pattern))


def listed(value):
    return value if isinstance(value, list) else [value]


def allows(policy, action, resource, user="moto"):
    return any(
        any(matches(pattern, action) for pattern in listed(statement["Action"]))
        and any(matches(pattern.replace("${aws:username}", user), resource) for pattern in listed(statement["Resource"]))
        for statement in policy["Statement"])


def refused(policy, records):
    """What the policy would have refused, each once."""
    return sorted({f"{action} on {resource}" for record in records for action, resource in needs(record)
                   if not allows(policy, action, resource)})
