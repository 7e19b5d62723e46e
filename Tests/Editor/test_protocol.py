"""What no well-behaved client sends: bytes that are no messages, and an end at the wrong time."""

import json
import random
import subprocess

import pytest

from conftest import MARTLET


def frame(message):
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def request(number, method, params=None):
    return frame({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


def notification(method, params=None):
    return frame({"jsonrpc": "2.0", "method": method, "params": params})


INITIALIZE = request(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})
GOODBYE = request(9, "shutdown") + notification("exit")


def said(output):
    """The messages of the server."""
    messages = []
    while output:
        head, _, rest = output.partition(b"\r\n\r\n")
        length = int(head.split(b":")[1])
        messages.append(json.loads(rest[:length]))
        output = rest[length:]
    return messages


def serve(data):
    """What the program says to these bytes, and its exit status."""
    ended = subprocess.run([MARTLET, "lsp"], input=data, capture_output=True, timeout=60)
    assert ended.stderr == b""
    return said(ended.stdout), ended.returncode


def answer(messages, number):
    return next(each for each in messages if each.get("id") == number and "method" not in each)


def test_the_exit_status_says_whether_the_end_was_asked_for():
    assert serve(INITIALIZE + GOODBYE)[1] == 0
    assert serve(INITIALIZE + notification("exit"))[1] == 1
    assert serve(INITIALIZE)[1] == 1
    assert serve(b"")[1] == 1


def test_bad_requests_are_answered_with_what_is_wrong():
    messages, status = serve(
        request(0, "textDocument/hover", {})
        + INITIALIZE
        + request(2, "textDocument/nonsense", {})
        + request(3, "textDocument/hover", {"textDocument": {"uri": "file:///none.wdl"}})
        + frame({"jsonrpc": "2.0", "id": True, "method": "x"})
        + b"Content-Length: 3\r\n\r\n{]}"
        + GOODBYE
    )
    assert answer(messages, 0)["error"]["code"] == -32002
    assert answer(messages, 2)["error"]["code"] == -32601
    assert answer(messages, 3)["error"]["code"] == -32602
    assert [each["error"]["code"] for each in messages if each.get("id", 0) is None] == [-32600, -32700]
    assert status == 0


@pytest.mark.parametrize("seed", range(20))
def test_garbage_between_messages_is_survived(seed):
    chance = random.Random(seed)
    noise = b"".join(
        chance.choice(
            [
                bytes(chance.randrange(256) for _ in range(chance.randrange(200))),
                b"Content-Length: 4\r\n\r\nnull",
                b"Content-Length: -1\r\n\r\n",
                b"Content-Length: 2\r\n\r\n[]",
                b"\r\n\r\n",
                frame({"jsonrpc": "2.0", "method": chance.choice(["textDocument/didOpen", "$/x", ""]), "params": []}),
            ]
        )
        for _ in range(20)
    )
    messages, status = serve(INITIALIZE + noise + b"\r\n\r\n" + GOODBYE)
    assert answer(messages, 9)["result"] is None
    assert status == 0


@pytest.mark.parametrize("seed", range(10))
def test_a_document_that_is_typed_at_random_places_is_survived(seed):
    chance = random.Random(seed)
    uri = "untitled:Untitled-1"
    text = 'version 1.1\ntask t {\n  input { Int n }\n  command <<< ~{n} >>>\n}\nworkflow w {\n  call t { input: n = 1 }\n}\n'
    data = INITIALIZE + notification(
        "textDocument/didOpen",
        {"textDocument": {"uri": uri, "languageId": "wdl", "version": 1, "text": text}},
    )
    for number in range(60):
        start = {"line": chance.randrange(10), "character": chance.randrange(30)}
        end = {"line": start["line"] + chance.randrange(2), "character": chance.randrange(30)}
        new = chance.choice(["{", "}", '"', "~{", ">>>", "n", " ", "\n", "(", "€𝄞", "call ", ".", "\r", "\u0000"])
        data += notification(
            "textDocument/didChange",
            {
                "textDocument": {"uri": uri, "version": 2 + number},
                "contentChanges": [{"range": {"start": start, "end": end}, "text": new}],
            },
        )
        for index, method in enumerate(["completion", "hover", "definition", "documentSymbol", "foldingRange"]):
            data += request(
                100 + 10 * number + index, "textDocument/" + method, {"textDocument": {"uri": uri}, "position": start}
            )
    messages, status = serve(data + GOODBYE)
    assert answer(messages, 9)["result"] is None
    assert status == 0
    assert not [each for each in messages if each.get("error", {}).get("code") == -32603]
