"""martlet's own measuring programs: parts of it without the rest."""
import subprocess

import peers

PROBES = peers.HERE / "Probes"


def probe(name):
    """The path of a probe; built when its sources are newer."""
    subprocess.run(["swift", "build", "-c", "release", "--package-path", str(PROBES), "--product", name], check=True,
                   stdout=subprocess.DEVNULL)
    return str(PROBES / ".build" / "release" / name)
