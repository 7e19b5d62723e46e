"""Which operation of a service's model is this request?"""
import re

from wire.message import Unreadable


def find(model, message):
    """The operation model; Unreadable when none fits."""
    protocol = model.resolved_protocol
    if protocol == "json":
        return named(model, message.headers.get("x-amz-target", "").rpartition(".")[2])
    if protocol in ("query", "ec2"):
        found = re.search(r"(?:^|&)Action=(\w+)", message.body)
        return named(model, found.group(1) if found else "")
    return by_route(model, message)


def named(model, name):
    if name not in model.operation_names:
        raise Unreadable(f"{name!r} is no operation of {model.service_name}")
    return model.operation_model(name)


def by_route(model, message):
    """The operation that asks for most of what is there.

    Of equals the one that is not deprecated wins, then the one with the shorter name.
    """
    candidates = []
    for name in model.operation_names:
        operation = model.operation_model(name)
        strength = fit(operation, message)
        if strength is not None:
            candidates.append(((strength, not operation.deprecated, -len(name)), operation))
    if not candidates:
        raise Unreadable(f"no operation of {model.service_name} has this route")
    return max(candidates, key=lambda candidate: candidate[0])[1]


def fit(operation, message):
    """How many things the operation asks for that are there; None when something is missing."""
    if operation.http["method"] != message.method:
        return None
    path, _, literal = operation.http["requestUri"].partition("?")
    if not route_pattern(path).fullmatch(message.path):
        return None
    query = dict(message.query)
    strength = 0
    for part in filter(None, literal.split("&")):
        name, _, value = part.partition("=")
        if name not in query or query[name] != value:
            return None
        strength += 2
    shape = operation.input_shape
    for name in shape.required_members if shape else []:
        where = shape.members[name].serialization
        if where.get("location") == "querystring":
            if where["name"] not in query:
                return None
            strength += 1
        elif where.get("location") == "header":
            if where["name"].lower() not in message.headers:
                return None
            strength += 1
    known = {member.serialization.get("name") for member in (shape.members.values() if shape else [])
             if member.serialization.get("location") == "querystring"}
    return strength + sum(name in known for name in query)


def route_pattern(template):
    """A route with {Label} and {Label+} as a regular expression with a group for each label."""
    parts = []
    for piece in re.split(r"(\{\w+\+?\})", template):
        if piece.startswith("{"):
            parts.append("(?P<%s>%s)" % (piece.strip("{+}"), ".+" if piece.endswith("+}") else "[^/]+"))
        else:
            parts.append(re.escape(piece))
    pattern = "".join(parts)
    return re.compile(pattern if pattern.endswith("/") else pattern + "/?")
