"""Runs a rule's script in Python as Snakemake does, where there is no Snakemake. For Python 3.6 or newer.

What the script is told stands in martlet_script.json beside this file, written by the plug-in's told.py.
"""
import importlib.util
import json
import logging
import os
import pickle
import sys
import tempfile
import types
from pathlib import Path


class Items(list):
    """Values in order, some of which have names: `input[0]`, `input.reads`, `input["reads"]`."""

    def __init__(self, values, names=()):
        super().__init__(values)
        self._names = dict(names)
        for name, (start, end) in self._names.items():
            setattr(self, name, self[start] if end is None else Items(self[start:end]))

    def keys(self):
        return self._names.keys()

    def items(self):
        return ((name, getattr(self, name)) for name in self._names)

    def get(self, name, default=None):
        return getattr(self, name) if name in self._names else default

    def __getitem__(self, key):
        return getattr(self, key) if isinstance(key, str) else super().__getitem__(key)

    def __hash__(self):
        return hash(tuple(self))

    def __str__(self):
        return " ".join(map(str, self))


class Snakemake:
    """What a script knows as `snakemake`."""

    def __init__(self, told):
        self.__dict__.update(told)

    def log_fmt_shell(self, stdout=True, stderr=True, append=False):
        """How a shell command sends its streams to the rule's log; empty when there is none."""
        if not self.log or not (stdout or stderr):
            return ""
        stream = "" if stdout else "2"
        return " {}{} {}{}".format(stream, ">>" if append else ">", self.log, " 2>&1" if stdout and stderr else "")


def read(value):
    """A value as told.py has written it."""
    if isinstance(value, list):
        return [read(element) for element in value]
    if not isinstance(value, dict):
        return value
    kind, content = next(iter(value.items()))
    return {
        "dict": lambda: {read(key): read(element) for key, element in content},
        "tuple": lambda: tuple(map(read, content)),
        "set": lambda: set(map(read, content)),
        "path": lambda: Path(content),
        "tmpdir": tempfile.gettempdir,
        "items": lambda: Items(map(read, content), value["names"]),
    }[kind]()


def offer(snakemake):
    """Let `from snakemake.script import snakemake` find it, where no Snakemake is installed."""
    if importlib.util.find_spec("snakemake"):
        return
    for name in ("snakemake", "snakemake.script", "snakemake.iocontainers"):
        module = sys.modules[name] = types.ModuleType(name)
        module.snakemake, module.Snakemake = snakemake, Snakemake
    sys.modules["snakemake"].__path__ = []


def main():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "martlet_script.json"), encoding="utf-8") as file:
        told = json.load(file)
    path = os.path.abspath(told["script"])
    snakemake = Snakemake({name: read(value) for name, value in told["snakemake"].items()})
    snakemake.scriptdir = os.path.dirname(path)
    offer(snakemake)
    sys.path.append(snakemake.scriptdir)
    sys.argv = [path]
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec")
    names = sys.modules["__main__"].__dict__
    names.update(snakemake=snakemake, Snakemake=Snakemake, logger=logging.getLogger("snakemake.logging"), sys=sys, pickle=pickle,
                 __real_file__=path, __file__=path)
    exec(code, names)
