"""The whole published suite of WDL 1.1, run by martlet and by miniwdl with the same harness, cases and width."""
import os

import measure
import peers

HARNESS = peers.ROOT.parent / "shared" / "conformance" / "wdl" / "run"


def suite(martlet, width):
    if not HARNESS.exists():
        print(f"\nskipped: the suite, because there is no {HARNESS}")
        return
    environment = peers.miniwdl_environment(dict(os.environ, MINIWDL=peers.miniwdl()))
    rows = [["engine", "wall s", "CPU s"]]
    for name, program in (("martlet", martlet), ("miniwdl", str(peers.HERE / "miniwdl-as-martlet"))):
        found = measure.once([str(HARNESS), "1.1", "--martlet", program, "-j", str(width)], env=environment)
        rows.append([name, f"{found.wall:.1f}", f"{found.cpu:.1f}"])
    measure.table(f"The suite of WDL 1.1, {width} cases at a time", rows)
