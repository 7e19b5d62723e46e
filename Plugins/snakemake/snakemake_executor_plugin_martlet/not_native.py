"""Why jobs need Snakemake where they run."""


class NotNative(Exception):
    """Why a job has to run through Snakemake; reads on after "since"."""
