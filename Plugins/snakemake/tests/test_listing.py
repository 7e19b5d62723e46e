"""Listings, of a bucket that is a dictionary."""
import random
from datetime import datetime, timezone

import pytest

from snakemake_executor_plugin_martlet import listing as module
from snakemake_executor_plugin_martlet.listing import MOST_SECONDS, PAUSE, SECONDS, Found, Listing, Unlistable, forget


class Bucket:
    """Answers as ListObjectsV2 does. `denied` are prefixes that may not be listed."""

    def __init__(self, sizes=None, denied=()):
        self.sizes, self.denied = dict(sizes or {}), denied
        self.calls, self.now = 0, 100.0

    def list_objects_v2(self, Bucket, Prefix, MaxKeys, StartAfter=""):
        self.calls += 1
        if Prefix in self.denied:
            raise PermissionError("AccessDenied")
        keys = sorted(key for key in self.sizes if key.startswith(Prefix) and key > StartAfter)
        modified = datetime.fromtimestamp(1234.75, timezone.utc)
        found = [{"Key": key, "Size": self.sizes[key], "LastModified": modified} for key in keys[:MaxKeys]]
        return {"IsTruncated": len(keys) > MaxKeys, **({"Contents": found} if found else {})}

    def listing(self):
        return Listing("bucket", self.list_objects_v2, lambda: self.now)

    def holds(self, key):
        below = any(other.startswith(key + "/") and not other.endswith("/") for other in self.sizes)
        return Found(1234.0 if key in self.sizes else None, self.sizes.get(key), below)


@pytest.mark.parametrize("seed", range(30))
def test_a_listing_says_what_the_bucket_holds(seed, monkeypatch):
    dice = random.Random(seed)
    monkeypatch.setattr(module, "MOST_KEYS", dice.choice([2, 3, 7, 1000]))
    monkeypatch.setattr(module, "FEW_KEYS", 2)
    folders, denied = dice.choice([([], ()), (["team", "ann"], ()), (["team", "ann"], ("team/",))])

    def name():
        parts = ["".join(dice.choices("ab-.!~é0", k=dice.randint(1, 2))) for _ in range(dice.randint(1, 4))]
        return "/".join([*folders, *parts])

    bucket = Bucket({name() + dice.choice(["", "", "/"]): dice.randint(0, 9) for _ in range(dice.randint(0, 40))},
                    denied)
    listing = bucket.listing()
    told = 0
    for _ in range(200):
        key, before = name(), bucket.calls
        found = listing.find(key)
        # Where a page is smaller than what lies below a name, it may not tell.
        assert found in (None, bucket.holds(key)), key
        assert bucket.calls - before <= 4
        told += found is not None
    assert told > 150 or module.MOST_KEYS < 7


@pytest.mark.parametrize("numbers", [range(1000), reversed(range(1000))])
def test_what_is_not_there_is_known_by_few_requests(numbers):
    bucket = Bucket({"wf/.martlet/agent": 1, "wf/in/a.txt": 1})
    listing = bucket.listing()
    assert not any(listing.find(f"wf/sample{number}/out.bam").below for number in numbers)
    assert bucket.calls <= 3


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_what_is_there_takes_few_requests_in_any_order(seed):
    bucket = Bucket({f"wf/out/{number}.txt": number for number in range(3000)})
    listing = bucket.listing()
    names = sorted(bucket.sizes)
    if seed:
        random.Random(seed).shuffle(names)
    assert [listing.find(name).size for name in names] == [bucket.sizes[name] for name in names]
    assert bucket.calls <= (8 if seed is None else 30)


def test_one_file_is_no_reason_to_list_a_thousand_and_many_are():
    bucket = Bucket({f"out/{number:04}": 1 for number in range(1000)})
    listing = bucket.listing()
    asked = []
    listing._list = lambda **more: asked.append(more["MaxKeys"]) or bucket.list_objects_v2(**more)
    for number in range(999):
        assert listing.find(f"out/{number:04}")
    assert asked[0] == 50 and len(asked) <= 4


def test_a_folder_is_known_by_one_of_its_files():
    bucket = Bucket({f"wf/tree/{number}": 1 for number in range(3000)})
    assert bucket.listing().find("wf/tree") == Found(None, None, True) and bucket.calls == 1


def test_what_was_written_before_forget_is_seen_after_it():
    bucket = Bucket()
    listing = bucket.listing()
    assert listing.find("out/a").size is None
    bucket.sizes["out/a"] = 3
    assert listing.find("out/a").size is None
    forget()
    assert listing.find("out/a").size == 3


def test_an_answer_that_was_on_its_way_when_something_wrote_is_not_kept():
    bucket = Bucket()
    listing = bucket.listing()

    def late(**more):
        answer = bucket.list_objects_v2(**more)
        bucket.sizes["out/a"] = 3
        forget()
        return answer

    listing._list = late
    listing.find("out/b")
    listing._list = bucket.list_objects_v2
    assert listing.find("out/a").size == 3


def test_nothing_is_believed_for_longer_than_a_second():
    bucket = Bucket()
    listing = bucket.listing()
    listing.find("out/a")
    bucket.sizes["out/a"] = 3
    bucket.now += SECONDS - PAUSE - 0.01
    assert listing.find("out/a").size is None
    bucket.now += PAUSE + 0.01
    assert listing.find("out/a").size == 3


@pytest.mark.parametrize("between, seconds", [(0.02, MOST_SECONDS), (0.05, 2.5), (PAUSE, SECONDS)])
def test_many_questions_without_a_pause_are_answered_for_as_long_as_each_would_have_taken(between, seconds):
    bucket = Bucket()
    listing = bucket.listing()
    begun = bucket.now
    while bucket.calls < 2:
        listing.find("out/a")
        bucket.now += between
    assert bucket.now - begun == pytest.approx(seconds + between, abs=2 * between)
    bucket.now += SECONDS
    bucket.sizes["out/a"] = 3
    assert listing.find("out/a").size == 3, "there was a pause"


def test_a_listing_that_took_long_to_come_is_of_use():
    bucket = Bucket({f"wf/out/{number}.txt": number for number in range(1000)})
    listing = bucket.listing()

    def slow(**more):
        bucket.now += 2
        return bucket.list_objects_v2(**more)

    listing._list = slow
    names = list(bucket.sizes)
    random.Random(0).shuffle(names)
    for name in names:
        assert listing.find(name)
        bucket.now += 0.001
    assert bucket.calls <= 5


def test_whoever_may_list_only_folders_lists_folders():
    bucket = Bucket({"team/ann/out/a": 1}, denied=("team/",))
    listing = bucket.listing()
    assert listing.find("team/ann/out/a").size == 1 and listing.find("team/ann/out/b").size is None
    assert bucket.calls == 2


def test_whoever_may_list_nothing_is_told():
    with pytest.raises(PermissionError):
        Bucket(denied=("out/",)).listing().find("out/a")


@pytest.mark.parametrize("keys", [["out/b", "out/a"], ["other/a"], ["out/"]])
def test_a_store_that_lists_in_another_order_is_not_believed(keys):
    found = [{"Key": key, "Size": 1, "LastModified": datetime.now(timezone.utc)} for key in keys]
    listing = Listing("bucket", lambda **_: {"IsTruncated": False, "Contents": found})
    with pytest.raises(Unlistable):
        listing.find("out/a")
