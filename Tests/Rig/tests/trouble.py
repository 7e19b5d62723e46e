"""Faults that the rig is told to make, and what its log says of the requests that came."""
import json
import urllib.request


class Trouble:
    def __init__(self, endpoint, log):
        self.endpoint, self.log = endpoint, log
        self.start = log.stat().st_size if log.exists() else 0

    def post(self, path, value):
        urllib.request.urlopen(self.endpoint + path, data=json.dumps(value).encode(), timeout=10).read()

    def faults(self, rules):
        self.post("/rig/faults", rules)

    def inject(self, rule):
        self.post("/rig/inject", rule)

    def clear(self):
        self.faults([])
        self.inject({"kind": "clear"})

    def requests(self, operation):
        """martlet's requests of a Batch operation since the test began: (status, body)."""
        found = []
        with open(self.log) as lines:
            lines.seek(self.start)
            for line in lines:
                record = json.loads(line)
                own = any(name.lower() == "user-agent" and value.startswith("martlet")
                          for name, value in record["headers"].items())
                if own and record["uri"].split("?")[0] == f"/v1/{operation.lower()}":
                    found.append((record["status"], json.loads(record["body"])))
        return found

    def calls(self, operation):
        return len(self.requests(operation))
