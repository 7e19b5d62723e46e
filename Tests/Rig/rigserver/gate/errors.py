"""How AWS says no."""
import json

QUERY_SERVICES = ("iam", "sts", "sqs", "monitoring")


class Refused(Exception):
    """The request is answered with an error. detail: for the request log only. region: where S3 says that the bucket is."""

    def __init__(self, status, code, message, detail="", region=None):
        super().__init__(message)
        self.status, self.code, self.message, self.detail, self.region = status, code, message, detail, region


def error_response(service, status, code, message, region=None):
    """(status, content type, body, further headers), in the form that the service's protocol prescribes."""
    if service == "s3":
        place = f"<Region>{region}</Region>" if region else ""
        body = (f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message>{place}'
                "<RequestId>RIG</RequestId></Error>")
        return status, "application/xml", body.encode(), {}
    if service == "ec2":
        body = (f"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>"
                "<RequestID>RIG</RequestID></Response>")
        return status, "text/xml", body.encode(), {}
    if service in QUERY_SERVICES:
        body = (f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"
                "<RequestId>RIG</RequestId></ErrorResponse>")
        return status, "text/xml", body.encode(), {}
    body = json.dumps({"__type": code, "message": message})
    return status, "application/json", body.encode(), {"x-amzn-ErrorType": code}
