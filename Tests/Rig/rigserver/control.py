"""The rig's own endpoints, /rig/…: faults, trouble of jobs, the instance's role, counts, and what containers are told."""
import json

from rigserver.batch.vocabulary import STATES


class Control:
    def __init__(self, account, batch, metadata):
        self.account, self.batch, self.metadata = account, batch, metadata
        self.gate = None  # set once the gate exists

    def answer(self, method, path, query, headers, body):
        if path in self.account.grants:
            role, job = self.account.grants[path]
            return answer({**self.account.credentials(role, job.replace(":", "-")[:32]), "RoleArn": role})
        if path == "/rig/faults":
            if method == "POST":
                self.gate.faults.replace(json.loads(body))
            return answer(self.gate.faults.rules)
        if path == "/rig/inject":
            return answer(self.batch.inject(json.loads(body)))
        if path == "/rig/session":
            self.account.session_seconds = json.loads(body)["seconds"]
            return answer({})
        if path == "/rig/imds":
            return answer(self.metadata.update(json.loads(body)))
        if path.startswith("/rig/ecs/"):
            return self.task(path.split("/")[3])
        if path == "/rig/stats":
            return answer(self.counts())
        return answer({}, 404)

    def task(self, identity):
        """The task metadata that a job's containers may ask for."""
        job = self.batch.jobs.get(identity)
        if not job or not job.attempts:
            return answer({}, 404)
        return answer({"TaskARN": job.attempts[-1]["container"]["taskArn"], "LaunchType": "EC2"})

    def counts(self):
        states = [job.status for job in self.batch.jobs.values()]
        return {"jobs": len(states), "byStatus": {state: states.count(state) for state in STATES},
                "requests": self.gate.log.count}


def answer(value, status=200):
    return status, "application/json", json.dumps(value).encode()
