"""Does the judge find what is planted? Good requests of each protocol, and the same with one fault each."""
import copy
import json

from wire.judge import judge

DEFINITION = {"jobDefinitionName": "a", "type": "container", "containerProperties": {
    "image": "i", "command": ["true"], "resourceRequirements": [{"type": "VCPU", "value": "1"}]}}
PARTS = ('<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Part><ETag>"e"</ETag>'
         "<PartNumber>1</PartNumber></Part></CompleteMultipartUpload>")


def request(service, method, uri, body="", **headers):
    return {"service": service, "method": method, "uri": uri, "body": body, "status": 500, "response": "",
            "headers": {name.replace("_", "-"): value for name, value in headers.items()}, "rheaders": {}}


def register(**changes):
    definition = copy.deepcopy(DEFINITION)
    definition.update(changes)
    return request("batch", "POST", "/v1/registerjobdefinition", json.dumps(definition))


def logs(body, target="Logs_20140328.GetLogEvents", kind="application/x-amz-json-1.1"):
    return request("logs", "POST", "/", json.dumps(body), x_amz_target=target, content_type=kind)


def sts(**fields):
    return request("sts", "POST", "/", "&".join(f"{name}={value}" for name, value in fields.items()))


GOOD = {
    "batch.RegisterJobDefinition": register(),
    "batch.ListTagsForResource": request("batch", "GET", "/v1/tags/arn%3Aaws%3Abatch%3Aus-east-1%3A1%3Ajob%2Fx"),
    "s3.PutObject": request("s3", "PUT", "/bucket/a%20b", "text", x_amz_meta_kind="x", if_none_match="*"),
    "s3.GetObject": request("s3", "GET", "/bucket/k?X-Amz-Signature=0&X-Amz-Date=x"),
    "s3.ListObjectsV2": request("s3", "GET", "/bucket?list-type=2&prefix=a%2Fb&max-keys=5"),
    "s3.UploadPart": request("s3", "PUT", "/bucket/k?partNumber=2&uploadId=u", "text"),
    "s3.CopyObject": request("s3", "PUT", "/bucket/k", "", x_amz_copy_source="other/k"),
    "s3.CompleteMultipartUpload": request("s3", "POST", "/bucket/k?uploadId=u", PARTS),
    "logs.GetLogEvents": logs({"logGroupName": "g", "logStreamName": "s", "startFromHead": True}),
    "sts.GetCallerIdentity": sts(Action="GetCallerIdentity", Version="2011-06-15"),
    "sts.AssumeRole": sts(Action="AssumeRole", Version="2011-06-15", RoleArn="arn:aws:iam::123456789012:role/x",
                          RoleSessionName="me", DurationSeconds="900"),
}
BAD = {
    "an enum": register(type="box"),
    "an unknown member": register(colour="red"),
    "a type": register(timeout={"attemptDurationSeconds": "60"}),
    "a missing member": request("batch", "POST", "/v1/submitjob", '{"jobName": "a", "jobQueue": "q"}'),
    "an unknown route": request("batch", "POST", "/v1/submitjobs", "{}"),
    "an unknown query parameter": request("s3", "GET", "/bucket?list-type=2&max-key=5"),
    "a query parameter's type": request("s3", "GET", "/bucket?list-type=2&max-keys=many"),
    "an unknown header": request("s3", "PUT", "/bucket/k", "text", x_amz_colour="red"),
    "an element": request("s3", "POST", "/bucket/k?uploadId=u", PARTS.replace("PartNumber", "Number")),
    "a root element": request("s3", "POST", "/bucket/k?uploadId=u", PARTS.replace("CompleteMultipartUpload", "Parts")),
    "an unknown target": logs({}, target="Logs_20140328.GetLogs"),
    "a pattern": logs({"logGroupName": "g!", "logStreamName": "s"}),
    "a content type": logs({"logGroupName": "g", "logStreamName": "s"}, kind="application/json"),
    "a form's version": sts(Action="GetCallerIdentity", Version="2012-01-01"),
    "an unknown field": sts(Action="GetCallerIdentity", Version="2011-06-15", Colour="red"),
}


def self_check():
    """Print what is wrong with the judge, and a count; the exit code."""
    failed = 0
    for name, record in GOOD.items():
        verdict = judge([record])
        if verdict.invalid or list(verdict.operations) != [name]:
            failed += 1
            print(f"FAIL {name} is good, but: {list(verdict.operations)} {list(verdict.faults)}")
    for what, record in BAD.items():
        if not judge([record]).invalid:
            failed += 1
            print(f"FAIL {what} that is wrong is not found")
    print(f"{len(GOOD) + len(BAD) - failed} passed, {failed} failed")
    return 1 if failed else 0
