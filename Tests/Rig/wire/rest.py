"""rest-json and rest-xml: parameters out of the route, the query, the headers and the body."""
import json
from datetime import datetime
from urllib.parse import unquote

from botocore.utils import parse_timestamp

from wire import xml_body
from wire.message import Unreadable
from wire.operation import route_pattern

# Query items that belong to the signature, and x-amz- headers that belong to signing and transport.
SIGNATURE_QUERY = "x-amz-"
TRANSPORT_HEADERS = {
    "x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "x-amz-decoded-content-length", "x-amz-trailer",
    "x-amz-user-agent", "x-amz-sdk-checksum-algorithm",
}


def read(operation, message):
    """The parameters. Raises Unreadable for parts that the operation does not have."""
    shape = operation.input_shape
    if shape is None:
        return {}
    parameters = {}
    template, _, literal = operation.http["requestUri"].partition("?")
    labels = route_pattern(template).fullmatch(message.path).groupdict()
    query, used = list(message.query), {part.partition("=")[0] for part in literal.split("&")}
    used_headers = set()
    for name, member in shape.members.items():
        location, wire_name = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "uri":
            parameters[name] = converted(member, unquote(labels[wire_name]))
        elif location == "querystring":
            read_query(name, member, wire_name, query, used, parameters)
        elif location == "header" and wire_name.lower() in message.headers:
            used_headers.add(wire_name.lower())
            parameters[name] = converted(member, message.headers[wire_name.lower()])
        elif location == "headers":
            read_header_map(name, wire_name, message.headers, used_headers, parameters)
    refuse_unknown(operation, message, used, used_headers)
    read_body(operation, message, parameters)
    return parameters


def read_query(name, member, wire_name, query, used, parameters):
    values = [value for key, value in query if key == wire_name]
    if not values:
        return
    used.add(wire_name)
    if member.type_name == "list":
        parameters[name] = [converted(member.member, value) for value in values]
    else:
        parameters[name] = converted(member, values[0])


def read_header_map(name, prefix, headers, used_headers, parameters):
    found = {key[len(prefix):]: value for key, value in headers.items() if key.startswith(prefix.lower())}
    if found:
        used_headers.update(prefix.lower() + key for key in found)
        parameters[name] = found


def refuse_unknown(operation, message, used, used_headers):
    for name, _ in message.query:
        if name not in used and not name.lower().startswith(SIGNATURE_QUERY) and name != "x-id":
            raise Unreadable(f"{operation.name} has no query parameter {name!r}")
    for name in message.headers:
        if name.startswith("x-amz-checksum-") and operation.http_checksum:
            continue
        if name.startswith("x-amz-") and name not in used_headers | TRANSPORT_HEADERS:
            raise Unreadable(f"{operation.name} has no header {name!r}")


def read_body(operation, message, parameters):
    """Add what the body says: the payload member, or all members that have no other place."""
    shape = operation.input_shape
    payload = shape.serialization.get("payload")
    if payload:
        member = shape.members[payload]
        if member.type_name in ("blob", "string"):
            if message.body:
                parameters[payload] = message.body.encode() if member.type_name == "blob" else message.body
        elif message.body:
            parameters[payload] = xml_body.read(member, message.body, member.serialization.get("name", payload))
        return
    if not message.body or message.is_cut:
        return
    members = {name: member for name, member in shape.members.items() if not member.serialization.get("location")}
    if operation.service_model.resolved_protocol == "rest-json":
        parameters.update(json.loads(message.body))
    elif members:
        parameters.update(xml_body.read(shape, message.body, None))
    elif operation.service_model.service_name != "s3" or message.method != "PUT":
        raise Unreadable(f"{operation.name} has no body")


def converted(shape, text):
    """A text of a route, query or header as a value of its shape."""
    kind = shape.type_name
    if kind in ("integer", "long"):
        return int(text)
    if kind in ("float", "double"):
        return float(text)
    if kind == "boolean":
        if text not in ("true", "false"):
            raise Unreadable(f"{text!r} is no boolean")
        return text == "true"
    if kind == "timestamp":
        moment = parse_timestamp(text)
        if not isinstance(moment, datetime):
            raise Unreadable(f"{text!r} is no time")
        return moment
    if kind == "list":
        return [converted(shape.member, part.strip()) for part in text.split(",")]
    return text
