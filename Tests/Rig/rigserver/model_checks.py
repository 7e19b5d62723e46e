"""What botocore's own ParamValidator does not look at: enums, patterns, maxima."""
import re

UNBOUNDED = 1 << 62


def model_errors(shape, value, name=""):
    """Yield a sentence for each place where a value breaks the model's constraints."""
    kind = shape.type_name
    maximum = shape.metadata.get("max", UNBOUNDED)
    if kind == "structure":
        for key, member in value.items():
            if key in shape.members:
                yield from model_errors(shape.members[key], member, f"{name}.{key}")
    elif kind == "list":
        if len(value) > maximum:
            yield f"{name}: more than {maximum} members"
        for index, member in enumerate(value):
            yield from model_errors(shape.member, member, f"{name}[{index}]")
    elif kind == "map":
        for key, member in value.items():
            yield from model_errors(shape.value, member, f"{name}.{key}")
    elif kind == "string":
        yield from string_errors(shape, value, name, maximum)
    elif kind in ("integer", "long") and value > maximum:
        yield f"{name}: more than {maximum}"


def string_errors(shape, value, name, maximum):
    """Yield a sentence for each constraint that a string breaks."""
    if shape.enum and value not in shape.enum:
        yield f"{name}: {value!r} is not one of {shape.enum}"
    pattern = shape.metadata.get("pattern")
    if pattern and matches(pattern, value) is False:
        yield f"{name}: {value!r} does not match {pattern}"
    if len(value) > maximum:
        yield f"{name}: longer than {maximum}"


def matches(pattern, value):
    """Whether a value matches a pattern of the model; None when Python cannot read the pattern."""
    try:
        return re.fullmatch(pattern, value) is not None
    except re.error:
        return None
