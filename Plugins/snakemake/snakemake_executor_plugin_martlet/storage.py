"""S3 as snakemake-storage-plugin-s3 has it, asked in bulk (Decisions/0020).

A subclass of that plug-in's provider takes its place in Snakemake's registry while this executor is in use. It answers whether
a file is there, since when and how large it is, from listings; all else is the plug-in's own, and so are these answers when a
listing cannot give them.
"""
import sys
from importlib.metadata import version

import snakemake_storage_plugin_s3 as s3
from snakemake_interface_storage_plugins.registry import StoragePluginRegistry
from snakemake_storage_plugin_s3 import StorageProviderSettings

from .listing import Listing, forget

# Those whose answers were compared with these.
KNOWN = ("0.3.5", "0.3.6")


def install():
    """Let Snakemake take S3's files from here, if the plug-in is one that is known."""
    if version("snakemake-storage-plugin-s3") in KNOWN:
        StoragePluginRegistry().register_plugin(s3.__name__, sys.modules[__name__])


class StorageProvider(s3.StorageProvider):
    def __post_init__(self):
        super().__post_init__()
        self._listings = {}

    def lists(self, bucket):
        """Whether the bucket could be listed so far."""
        return self._listings.get(bucket, self) is not None

    def find(self, bucket, key):
        """What there is of a file; None when the plug-in has to look itself."""
        if bucket not in self._listings:
            self._listings[bucket] = Listing(bucket, self.s3c.meta.client.list_objects_v2)
        listing = self._listings[bucket]
        if listing is None:
            return None
        try:
            return listing.find(key)
        except Exception as error:
            self._listings[bucket] = None
            self.logger.info(f"martlet: each file of s3://{bucket} is asked for by itself, since the bucket cannot be listed: {error}")
            return None


class StorageObject(s3.StorageObject):
    async def inventory(self, cache):
        # The plug-in lists a folder to its end, however large.
        if not self.provider.lists(self.bucket):
            await super().inventory(cache)

    def exists(self):
        found = self._found()
        return super().exists() if found is None else found.size is not None or found.below

    def mtime(self):
        found = self._found()
        return super().mtime() if found is None or found.below or found.size is None else found.modified

    def size(self):
        found = self._found()
        return super().size() if found is None or found.below or found.size is None else found.size

    def is_dir(self):
        found = self._found()
        return super().is_dir() if found is None else found.below

    def store_object(self):
        try:
            super().store_object()
        finally:
            forget()

    def remove(self):
        try:
            super().remove()
        finally:
            forget()

    def _found(self):
        return self.provider.find(self.bucket, self.key)
