"""Outputs that are folders."""


def forget_folders(dag, job):
    """Let Snakemake look anew at the folders that a job has made.

    Its storage plug-in for S3 (0.3.6) remembers of each address whether it is a folder. It was none before the job ran, so
    Snakemake would find that the output is missing.
    """
    for part in job.jobs if job.is_group() else [job]:
        made = {str(file) for file in part.output if getattr(file, "is_directory", False)}
        if not made:
            continue
        for user in [part, *getattr(dag, "depending", {}).get(part, ())]:
            for file in [*user.output, *user.input]:
                if str(file) in made and file.is_storage and hasattr(file.storage_object, "_is_dir"):
                    file.storage_object._is_dir = None
