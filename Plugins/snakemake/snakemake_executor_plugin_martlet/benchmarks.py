"""`benchmark:` of rules that run without Snakemake."""
import shlex

from .inside import text
from .not_native import NotNative


def check_benchmark(job):
    """Raises NotNative for benchmarks that only Snakemake makes."""
    if job.benchmark is None:
        return
    if job.benchmark_repeats > 1:
        raise NotNative("its benchmark is repeated")
    if str(job.benchmark).endswith(".jsonl"):
        raise NotNative("its benchmark is JSON")
    if job.dag.workflow.output_settings.benchmark_extended:
        raise NotNative("its benchmark is an extended one")


def measured(script, path):
    """The script, with the table of what it has used at the path when it has succeeded."""
    return f"{text('benchmark.sh')}\nbenchmark_begin\n(\n{script})\nbenchmark_end $? {shlex.quote(path)}\n"
