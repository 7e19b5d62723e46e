"""XML bodies as S3 reads them."""
import xml.etree.ElementTree as ElementTree

from wire.message import Unreadable


def read(shape, text, root_name):
    """The value of a structure that a whole document holds."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise Unreadable(f"the body is no XML: {error}")
    if root_name and plain(root.tag) != root_name:
        raise Unreadable(f"the body's root is {plain(root.tag)!r}, not {root_name!r}")
    return value(shape, root)


def plain(tag):
    return tag.rpartition("}")[2]


def value(shape, element):
    kind = shape.type_name
    if kind == "structure":
        return structure(shape, element)
    if kind == "list":
        return [value(shape.member, child) for child in element]
    text = element.text or ""
    if kind in ("integer", "long"):
        return int(text)
    if kind == "boolean":
        return text == "true"
    return text


def structure(shape, element):
    """Members by their names on the wire; an element that is no member is refused."""
    names = {}
    for name, member in shape.members.items():
        flattened = member.type_name == "list" and member.serialization.get("flattened")
        own = member.serialization.get("name")
        inner = member.member.serialization.get("name") if flattened else None
        names[inner or own or name] = (name, member, flattened)
    result = {}
    for child in element:
        if plain(child.tag) not in names:
            raise Unreadable(f"element {plain(child.tag)!r} is not in the model")
        name, member, flattened = names[plain(child.tag)]
        if flattened:
            result.setdefault(name, []).append(value(member.member, child))
        else:
            result[name] = value(member, child)
    return result
