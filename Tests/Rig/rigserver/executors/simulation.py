"""No process at all: RIG_SIM='seconds:exit code[:oom]' in a job's environment scripts it (default 0:0)."""
import heapq
import threading
import time


class Simulation:
    def __init__(self):
        self.due, self.sequence, self.live = [], 0, {}
        self.changed = threading.Condition()
        threading.Thread(target=self.run, daemon=True).start()

    def room(self):
        return True

    def start(self, identity, specs, log, on_running, on_ended):
        script = (specs[0]["env"].get("RIG_SIM", "0:0") + ":").split(":")
        result = {"exit": int(script[1]), "oom": script[2] == "oom"}
        on_running()
        with self.changed:
            self.sequence += 1
            self.live[identity] = (self.sequence, on_ended)
            heapq.heappush(self.due, (time.time() + float(script[0]), self.sequence, identity, result))
            self.changed.notify()

    def stop(self, identity, hard=False):
        with self.changed:
            if identity in self.live:
                heapq.heappush(self.due, (0, self.live[identity][0], identity, {"exit": 137}))
                self.changed.notify()

    def run(self):
        while True:
            with self.changed:
                while not self.due or self.due[0][0] > time.time():
                    self.changed.wait(max(0, self.due[0][0] - time.time()) if self.due else None)
                _, number, identity, result = heapq.heappop(self.due)
                alive = self.live.get(identity)
                if not alive or alive[0] != number:
                    continue
                del self.live[identity]
            alive[1](result)
