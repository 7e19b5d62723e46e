"""Compares what listings say with what snakemake-storage-plugin-s3 itself says. Run by test_snakemake_storage.py, with the
Python that has Snakemake, against a bucket of the rig."""
import asyncio
import logging
import os

import pytest
import snakemake_storage_plugin_s3 as s3
from snakemake_executor_plugin_martlet import listing, storage
from snakemake_executor_plugin_martlet.settings import ExecutorSettings
from snakemake_interface_storage_plugins.registry import StoragePluginRegistry

FILES = ["a.txt", "a.txt.bai", "a", "a-1", "a/b", "a/b.txt", "folder/one", "folder/deep/two", "marker/", "other/marker/", "file-and-folder",
         "file-and-folder/x", "with space", "plus+and%25", "ümlaut/ß", "0", "zz", "empty"]
ABSENT = ["absent", "a.tx", "a.txt.", "folder/thre", "folder/deep", "marker", "other", "other/marker", "folder/one/below", "zzz", "ümlaut", "!", "~"]


class Plugin:
    def __init__(self, module, folder):
        settings = s3.StorageProviderSettings(
            endpoint_url=os.environ["AWS_ENDPOINT_URL"], access_key="test", secret_key="test")
        self.provider = module.StorageProvider(local_prefix=folder, logger=logging.getLogger("test"), settings=settings)
        self.prefix = f"s3://{os.environ['LISTINGS_BUCKET']}/compared"

    def file(self, name):
        return self.provider.object(f"{self.prefix}/{name}")

    def says(self, name):
        file = self.file(name)
        there = file.exists()
        return there, file.is_dir(), *((file.mtime(), file.size(), file.local_footprint()) if there else ())


@pytest.fixture
def plain(tmp_path):
    return Plugin(s3, tmp_path / "plain")


@pytest.fixture
def listed(tmp_path):
    made = Plugin(storage, tmp_path / "listed")
    made.requests = []
    made.provider.s3c.meta.client.meta.events.register("before-call.s3", lambda model, **_: made.requests.append(model.name))
    return made


@pytest.fixture(autouse=True)
def files(plain):
    bucket = plain.provider.s3c.Bucket(os.environ["LISTINGS_BUCKET"])
    for name in FILES:
        bucket.put_object(Key=f"compared/{name}", Body=b"x" * (0 if name == "empty" else len(name)))
    return bucket


@pytest.mark.parametrize("keys", [2, 50])
def test_both_say_the_same(plain, listed, keys, monkeypatch):
    monkeypatch.setattr(listing, "FEW_KEYS", keys)
    for name in FILES + ABSENT:
        asyncio.run(listed.file(name).inventory(None))
        assert listed.says(name) == plain.says(name), name
    # A page of two keys does not always tell.
    assert keys == 2 or not {"HeadObject", "HeadBucket"} & set(listed.requests)


def test_a_bucket_that_is_not_there(plain, listed):
    for plugin in (plain, listed):
        plugin.prefix = "s3://there-is-no-such-bucket"
        assert not plugin.file("a").exists()


def test_what_one_wrote_and_removed_is_seen_at_once_by_both(plain, listed):
    for writer, reader in ((listed, plain), (listed, listed)):
        written = writer.file("written/by")
        assert not reader.file("written/by").exists()
        written.local_path().parent.mkdir(parents=True, exist_ok=True)
        written.local_path().write_text("12345")
        written.store_object()
        assert reader.file("written/by").size() == 5
        written.remove()
        assert not reader.file("written/by").exists()


def test_a_retrieved_folder_is_whole(listed, tmp_path):
    folder = listed.file("folder")
    folder.retrieve_object()
    assert {path.name for path in folder.local_path().rglob("*") if path.is_file()} == {"one", "two"}


def test_only_a_version_that_was_compared_is_replaced(monkeypatch):
    registry = StoragePluginRegistry()
    monkeypatch.setitem(registry.plugins, "s3", registry.plugins["s3"])
    monkeypatch.setattr(storage, "KNOWN", ("0.0.1",))
    ExecutorSettings()
    assert registry.get_plugin("s3").storage_provider is s3.StorageProvider
    monkeypatch.undo()
    ExecutorSettings(no_listings=True)
    assert registry.get_plugin("s3").storage_provider is s3.StorageProvider
    ExecutorSettings()
    assert registry.get_plugin("s3").storage_provider.get_storage_object_cls() is storage.StorageObject
    assert registry.get_registered_plugins().count("s3") == 1
