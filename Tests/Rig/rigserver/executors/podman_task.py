"""The containers of one attempt, from creation to removal."""
import os
import select
import threading
import time

from docker import errors

from rigserver.executors import container_log, oom
from rigserver.executors.container_options import create_arguments

START_PATIENCE = 60
LOG_PATIENCE = 60
KILLED = 137


def sleep_until_ended(pid):
    """Wait for the end of a process. podman, asked to wait for a container, looks at it without a pause, which takes a whole core:
    so it is asked when there is nothing left to wait for."""
    try:
        process = os.pidfd_open(pid)
    except OSError:
        return  # it has ended already
    poll = select.poll()
    poll.register(process, select.POLLIN)
    poll.poll()
    os.close(process)


class StartFailure:
    """A container that could not be started."""

    def __init__(self, reason):
        self.reason = reason


class PodmanTask:
    """`ended` maps a container's name to its exit status, a StartFailure, or None when a dependency kept it from starting."""

    def __init__(self, client, specs, log, network):
        self.client, self.specs, self.log, self.network = client, specs, log, network
        self.containers, self.started, self.ended, self.oom_watches = {}, set(), {}, {}
        self.threads = {}

    def create(self):
        """Create all containers; a start_error result when one cannot be created."""
        for spec in self.specs:
            try:
                created = self.client.containers.create(**create_arguments(spec, self.network))
                self.containers[spec["name"]] = created
            except errors.ImageNotFound:
                return {"start_error": "CannotPullContainerError: Error response from daemon: pull access denied for "
                                       f"{spec['image']}, repository does not exist or may require 'docker login'"}
            except errors.APIError as error:
                return {"start_error": f"CannotCreateContainerError: {error.explanation}"}
        return None

    def run(self, on_running):
        """Run all containers until the task has ended, as ECS ends it; the result."""
        for spec in self.specs:
            thread = threading.Thread(target=self.run_container, args=(spec,), daemon=True)
            thread.start()
            self.threads[spec["name"]] = thread
        self.wait_for_start()
        if self.started:
            on_running()
        while not self.has_ended():
            time.sleep(0.01)
        self.kill_the_rest()
        return self.result()

    def run_container(self, spec):
        """One container: its dependencies, its start, its log, its end."""
        name, container = spec["name"], self.containers[spec["name"]]
        if not all(self.dependency_holds(dependency) for dependency in spec["depends"]):
            self.ended[name] = None
            return
        try:
            container.start()
        except errors.APIError as error:
            self.ended[name] = StartFailure(str(error.explanation))
            return
        try:
            container.reload()
            self.oom_watches[name] = oom.watch(container.attrs["State"]["Pid"])
        except Exception:
            pass  # it has ended already
        self.started.add(name)
        follower = threading.Thread(target=self.follow, args=(container, name), daemon=True)
        follower.start()
        sleep_until_ended(container.attrs["State"]["Pid"])
        self.ended[name] = container.wait()["StatusCode"]
        follower.join(LOG_PATIENCE)

    def dependency_holds(self, dependency):
        """Wait for a dependency of kind START, COMPLETE or SUCCESS; False when SUCCESS can no longer come."""
        name, condition = dependency["containerName"], dependency["condition"]
        while True:
            if condition == "START" and name in self.started:
                return True
            if name in self.ended:
                if condition == "COMPLETE":
                    return True
                if condition == "SUCCESS":
                    return self.ended[name] == 0
            time.sleep(0.1)

    def follow(self, container, name):
        """Copy the container's output to the job's log while it runs."""
        prefix = f"[{name}] " if len(self.specs) > 1 else ""
        for lines in container_log.follow(container.attrs["LogPath"], lambda: name in self.ended):
            at = int(time.time() * 1000)
            self.log([(at, prefix + line.decode("utf8", "replace").rstrip("\r")) for line in lines])

    def wait_for_start(self):
        limit = time.time() + START_PATIENCE
        while not self.started and len(self.ended) < len(self.containers) and time.time() < limit:
            time.sleep(0.005)

    @property
    def essential(self):
        return [spec["name"] for spec in self.specs if spec["essential"]]

    def failed(self, name):
        return self.ended.get(name) not in (0, None)

    def has_ended(self):
        """A task ends when an essential container fails, or all of them have ended."""
        if all(name in self.ended for name in self.containers):
            return True
        ended = [name for name in self.essential if name in self.ended]
        if not ended:
            return False
        return any(self.failed(name) for name in self.essential) or len(ended) == len(self.essential)

    def kill_the_rest(self):
        for name, thread in self.threads.items():
            if name not in self.ended:
                try:
                    self.containers[name].kill()
                except Exception:
                    pass  # it has ended meanwhile
            thread.join(LOG_PATIENCE)

    def result(self):
        """The end of the first essential container that failed, or else of the first essential one."""
        essential = self.essential
        first = next((name for name in essential if self.failed(name)),
                     essential[0] if essential else self.specs[0]["name"])
        status = self.ended.get(first)
        if isinstance(status, StartFailure):
            return {"start_error": f"CannotStartContainerError: {status.reason}"}
        container = self.containers[first]
        container.reload()
        killed_for_memory = self.oom_watches.get(first) or (lambda: False)
        return {
            "exit": status if status is not None else KILLED,
            "oom": bool(container.attrs["State"].get("OOMKilled") or (status == KILLED and killed_for_memory())),
        }

    def remove(self):
        for container in self.containers.values():
            try:
                container.remove(force=True, v=True)
            except Exception:
                pass  # it is gone
