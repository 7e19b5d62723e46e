"""What a coordinator is given: arguments, an archive, variables. Needs Snakemake's interface only."""
import argparse
import tarfile
from types import SimpleNamespace

import pytest

from snakemake_executor_plugin_martlet import ExecutorSettings, coordinator
from snakemake_executor_plugin_martlet.arguments import inside, without
from snakemake_interface_common.exceptions import WorkflowError


@pytest.fixture
def parser():
    made = argparse.ArgumentParser()
    made.add_argument("targets", nargs="*")
    for name, more in {
        "-d --directory": {}, "-j --jobs": {}, "-k --keep-going": {"action": "store_true"}, "--config": {"nargs": "+"},
        "--configfile --configfiles": {"nargs": "+"}, "--storage-s3-access-key": {"nargs": "+"}, "--martlet-program": {},
        "--martlet-coordinator": {"action": "store_true"}, "--martlet-coordinator-image": {}, "--martlet-tags": {},
    }.items():
        made.add_argument(*name.split(), **more)
    return made


@pytest.mark.parametrize("given, kept", [
    ("a b -j8 -k", "a b -j8 -k"), ("a --config x=1 y=2 -j 8", "a --config x=1 y=2 -j 8"),
    ("-d here a", "a"), ("-dhere a", "a"), ("--directory=here a", "a"), ("--dir here a", "a"),
    ("--martlet-coordinator a", "a"), ("--martlet-coordinator-image i:1 a", "a"), ("--martlet-coordinator-im=i:1 a", "a"),
    ("--storage-s3-access-key test -k", "-k"), ("--storage-s3-access-key=test a", "a"), ("--configfile x y -k a", "-k a"),
    ("--martlet-tags a=b,c=d --martlet-program /bin/martlet", "--martlet-tags a=b,c=d"), ("-k -- -d", "-k -- -d"),
])
def test_what_is_for_here_alone_is_left_out_of_the_arguments(parser, given, kept):
    assert without(parser, given.split()) == kept.split()


def test_files_outside_of_the_folder_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert inside(tmp_path / "rules" / "Snakefile") == "rules/Snakefile"
    with pytest.raises(WorkflowError, match="../Snakefile lies outside"):
        inside(tmp_path.parent / "Snakefile")
    with pytest.raises(WorkflowError, match="../data.yaml lies outside"):
        coordinator.pack(["../data.yaml"], None, tmp_path / "workflow.tar.xz")


def test_the_archive_has_sources_the_plug_in_and_the_configuration(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("Snakefile", "martlet.yaml"):
        (tmp_path / name).write_text(name)
    with open("large", "wb") as large:
        large.truncate(coordinator.LARGEST_SOURCE + 1)
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert coordinator.configuration_file(None) == tmp_path / "martlet.yaml"
    monkeypatch.chdir(tmp_path)
    archive = tmp_path / "workflow.tar.xz"
    assert coordinator.pack({"Snakefile", "large"}, tmp_path / "martlet.yaml", archive) == ["Snakefile"]
    with tarfile.open(archive) as made:
        names = set(made.getnames())
        assert made.extractfile(".martlet/sources").read() == b"Snakefile"
    plugin = ".martlet/plugin/snakemake_executor_plugin_martlet"
    assert {"Snakefile", ".martlet/martlet.yaml", f"{plugin}/coordinated.py", f"{plugin}/inside/benchmark.sh"} <= names
    assert not any("__pycache__" in name for name in names)


def test_the_variables_have_no_credentials(monkeypatch):
    for name, value in {
        "SNAKEMAKE_MARTLET_JOB_QUEUE": "q", "SNAKEMAKE_MARTLET_COORDINATOR": "true", "SNAKEMAKE_MARTLET_PROGRAM": "/x",
        "SNAKEMAKE_AWS_BASIC_BATCH_COORDINATOR_QUEUE": "q", "AWS_SECRET_ACCESS_KEY": "hidden", "HOME": "/home/ann",
    }.items():
        monkeypatch.setenv(name, value)
    executor = SimpleNamespace(envvars=lambda: {"TOKEN": "t", "SNAKEMAKE_STORAGE_S3_SECRET_KEY": "hidden", "SNAKEMAKE_STORAGE_IRODS_PASSWORD": "hidden"})
    found = coordinator.variables(executor, {"region": "eu-west-1", "copy": "s3://bucket/run"})
    assert found["SNAKEMAKE_MARTLET_JOB_QUEUE"] == "q" and found["TOKEN"] == "t" and found["AWS_REGION"] == "eu-west-1"
    assert found["MARTLET_COORDINATOR"] == "s3://bucket/run"
    assert not {"SNAKEMAKE_MARTLET_COORDINATOR", "SNAKEMAKE_MARTLET_PROGRAM", "HOME"} & set(found)
    assert not any("hidden" in value or "BASIC" in name for name, value in found.items())


def test_what_the_coordinator_has_of_its_own(monkeypatch):
    monkeypatch.setenv("SNAKEMAKE_AWS_BASIC_BATCH_COORDINATOR_QUEUE", "long")
    notes = []
    workflow = SimpleNamespace(
        executor_settings=ExecutorSettings(coordinator=True, coordinator_image="mine:1", coordinator_job_role="arn:r"),
        remote_execution_settings=SimpleNamespace(container_image="jobs:1"))
    settings = {"jobDefinition": "of-jobs", "queue": "short"}
    resources, image = coordinator.job_resources(workflow, SimpleNamespace(info=notes.append), settings)
    assert image == "mine:1" and settings == {"queue": "short", "jobDefinition": None}
    assert resources["aws_batch_job_queue"] == "long" and resources["martlet_jobRole"] == "arn:r"
    assert resources["aws_batch_job_name_prefix"] == "snakemake-coordinator"
    assert notes == ["martlet: SNAKEMAKE_AWS_BASIC_BATCH_COORDINATOR_QUEUE is taken for --martlet-coordinator-job-queue"]
