"""One thread that does what is due, under the service's lock."""
import heapq
import itertools
import threading
import time
import traceback


class Timers:
    def start_timers(self):
        self.due = []
        self.sequence = itertools.count()
        self.changed = threading.Condition(self.lock)
        threading.Thread(target=self.run_timers, daemon=True, name="batch-timers").start()

    def after(self, seconds, action, *arguments):
        """Call action(*arguments) in so many seconds."""
        with self.changed:
            heapq.heappush(self.due, (time.time() + seconds, next(self.sequence), action, arguments))
            self.changed.notify()

    def run_timers(self):
        while True:
            with self.changed:
                while not self.due or self.due[0][0] > time.time():
                    self.changed.wait(max(0, self.due[0][0] - time.time()) if self.due else None)
                _, _, action, arguments = heapq.heappop(self.due)
                try:
                    action(*arguments)
                except Exception:
                    traceback.print_exc()
