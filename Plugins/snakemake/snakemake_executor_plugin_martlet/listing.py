"""What a bucket holds, by listing stretches of it instead of asking for each file."""
import bisect
import threading
import time
import weakref
from dataclasses import dataclass

# A listing is believed for a second. While questions follow each other without a pause, it is for as long as it would have taken to ask for
# each of these files by itself, three requests at a time, up to a limit.
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
    """All keys after `start` up to `end`, in order, with what each holds; as of `asked`, after so many `questions`, of an epoch."""

    start: str
    end: str
    keys: list
    objects: dict
    asked: float
    questions: int
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
        self._questions, self._last = 0, 0.0
        # Whether only a file's own folder may be listed.
        self._is_narrow = False
        _listings.add(self)

    def forget(self):
        self._epoch = object()

    def find(self, key):
        """What there is of the key; None when no listing can tell. Raises what boto3 raises, and Unlistable."""
        with self._lock:
            self._pages = [page for page in self._pages if self._believes(page)]
            self._questions += 1
            try:
                return self._find(key)
            finally:
                self._last = self._clock()

    def _believes(self, page):
        now = self._clock()
        limit = SECONDS if now - self._last >= PAUSE else SECONDS + SECONDS_FOR_EACH * (self._questions - page.questions)
        return page.epoch is self._epoch and now - page.asked < min(limit, MOST_SECONDS)

    def _find(self, key):
        for page in reversed(self._pages):
            if found := page.find(key):
                return found
        root, folder = key[:key.find("/") + 1], key[:key.rfind("/") + 1]
        epoch, begun = self._epoch, {page.start for page in self._pages}
        are_many = len(self._pages) > 1
        for start in dict.fromkeys((root, folder, before(key)) if are_many else (before(key),)):
            if start in begun and are_many or self._is_narrow and start < folder:
                continue
            page = self._page(root, folder, start, MOST_KEYS if are_many else FEW_KEYS, epoch)
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
        return Page(start, keys[-1] if answer["IsTruncated"] else past(prefix), keys, objects, asked, self._questions, epoch)


def past(prefix):
    """What comes after all keys that begin so."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1) if prefix else "\U0010ffff"


def before(key):
    """A place shortly before the key."""
    return key[:-1] + chr(ord(key[-1]) - 1) + "~" if key[-1] > "!" else key[:-1]
