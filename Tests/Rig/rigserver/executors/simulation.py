"""No process at all: RIG_SIM='seconds:exit code[:oom]' scripts a job (default 0:0), in its environment or, for a job that
starts martlet's agent, in the task's command."""
import heapq
import threading
import time


class Simulation:
    def __init__(self, agent=None):
        """agent: leaves what martlet's agent would; None when nothing is to be left."""
        self.agent = agent
        self.due, self.sequence, self.live = [], 0, {}
        self.changed = threading.Condition()
        threading.Thread(target=self.run, daemon=True).start()

    def room(self):
        return True

    def start(self, identity, specs, log, on_running, on_ended):
        manifest = self.agent.manifest(specs[0]) if self.agent else None
        script = self.agent.script(manifest) if manifest else None
        script = ((script or specs[0]["env"].get("RIG_SIM", "0:0")) + ":").split(":")
        result = {"exit": int(script[1]), "oom": script[2] == "oom"}
        on_running()
        with self.changed:
            self.sequence += 1
            attempt = int(specs[0]["env"].get("AWS_BATCH_JOB_ATTEMPT", 1))
            self.live[identity] = (self.sequence, on_ended, manifest, attempt, specs[0])
            heapq.heappush(self.due, (time.time() + float(script[0]), self.sequence, identity, result))
            self.changed.notify()

    def stop(self, identity, hard=False):
        with self.changed:
            if identity in self.live:
                killed = {"exit": 137, "killed": True}
                heapq.heappush(self.due, (0, self.live[identity][0], identity, killed))
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
            _, on_ended, manifest, attempt, spec = alive
            if self.agent and not result.pop("killed", False):
                if manifest:
                    self.agent.finish(manifest, result["exit"], attempt)
                elif result["exit"] == 0:
                    self.agent.make(" ".join(spec["command"]), spec["env"])
            on_ended(result)
