"""Listings, of a bucket that is a dictionary."""
import random
from datetime import datetime, timezone

import pytest

from snakemake_executor_plugin_martlet import listing as module
from snakemake_executor_plugin_martlet.listing import SECONDS_TO_PLAN, SECONDS_TO_RUN, Found, Listing, Unlistable, forget


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
    monkeypatch.setattr(module, "FIRST_KEYS", 2)
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
        found = listing.find(key, planning=dice.random() < 0.5)
        # Where a page is smaller than what lies below a name, it may not tell.
        assert found in (None, bucket.holds(key)), key
        assert bucket.calls - before <= 4
        told += found is not None
    assert told > 150 or module.MOST_KEYS < 7


@pytest.mark.parametrize("numbers", [range(1000), reversed(range(1000))])
def test_what_is_not_there_is_known_by_one_request(numbers):
    bucket = Bucket({"wf/.martlet/agent": 1, "wf/in/a.txt": 1})
    listing = bucket.listing()
    assert not any(listing.find(f"wf/sample{number}/out.bam", planning=True).below for number in numbers)
    assert bucket.calls == 1


def test_what_is_there_takes_a_request_for_a_thousand():
    bucket = Bucket({f"wf/out/{number}.txt": number for number in range(3000)})
    listing = bucket.listing()
    names = sorted(bucket.sizes)
    assert [listing.find(name, planning=True).size for name in names] == [bucket.sizes[name] for name in names]
    assert bucket.calls <= 5


def test_one_file_is_no_reason_to_list_a_thousand_and_many_are():
    bucket = Bucket({f"out/{number:04}": 1 for number in range(1000)})
    listing = bucket.listing()
    asked = []
    listing._list = lambda **more: asked.append(more["MaxKeys"]) or bucket.list_objects_v2(**more)
    for number in range(999):
        assert listing.find(f"out/{number:04}", planning=False)
    assert asked[0] == 50 and len(asked) <= 7


def test_what_was_written_before_forget_is_seen_after_it():
    bucket = Bucket()
    listing = bucket.listing()
    assert listing.find("out/a", planning=True).size is None
    bucket.sizes["out/a"] = 3
    assert listing.find("out/a", planning=True).size is None
    forget()
    assert listing.find("out/a", planning=True).size == 3


def test_an_answer_that_was_on_its_way_when_something_wrote_is_not_kept():
    bucket = Bucket()
    listing = bucket.listing()

    def late(**more):
        answer = bucket.list_objects_v2(**more)
        bucket.sizes["out/a"] = 3
        forget()
        return answer

    listing._list = late
    listing.find("out/b", planning=True)
    listing._list = bucket.list_objects_v2
    assert listing.find("out/a", planning=True).size == 3


@pytest.mark.parametrize("planning, seconds", [(True, SECONDS_TO_PLAN), (False, SECONDS_TO_RUN)])
def test_nothing_is_believed_for_longer(planning, seconds):
    bucket = Bucket()
    listing = bucket.listing()
    listing.find("out/a", planning)
    bucket.sizes["out/a"] = 3
    bucket.now += seconds - 0.01
    assert listing.find("out/a", planning).size is None
    bucket.now += 0.01
    assert listing.find("out/a", planning).size == 3


def test_whoever_may_list_only_folders_lists_folders():
    bucket = Bucket({"team/ann/out/a": 1}, denied=("team/",))
    listing = bucket.listing()
    assert listing.find("team/ann/out/a", planning=True).size == 1 and listing.find("team/ann/out/b", planning=True).size is None
    assert bucket.calls == 2


def test_whoever_may_list_nothing_is_told():
    with pytest.raises(PermissionError):
        Bucket(denied=("out/",)).listing().find("out/a", planning=True)


@pytest.mark.parametrize("keys", [["out/b", "out/a"], ["other/a"], ["out/"]])
def test_a_store_that_lists_in_another_order_is_not_believed(keys):
    found = [{"Key": key, "Size": 1, "LastModified": datetime.now(timezone.utc)} for key in keys]
    listing = Listing("bucket", lambda **_: {"IsTruncated": False, "Contents": found})
    with pytest.raises(Unlistable):
        listing.find("out/a", planning=True)
