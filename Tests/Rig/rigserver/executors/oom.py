"""Did the kernel kill for memory? conmon misses it on cgroup v1 under the rig's settings, so the kernel is asked."""
import os
import select
import threading

MEMORY_CGROUPS = "/sys/fs/cgroup/memory"


def watch(pid):
    """A function that says whether there was an OOM kill in the container of this process; None on cgroup v2."""
    try:
        with open(f"/proc/{pid}/cgroup") as lines:
            path = next(line.strip().split(":", 2)[2] for line in lines if ":memory:" in line)
        folder = MEMORY_CGROUPS + path
        events = os.eventfd(0, os.EFD_NONBLOCK)
        control = os.open(folder + "/memory.oom_control", os.O_RDONLY)
        with open(folder + "/cgroup.event_control", "w") as file:
            file.write(f"{events} {control}")
    except (OSError, StopIteration):
        return None
    hits = []

    def count():
        while True:
            select.select([events], [], [])
            try:
                os.eventfd_read(events)
            except OSError:
                break
            if not os.path.exists(folder + "/memory.oom_control"):  # the cgroup went away: that also signals
                break
            hits.append(1)
        os.close(events)
        os.close(control)

    threading.Thread(target=count, daemon=True).start()
    return lambda: bool(hits)
