"""Form bodies of the query protocol: `A.member.1.B=…`."""
from urllib.parse import parse_qsl

from wire.message import Unreadable
from wire.rest import converted

NOT_MEMBERS = ("Action", "Version")


def read(operation, message):
    """The parameters of a form. Raises Unreadable for names that the model does not have."""
    fields = dict(parse_qsl(message.body, keep_blank_values=True))
    version = operation.service_model.api_version
    if fields.get("Version") != version:
        raise Unreadable(f"Version is {fields.get('Version')!r}, not {version!r}")
    tree = {}
    for name, text in fields.items():
        if name not in NOT_MEMBERS:
            plant(tree, name.split("."), text)
    return value(operation.input_shape, tree) if operation.input_shape else {}


def plant(tree, path, text):
    for step in path[:-1]:
        tree = tree.setdefault(step, {})
    tree[path[-1]] = text


def value(shape, tree):
    if shape.type_name == "structure":
        return structure(shape, tree)
    if shape.type_name == "list":
        numbered = tree if shape.serialization.get("flattened") else tree.get(
            shape.member.serialization.get("name", "member"), {})
        return [value(shape.member, numbered[key]) for key in sorted(numbered, key=int)]
    if shape.type_name == "map":
        return {entry["key"]: value(shape.value, entry["value"]) for _, entry in sorted(tree["entry"].items())}
    return converted(shape, tree)


def structure(shape, tree):
    names = {member.serialization.get("name", name): (name, member) for name, member in shape.members.items()}
    result = {}
    for key, part in tree.items():
        if key not in names:
            raise Unreadable(f"{key!r} is not in the model")
        name, member = names[key]
        result[name] = value(member, part)
    return result
