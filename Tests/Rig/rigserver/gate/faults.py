"""Scripted trouble on the wire.

A rule is a dictionary. It matches by `service`, `method`, `path` (a regular expression over path?query) and `target`
(over the x-amz-target header or the Action); `skip` lets the first requests through, `times` limits its effect, `p` is
its probability; `above` lets so many requests a second through. Its effects: `status`, `code`, `message`, `headers` answer with an error; `delay` seconds; `reset` the
connection; `truncate` the body after so many bytes; `corrupt` its first byte; `drip` it slowly; `cut` the request off after
so many bytes of its body; `lose` the answer to what was done; `late` holds it back for some seconds (Batch's).
"""
import random
import re
import socket
import struct
import threading
import time

UNLIMITED = 1 << 30


class Faults:
    """The rules that are in force."""

    def __init__(self):
        self.rules = []
        self.lock = threading.Lock()

    def replace(self, rules):
        with self.lock:
            self.rules[:] = rules

    def next(self, service, method, path, query, target, cuts=False):
        """The rule that hits this request, or None. Counts the hit. cuts: one of those that cut it off, or of the others."""
        where = path + ("?" + query if query else "")
        with self.lock:
            for rule in self.rules:
                if ("cut" in rule) != cuts or not applies(rule, service, method, where, target):
                    continue
                if rule.get("skip", 0) > 0:
                    rule["skip"] -= 1
                    continue
                if "above" in rule and not self.is_above(rule):
                    continue
                if rule.get("times", UNLIMITED) <= 0 or random.random() > rule.get("p", 1):
                    continue
                rule["times"] = rule.get("times", UNLIMITED) - 1
                rule["hits"] = rule.get("hits", 0) + 1
                return rule
        return None

    @staticmethod
    def is_above(rule):
        """A token bucket with room for one second: does this request find it empty?"""
        now = time.time()
        tokens = min(rule["above"], rule.get("tokens", rule["above"]) + (now - rule.get("at", now)) * rule["above"])
        rule["at"] = now
        rule["tokens"] = max(0, tokens - 1) if tokens >= 1 else tokens
        return tokens < 1


def applies(rule, service, method, where, target):
    return (rule.get("service", service) == service and rule.get("method", method) == method
            and re.search(rule.get("path", ""), where) and re.search(rule.get("target", ""), target))


def reset(connection):
    """Close a connection with a real RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def spoiled(rule, body, connection):
    """The pieces of a response's body as the rule wants them to arrive."""
    if rule and "truncate" in rule:
        return truncated(body[:rule["truncate"]], connection)
    if rule and rule.get("corrupt") and body:
        body = bytes([body[0] ^ 1]) + body[1:]
    if rule and rule.get("drip"):
        return dripped(body, rule["drip"])
    return [body]


def truncated(beginning, connection):
    yield beginning
    time.sleep(0.05)
    connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError("fault: truncate")


def dripped(body, pause):
    for position in range(0, len(body), 4096):
        time.sleep(pause)
        yield body[position:position + 4096]
