"""What a script in Python is told, as JSON for inside/martlet_script.py."""
import json
from pathlib import PurePath

from .not_native import NotNative

# Resources that only the job knows.
UNKNOWN = "<TBD>"
MEMBERS = ("input", "output", "wildcards", "threads", "resources", "log", "config", "rule", "bench_iteration")


def told(script, snakemake):
    """script: its path. snakemake: what it would see as `snakemake`, of Snakemake's own class."""
    if snakemake._params_types:
        raise NotNative(f"its params have a {next(iter(snakemake._params_types.values()))}")
    values = {name: getattr(snakemake, name) for name in MEMBERS}
    values["params"] = snakemake._params_store
    return json.dumps({"script": script, "snakemake": {name: plain(value, name) for name, value in values.items()}})


def plain(value, name):
    """The value as martlet_script.py reads it. name: of the member of `snakemake`, for messages."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return {"tmpdir": None} if value == UNKNOWN and name == "resources" else str(value)
    if isinstance(value, list) and hasattr(value, "_get_names"):
        return {"items": [plain(element, name) for element in value], "names": dict(value._get_names())}
    if isinstance(value, list):
        return [plain(element, name) for element in value]
    if isinstance(value, dict):
        return {"dict": [[plain(key, name), plain(element, name)] for key, element in value.items()]}
    if isinstance(value, tuple):
        return {"tuple": [plain(element, name) for element in value]}
    if isinstance(value, (set, frozenset)):
        return {"set": [plain(element, name) for element in value]}
    if isinstance(value, PurePath):
        return {"path": str(value)}
    raise NotNative(f"its script is told a {type(value).__name__} by {name}")
