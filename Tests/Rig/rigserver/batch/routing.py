"""From a method, a path and a body to an operation of botocore's model and its parameters."""
import json
from urllib.parse import parse_qs, unquote

import botocore.session
from botocore.validate import ParamValidator

from rigserver.batch.vocabulary import BatchError
from rigserver.model_checks import model_errors

MODEL = botocore.session.get_session().get_service_model("batch")
TAGS = "/v1/tags/"


def operations():
    found = {}
    for name in MODEL.operation_names:
        operation = MODEL.operation_model(name)
        found[(operation.http["method"], operation.http["requestUri"])] = operation
    return found


OPERATIONS = operations()


def route(method, path, query, body):
    """(operation model, parameters); BatchError when there is no such operation."""
    if path.startswith(TAGS):
        return route_tags(method, path, query, body)
    operation = OPERATIONS.get((method, path))
    if operation is None:
        raise BatchError("no such operation " + path, "UnknownOperationException", 404)
    parameters = parse(body)
    upper_case_actions(parameters)
    return operation, parameters


def route_tags(method, path, query, body):
    operation = OPERATIONS.get((method, TAGS + "{resourceArn}"))
    if operation is None:
        raise BatchError("no such operation " + path, "UnknownOperationException", 404)
    parameters = {"resourceArn": unquote(path[len(TAGS):])}
    if method == "POST":
        parameters.update(parse(body))
    if method == "DELETE":
        parameters["tagKeys"] = parse_qs(query).get("tagKeys", [])
    return operation, parameters


def parse(body):
    try:
        return json.loads(body or b"{}")
    except ValueError:
        raise BatchError("Could not parse request body into json", "SerializationException")


def upper_case_actions(parameters):
    """AWS takes evaluateOnExit's action in either case: the Terraform provider sends it in lower case."""
    strategy = parameters.get("retryStrategy")
    if not isinstance(strategy, dict):
        return
    for rule in strategy.get("evaluateOnExit") or []:
        if isinstance(rule, dict) and isinstance(rule.get("action"), str):
            rule["action"] = rule["action"].upper()


def validate(operation, parameters):
    """Raise BatchError when the parameters break the model."""
    report = ParamValidator().validate(parameters, operation.input_shape)
    if report.has_errors():
        raise BatchError(report.generate_report())
    errors = list(model_errors(operation.input_shape, parameters))
    if errors:
        raise BatchError("; ".join(errors))
