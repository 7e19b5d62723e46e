"""Real containers through the Docker API of `podman system service`.

They share the host's network, as on AWS Batch on EC2, so that endpoints on 127.0.0.1 work inside.
"""
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import docker

from rigserver.executors.podman_task import PodmanTask


class Podman:
    def __init__(self, slots, grace, network="host"):
        self.client = docker.DockerClient(base_url=os.environ["DOCKER_HOST"], timeout=120, max_pool_size=64)
        self.pool = ThreadPoolExecutor(slots)
        self.slots, self.grace, self.network = slots, grace, network
        self.used, self.live = 0, {}

    def room(self):
        return self.used < self.slots

    def start(self, identity, specs, log, on_running, on_ended):
        self.used += 1
        self.pool.submit(self.run, identity, specs, log, on_running, on_ended)

    def run(self, identity, specs, log, on_running, on_ended):
        task = PodmanTask(self.client, specs, log, self.network)
        result = {"start_error": "DockerTimeoutError: internal"}
        try:
            result = task.create()
            if result is None:
                self.live[identity] = list(task.containers.values())
                result = task.run(on_running)
        except Exception as error:
            result = {"start_error": f"DockerTimeoutError: {error!r}"}
        finally:
            self.live.pop(identity, None)
            task.remove()
            self.used -= 1
            on_ended(result)

    def stop(self, identity, hard=False):
        for container in self.live.get(identity, []):
            threading.Thread(target=self.stop_container, args=(container, hard), daemon=True).start()

    def stop_container(self, container, hard):
        try:
            if hard:
                container.kill()
            else:
                container.stop(timeout=self.grace)
        except Exception:
            pass  # it has ended meanwhile
