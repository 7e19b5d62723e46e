"""Packs a wheel: executables, which pip puts beside the environment's Python, and the plug-in for Snakemake.

The format: https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""
import argparse
import base64
import hashlib
import re
import tomllib
import zipfile
from pathlib import Path

PLUGIN = "Plugins/snakemake"
# What belongs together with the plug-in, for those who have no Snakemake yet.
EXTRA = ["snakemake>=9,<10", "snakemake-storage-plugin-s3"]


def metadata(plugin, version):
    lines = ["Metadata-Version: 2.4", "Name: martlet", f"Version: {version}",
             "Summary: Runs scientific workflows and Snakemake's jobs on this machine and on AWS Batch",
             "License-Expression: Apache-2.0", f"Requires-Python: {plugin['requires-python']}", "Provides-Extra: snakemake"]
    lines += [f"Requires-Dist: {name}" for name in plugin["dependencies"]]
    lines += [f'Requires-Dist: {name}; extra == "snakemake"' for name in EXTRA]
    return "\n".join(lines) + "\n"


def licenses(project):
    """Those of martlet and of the packages that are linked into it."""
    yield "LICENSE", project / "LICENSE"
    checkouts = next((folder for folder in (project / ".build/wheel/checkouts", project / ".build/checkouts") if folder.is_dir()), None)
    for folder in sorted(checkouts.iterdir()) if checkouts else ():
        for file in sorted(folder.glob("LICENSE*")) + sorted(folder.glob("NOTICE*")):
            yield f"{folder.name}/{file.name}", file


class Wheel:
    """Equal content makes equal bytes."""

    def __init__(self, path):
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self._record = []

    def add(self, name, content, mode=0o644):
        info = zipfile.ZipInfo(name)
        info.external_attr = (0o100000 | mode) << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        self._zip.writestr(info, content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self._record.append(f"{name},sha256={digest},{len(content)}")

    def close(self, record):
        self._zip.writestr(zipfile.ZipInfo(record), "\n".join([*self._record, f"{record},,"]) + "\n")
        self._zip.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tag", required=True)
    parser.add_argument("--project", type=Path, required=True)
    parser.add_argument("folder", type=Path)
    parser.add_argument("executables", type=Path, nargs="+")
    options = parser.parse_args()

    source = options.project / "Sources" / "Commands" / "Version.swift"
    version = re.search(r'text = "(.+)"', source.read_text())[1]
    plugin = options.project / PLUGIN
    project = tomllib.loads((plugin / "pyproject.toml").read_text())
    name = f"martlet-{version}"
    path = options.folder / f"{name}-{options.tag}.whl"
    options.folder.mkdir(parents=True, exist_ok=True)

    wheel = Wheel(path)
    for package in project["tool"]["setuptools"]["packages"]:
        for file in sorted((plugin / package.replace(".", "/")).iterdir()):
            if file.suffix in (".py", ".sh"):
                wheel.add(str(file.relative_to(plugin)), file.read_bytes())
    for file in options.executables:
        wheel.add(f"{name}.data/scripts/{file.name}", file.read_bytes(), 0o755)
    information = f"{name}.dist-info"
    for license, file in licenses(options.project):
        wheel.add(f"{information}/licenses/{license}", file.read_bytes())
    wheel.add(f"{information}/METADATA", metadata(project["project"], version).encode())
    wheel.add(f"{information}/WHEEL", f"Wheel-Version: 1.0\nGenerator: martlet\nRoot-Is-Purelib: false\nTag: {options.tag}\n".encode())
    wheel.close(f"{information}/RECORD")
    print(path)


main()
