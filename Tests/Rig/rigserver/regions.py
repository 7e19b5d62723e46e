"""AWS Batch in every region that somebody asks in: each has queues, jobs and logs of its own."""
import re
import threading

CREDENTIAL = re.compile(r"Credential=[^/]+/\d{8}/([^/]+)/")


class Regions:
    def __init__(self, home, make):
        """home: the Batch of the rig's own region; make: makes that of another, by its name."""
        self.made, self.home, self.make, self.lock = {home.region: home}, home, make, threading.Lock()

    def of(self, headers):
        """The Batch that a request is signed for."""
        found = CREDENTIAL.search(headers.get("authorization", ""))
        if not found:
            return self.home
        with self.lock:
            if found.group(1) not in self.made:
                self.made[found.group(1)] = self.make(found.group(1))
            return self.made[found.group(1)]
