"""Snakemake's jobs on AWS Batch and on this machine, by martlet.

Thin on purpose: settings, a description of each job, and what became of it. Everything else is done by
`martlet snakemake-broker`, which speaks a JSON object a line (docs/snakemake-broker.md).
"""
from snakemake_interface_executor_plugins.settings import CommonSettings

from .executor import Executor
from .settings import ExecutorSettings

__all__ = ["Executor", "ExecutorSettings", "common_settings"]

common_settings = CommonSettings(
    non_local_exec=True,
    implies_no_shared_fs=True,
    job_deploy_sources=True,
    pass_default_storage_provider_args=True,
    pass_default_resources_args=True,
    # They go in the job's description: on the command line secrets would be seen.
    pass_envvar_declarations_to_cmd=False,
    # What a job needs is in its image: nothing is installed at its beginning.
    auto_deploy_default_storage_provider=False,
    init_seconds_before_status_checks=0,
)
