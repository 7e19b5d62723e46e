"""What a bucket holds, by listing stretches of it instead of asking for each file."""
import bisect
import threading
import time
import weakref
from dataclasses import dataclass

# A listing is believed for a second after it came; while questions follow each other without a pause, for as long as they would have
# taken by themselves: for each three requests, or what listings have taken. Up to a limit.
SECONDS, SECONDS_FOR_EACH, MOST_SECONDS, PAUSE = 1, 0.03, 30, 0.25
# One question is followed by many, or by none.
FEW_KEYS, MOST_KEYS = 50, 1000


_listings = weakref.WeakSet()


def forget():
    """Believe nothing that was asked before: something has written. Waits for nobody."""
    for listing in list(_listings):
        listing.forget()


class Unlistable(Exception):
    """The answers are not what ListObjectsV2 promises."""


@dataclass(frozen=True)
class Found:
    """What there is of a file. `below`: whether there are files below its name, as there are of a folder."""

    modified: float | None
    size: int | None
    below: bool


@dataclass(frozen=True)
class Page:
    """All keys after `start` up to `end`, in order, with what each holds. `came`: when, and what the series had taken until then."""

    start: str
    end: str
    keys: list
    objects: dict
    came: float
    taken: float
    epoch: object

    def find(self, key):
        """What there is of the key; None when the page does not reach far enough."""
        if not self.start < key <= self.end:
            return None
        below = False
        for place in range(bisect.bisect_left(self.keys, key + "/"), len(self.keys)):
            if not self.keys[place].startswith(key + "/"):
                break
            # A key that ends so marks a folder, and is no file.
            if not self.keys[place].endswith("/"):
                below = True
                break
        if not below and self.end < past(key + "/"):
            return None
        return Found(*self.objects.get(key, (None, None)), below)


class Listing:
    """What was listed of one bucket, and is still believed.

    list_objects: ListObjectsV2 as boto3's client has it. clock: seconds that only grow.
    """

    def __init__(self, bucket, list_objects, clock=time.monotonic):
        self._bucket, self._list, self._clock = bucket, list_objects, clock
        self._lock = threading.Lock()
        self._pages, self._epoch = [], object()
        # Of questions without a pause between them: the last, how many listings, seconds that each by itself would have taken.
        self._last, self._listed, self._taken = 0.0, 0, 0.0
        # Whether only a file's own folder may be listed.
        self._is_narrow = False
        _listings.add(self)

    def forget(self):
        self._epoch = object()

    def find(self, key):
        """What there is of the key; None when no listing can tell. Raises what boto3 raises, and Unlistable."""
        with self._lock:
            epoch, now = self._epoch, self._clock()
            is_pause = now - self._last >= PAUSE
            self._pages = [page for page in self._pages if page.epoch is epoch and now - page.came < min(
                SECONDS + (0 if is_pause else self._taken - page.taken), MOST_SECONDS)]
            if is_pause or not self._pages:
                self._listed = 0
            self._taken += SECONDS_FOR_EACH
            try:
                return self._find(key, epoch)
            finally:
                self._last = self._clock()

    def _find(self, key, epoch):
        for page in reversed(self._pages):
            if found := page.find(key):
                return found
        root, folder = key[:key.find("/") + 1], key[:key.rfind("/") + 1]
        are_many, begun = self._listed > 1, {page.start for page in self._pages}
        for start in dict.fromkeys((root, folder, before(key)) if are_many else (before(key),)):
            if start in begun and are_many or self._is_narrow and start < folder:
                continue
            begins = self._clock()
            page = self._page(root, folder, start, MOST_KEYS if are_many else FEW_KEYS, epoch)
            self._listed += 1
            self._taken += self._clock() - begins
            self._pages.append(page)
            if found := page.find(key):
                return found
        return None

    def _page(self, root, folder, start, size, epoch):
        if not self._is_narrow:
            try:
                return self._ask(root, start, size, epoch)
            except Exception:
                if folder == root:
                    raise
                self._is_narrow = True
        return self._ask(folder, max(start, folder), size, epoch)

    def _ask(self, prefix, start, size, epoch):
        after = {"StartAfter": start} if start else {}
        answer = self._list(Bucket=self._bucket, Prefix=prefix, MaxKeys=size, **after)
        # In whole seconds, as HeadObject tells them.
        objects = {item["Key"]: (item["LastModified"].timestamp() // 1, item["Size"]) for item in answer.get("Contents", ())}
        keys = list(objects)
        if any(one >= other for one, other in zip([start, *keys], keys)) or not all(key.startswith(prefix) for key in keys):
            raise Unlistable("its listings are not in order")
        if answer["IsTruncated"] and not keys:
            raise Unlistable("a listing goes on after nothing")
        return Page(start, keys[-1] if answer["IsTruncated"] else past(prefix), keys, objects, self._clock(), self._taken, epoch)


def past(prefix):
    """What comes after all keys that begin so."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1) if prefix else "\U0010ffff"


def before(key):
    """A place shortly before the key."""
    return key[:-1] + chr(ord(key[-1]) - 1) + "~" if key[-1] > "!" else key[:-1]
