"""What a bucket holds, by listing stretches of it instead of asking for each file."""
import bisect
import threading
import time
import weakref
from dataclasses import dataclass

# How long a listing is believed: while Snakemake plans, which believes itself what it was told once, and afterwards.
SECONDS_TO_PLAN, SECONDS_TO_RUN = 10, 1
MOST_KEYS, FIRST_KEYS = 1000, 50

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
    """All keys after `start` up to `end`, in order, with what each holds; as of `asked`, and of an epoch."""

    start: str
    end: str
    keys: list
    objects: dict
    asked: float
    epoch: object

    def find(self, key):
        """What there is of the key; None when the page does not reach far enough."""
        if not (self.start < key and past(key + "/") <= self.end):
            return None
        below = False
        for place in range(bisect.bisect_left(self.keys, key + "/"), len(self.keys)):
            if not self.keys[place].startswith(key + "/"):
                break
            # A key that ends so marks a folder, and is no file.
            if not self.keys[place].endswith("/"):
                below = True
                break
        return Found(*self.objects.get(key, (None, None)), below)


class Listing:
    """What was listed of one bucket, and is still believed.

    list_objects: ListObjectsV2 as boto3's client has it. clock: seconds that only grow.
    """

    def __init__(self, bucket, list_objects, clock=time.monotonic):
        self._bucket, self._list, self._clock = bucket, list_objects, clock
        self._lock = threading.Lock()
        self._pages, self._epoch = [], object()
        # Whether only a file's own folder may be listed.
        self._is_narrow = False
        _listings.add(self)

    def forget(self):
        self._epoch = object()

    def find(self, key, planning):
        """What there is of the key; None when no listing can tell. Raises what boto3 raises, and Unlistable."""
        with self._lock:
            epoch, limit = self._epoch, self._clock() - (SECONDS_TO_PLAN if planning else SECONDS_TO_RUN)
            self._pages = [page for page in self._pages if page.epoch is epoch and page.asked > limit]
            for page in reversed(self._pages):
                if found := page.find(key):
                    return found
            # One file asked for is followed by many, or by none.
            size = MOST_KEYS if planning else min(MOST_KEYS, FIRST_KEYS << len(self._pages))
            root, folder = key[:key.find("/") + 1], key[:key.rfind("/") + 1]
            begun = {page.start for page in self._pages}
            for start in dict.fromkeys((root, folder, before(key)) if planning else (before(key),)):
                if start in begun or self._is_narrow and start < folder:
                    continue
                page = self._page(root, folder, start, size, epoch)
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
        asked = self._clock()
        after = {"StartAfter": start} if start else {}
        answer = self._list(Bucket=self._bucket, Prefix=prefix, MaxKeys=size, **after)
        # In whole seconds, as HeadObject tells them.
        objects = {item["Key"]: (item["LastModified"].timestamp() // 1, item["Size"]) for item in answer.get("Contents", ())}
        keys = list(objects)
        if any(one >= other for one, other in zip([start, *keys], keys)) or not all(key.startswith(prefix) for key in keys):
            raise Unlistable("its listings are not in order")
        if answer["IsTruncated"] and not keys:
            raise Unlistable("a listing goes on after nothing")
        return Page(start, keys[-1] if answer["IsTruncated"] else past(prefix), keys, objects, asked, epoch)


def past(prefix):
    """What comes after all keys that begin so."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1) if prefix else "\U0010ffff"


def before(key):
    """A place shortly before the key."""
    return key[:-1] + chr(ord(key[-1]) - 1) + "~" if key[-1] > "!" else key[:-1]
