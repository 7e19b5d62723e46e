"""Faults that the rig is told to make, and what its log says of the requests that came."""
import json
import re
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

    def hits(self):
        """How often each rule of faults has had its effect."""
        with urllib.request.urlopen(self.endpoint + "/rig/faults", timeout=10) as answer:
            return [rule.get("hits", 0) for rule in json.load(answer)]

    def session(self, seconds=3600):
        """How long the credentials of roles live."""
        self.post("/rig/session", {"seconds": seconds})

    def clear(self):
        self.session()
        self.faults([])
        self.inject({"kind": "clear"})

    def records(self):
        """What the log has on requests since the test began."""
        with open(self.log) as lines:
            lines.seek(self.start)
            return [json.loads(line) for line in lines]

    def programs(self, part):
        """What those called themselves that asked for an address with this part."""
        return [user_agent(record) for record in self.records() if part in record["uri"]]

    def requests(self, operation):
        """martlet's requests of a Batch operation since the test began: (status, body)."""
        return [(record["status"], json.loads(record["body"])) for record in self.records()
                if user_agent(record).startswith("martlet") and record["uri"].split("?")[0] == f"/v1/{operation.lower()}"]

    def calls(self, operation):
        return len(self.requests(operation))

    def targets(self, operation):
        """How many of martlet's requests of an operation came since the test began, of services that have no path for it."""
        return sum(user_agent(record).startswith("martlet") and operation_of(record) == operation
                   for record in self.records())


def operation_of(record):
    """The operation that a request names in its target (`Service.Operation`) or in its form (`Action=Operation`)."""
    target = next((value for name, value in record["headers"].items() if name.lower() == "x-amz-target"), "")
    form = re.match(r"Action=(\w+)", record["body"] or "")
    return target.rpartition(".")[2] or (form.group(1) if form else "")


def user_agent(record):
    return next((value for name, value in record["headers"].items() if name.lower() == "user-agent"), "")
