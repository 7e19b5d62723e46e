"""Snakemake's own tests of executors, with martlet's plug-in. Run by test_snakemake.py, with the Python that has Snakemake."""
import os
import uuid

import snakemake.common.tests
from snakemake.settings.types import RemoteExecutionSettings
from snakemake_executor_plugin_martlet import ExecutorSettings
from snakemake_interface_common.plugin_registry.plugin import TaggedSettings
from snakemake_storage_plugin_s3 import StorageProviderSettings


class TestMartlet(snakemake.common.tests.TestWorkflowsBase):
    __test__ = True

    def get_executor(self):
        return "martlet"

    def get_executor_settings(self):
        return ExecutorSettings(environment="rig", config=os.environ["HARNESS_CONFIG"], program=os.environ["MARTLET"])

    def get_default_storage_provider(self):
        return "s3"

    def get_default_storage_prefix(self):
        return f"s3://{os.environ['HARNESS_BUCKET']}/{uuid.uuid4().hex[:8]}"

    def get_default_storage_provider_settings(self):
        settings = TaggedSettings()
        settings.register_settings(StorageProviderSettings(
            endpoint_url=os.environ["AWS_ENDPOINT_URL"], access_key="test", secret_key="test"))
        return {"s3": settings}

    def get_assume_shared_fs(self):
        return False

    def get_remote_execution_settings(self):
        return RemoteExecutionSettings(
            seconds_between_status_checks=0, envvars=["AWS_ENDPOINT_URL"], container_image="localhost/snakemake:latest")
