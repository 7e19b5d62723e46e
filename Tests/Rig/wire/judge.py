"""The judgement over one request, and over a whole log."""
import collections
import json
import re
from dataclasses import dataclass, field

import botocore.parsers
import botocore.session
from botocore.validate import ParamValidator

from rigserver.model_checks import model_errors
from wire import operation as operations
from wire import query_body, rest
from wire.message import Message, Unreadable
from wire.rewriting import differences

OWN_PATHS = ("/latest/", "/moto-api/", "/rig/")
MODEL_NAMES = {"servicequotas": "service-quotas", "monitoring": "cloudwatch", "elasticfilesystem": "efs", "email": "ses"}
SESSION = botocore.session.get_session()
MODELS = {}


@dataclass
class Verdict:
    """Requests by operation, and what is wrong with how many of them."""

    operations: collections.Counter = field(default_factory=collections.Counter)
    faults: collections.Counter = field(default_factory=collections.Counter)
    requests: int = 0
    invalid: int = 0


def judge_file(path, agent="", first=0):
    """Judge the requests of a log whose User-Agent matches, leaving out the first lines."""
    with open(path) as lines:
        records = [json.loads(line) for number, line in enumerate(lines) if number >= first]
    return judge(record for record in records if re.search(agent, record["headers"].get("user-agent", "")))


def judge(records):
    verdict = Verdict()
    for record in records:
        if record["uri"].startswith(OWN_PATHS):
            continue
        verdict.requests += 1
        name, found = judge_one(Message(record))
        verdict.operations[name] += 1
        verdict.invalid += bool(found)
        verdict.faults.update(f"{name}: {fault}" for fault in found)
    return verdict


def judge_one(message):
    """(service.Operation, what is wrong with the request)."""
    name = MODEL_NAMES.get(message.service, message.service)
    try:
        model = model_of(name)
        operation = operations.find(model, message)
        name = f"{name}.{operation.name}"
        parameters = read(operation, message)
        return name, (list(parameter_faults(operation, parameters, message))
                      or list(differences(operation, parameters, message)) + list(response_faults(operation, message)))
    except Unreadable as error:
        return name, [f"{message.method} {message.path[:60]}: {error}"]
    except Exception as error:
        return name, [f"{message.method} {message.path[:60]}: {type(error).__name__}: {str(error)[:200]}"]


def model_of(service):
    if service not in MODELS:
        MODELS[service] = SESSION.get_service_model(service)
    return MODELS[service]


def read(operation, message):
    """The request as the operation's parameters."""
    protocol = operation.service_model.resolved_protocol
    if protocol == "json":
        return json.loads(message.body or "{}")
    if protocol == "query":
        return query_body.read(operation, message)
    if protocol in ("rest-json", "rest-xml"):
        return rest.read(operation, message)
    raise Unreadable(f"the protocol {protocol} is not judged")


def parameter_faults(operation, parameters, message):
    """Yield what ParamValidator, the model's constraints and the list of its members say."""
    shape = operation.input_shape
    if shape is None:
        return
    report = ParamValidator().validate(parameters, shape)
    if report.has_errors():
        yield report.generate_report()
        return
    yield from model_errors(shape, parameters)
    yield from unknown_members(shape, parameters)


def unknown_members(shape, value, at=""):
    """Yield the members that the model does not have."""
    if shape.type_name == "structure" and isinstance(value, dict):
        for key, member in value.items():
            if key not in shape.members:
                yield f"member {at}.{key} is not in the model"
            else:
                yield from unknown_members(shape.members[key], member, f"{at}.{key}")
    elif shape.type_name == "list" and isinstance(value, list):
        for member in value:
            yield from unknown_members(shape.member, member, at + "[]")
    elif shape.type_name == "map" and isinstance(value, dict):
        for member in value.values():
            yield from unknown_members(shape.value, member, at + "{}")


def response_faults(operation, message):
    """Yield a sentence when botocore cannot read the response: then the rig is wrong, not the client."""
    record = message.record
    cut = record["response"].startswith("<") and record["response"].endswith(" bytes>")
    if not isinstance(record["status"], int) or cut or operation.has_streaming_output or not operation.output_shape:
        return
    parser = botocore.parsers.create_parser(operation.service_model.resolved_protocol)
    headers = {name.lower(): value for name, value in record["rheaders"].items()}
    try:
        parser.parse({"status_code": record["status"], "headers": headers, "body": record["response"].encode()},
                     operation.output_shape)
    except Exception as error:
        yield f"the response is unreadable: {error}"
