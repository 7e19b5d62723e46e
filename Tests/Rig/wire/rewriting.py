"""Would botocore send the same? The parameters are serialised again and compared with what was sent."""
import json
import xml.etree.ElementTree as ElementTree
from urllib.parse import parse_qsl, unquote

from botocore import serialize

JSON_TYPES = {"json": "application/x-amz-json-"}


def differences(operation, parameters, message):
    """Yield a sentence for each difference in method, path, query, body and content type."""
    protocol = operation.service_model.resolved_protocol
    written = serialize.create_serializer(protocol, False).serialize_to_request(parameters, operation)
    if written["method"] != message.method:
        yield f"the method is {message.method}, botocore's is {written['method']}"
    written_path, _, literal = written["url_path"].partition("?")
    if unquote(written_path).rstrip("/") != unquote(message.path).rstrip("/"):
        yield f"the path is {message.path}, botocore's is {written_path}"
    if protocol.startswith("rest"):
        yield from query_differences(written, literal, message)
    if message.is_cut:
        return
    if "json" in protocol:
        if normal(json.loads(written["body"] or b"{}")) != normal(json.loads(message.body or "{}")):
            yield "botocore would send another body"
    elif protocol == "query":
        form = {name: str(value) for name, value in written["body"].items()}
        if form != dict(parse_qsl(message.body, keep_blank_values=True)):
            yield "botocore would send another form"
    elif structured_payload(operation) and message.body:
        if tree(ElementTree.fromstring(written["body"])) != tree(ElementTree.fromstring(message.body)):
            yield "botocore would send another document"
    kind = JSON_TYPES.get(protocol)
    if kind and not message.headers.get("content-type", "").startswith(kind):
        yield f"the content type is {message.headers.get('content-type')!r}, botocore's begins with {kind!r}"


def query_differences(written, literal, message):
    sent = sorted((name, value) for name, value in message.query
                  if not name.lower().startswith("x-amz-") and name != "x-id")
    would = list(dict(parse_qsl(literal, keep_blank_values=True)).items())
    items = written["query_string"].items() if isinstance(written["query_string"], dict) else written["query_string"]
    for name, value in items:
        would += [(name, str(each)) for each in (value if isinstance(value, list) else [value])]
    if sent != sorted(would):
        yield f"the query is {sent}, botocore's is {sorted(would)}"


def structured_payload(operation):
    payload = operation.input_shape.serialization.get("payload") if operation.input_shape else None
    return payload and operation.input_shape.members[payload].type_name == "structure"


def normal(value):
    """A JSON value without empty members, which mean the same as absent ones."""
    if isinstance(value, dict):
        return {key: normal(member) for key, member in value.items() if member not in (None, {}, [])}
    if isinstance(value, list):
        return [normal(member) for member in value]
    return value


def tree(element):
    """An XML element as a comparable value. Namespaces do not count: S3 takes documents with and without."""
    name = element.tag.rpartition("}")[2]
    children = sorted((tree(child) for child in element), key=repr)
    return name, (element.text or "").strip(), children
