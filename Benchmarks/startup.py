"""What it costs to start."""
import measure
import peers


def startup(martlet, runs):
    rows = [["command", "CPU ms", "wall ms", "memory MiB", "budget"]]
    for name, command, budget in (
        ("martlet --version", [martlet, "--version"], "10 CPU ms"),
        ("miniwdl --version", [peers.miniwdl(), "--version"], ""),
        ("/bin/true", ["/bin/true"], ""),
    ):
        results = [measure.once(command) for _ in range(runs * 3)]
        rows.append([name, f"{1000 * measure.median(results, 'cpu'):.1f}", f"{1000 * measure.median(results, 'wall'):.1f}",
                     f"{measure.median(results, 'memory'):.0f}", budget])
    measure.table("Start-up", rows)
