"""What a container says, out of the file that conmon writes. podman's own stream of it is not whole: it ends when the
container ends, however far behind it is, and may miss lines that are being written.

A line of the file: `time stream F text`, or with P for a part of a line that goes on in the next P or F of its stream.
"""
import time

PAUSE = 0.05


def follow(path, has_ended):
    """Lists of lines as they come, until the container has ended and everything is read."""
    rest, begun = b"", {}
    with open(path, "rb") as file:
        while True:
            was_over = has_ended()  # asked before reading: what is written before the end is read
            piece = file.read()
            *records, rest = (rest + piece).split(b"\n")
            lines = [line for line in (whole(record, begun) for record in records) if line is not None]
            if lines:
                yield lines
            if was_over and not piece:
                break
            if not piece:
                time.sleep(PAUSE)
    left = [text for text in begun.values() if text]
    if left:
        yield left


def whole(record, begun):
    """The line that a record ends, or None when the line goes on."""
    fields = record.split(b" ", 3)
    if len(fields) < 4:
        return None
    _, stream, kind, text = fields
    text = begun.get(stream, b"") + text
    begun[stream] = b"" if kind == b"F" else text
    return text if kind == b"F" else None
