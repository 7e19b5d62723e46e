"""The same workflow as processes, in containers and on AWS Batch: the same variants; and what it sent to AWS is valid."""
import functools
import json
import subprocess
from pathlib import Path

import pytest

from engine import EXAMPLES, PROJECT, Engine
from wire import judge_file

LAMBDA_VARIANTS = 88
LAMBDA_PAIRS = 10000
CHUNKS = 4
PLACES = ("none", "podman", "batch")


def records(text):
    """The lines of a VCF that are not its header."""
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.fixture(scope="session")
def log_file(rig_environment):
    return Path(rig_environment["RIG_STATE"]) / "requests.jsonl"


@pytest.fixture(scope="session")
def results(martlet, client_environment, account, tmp_path_factory, log_file):
    """place -> (outputs, the records of the VCF, lines of the request log before); each place runs once, when asked for."""

    @functools.cache
    def run_at(place):
        folder = tmp_path_factory.mktemp("variants-" + place)
        # Roles unlike those of the other tests: so the run has to register a job definition of its own.
        environment = account.configuration(folder / "martlet.yaml", execution_role=account.job_role)
        where = ["--on", "rig", "--config", environment] if place == "batch" else ["--containers", place]
        before = len(log_file.read_text().splitlines())
        run = Engine(martlet, folder, client_environment).run(
            EXAMPLES / "variants" / "variants.wdl", "-i", EXAMPLES / "variants" / "lambda.inputs.json", *where)
        return run, before

    def result(place):
        run, before = run_at(place)
        vcf = run.outputs["variants.vcf"]
        text = account.object(vcf).decode() if vcf.startswith("s3://") else Path(vcf).read_text()
        return run.outputs, records(text), before

    return result


@pytest.mark.parametrize("place", PLACES)
def test_the_counts_are_right(results, place):
    outputs, found, _ = results(place)
    assert outputs["variants.variant_count"] == LAMBDA_VARIANTS == len(found)
    assert outputs["variants.summary"]["read_pairs"] == LAMBDA_PAIRS
    assert outputs["variants.summary"]["variants"] == LAMBDA_VARIANTS
    assert len(outputs["variants.mapped_per_chunk"]) == CHUNKS
    assert sum(outputs["variants.mapped_per_chunk"]) == outputs["variants.summary"]["mapped_reads"]


@pytest.mark.parametrize("place", PLACES[1:])
def test_the_variants_are_those_of_plain_processes(results, place):
    assert results(place)[1] == results("none")[1]


def test_no_job_is_left_alive(results, account):
    results("batch")
    assert account.alive() == []


def test_every_request_fits_its_model(results, log_file):
    before = results("batch")[2]
    verdict = judge_file(log_file, first=before)
    assert verdict.faults == {}
    used = set(verdict.operations)
    assert {"batch.RegisterJobDefinition", "batch.SubmitJob", "batch.DescribeJobs", "s3.PutObject", "s3.GetObject"} <= used


def test_no_request_was_refused(results, log_file):
    """Strict signatures, payload hashes and checksums: nothing may have needed a second try for them."""
    before = results("batch")[2]
    lines = log_file.read_text().splitlines()[before:]
    refused = [f"{record['method']} {record['uri']}: {record['response'][:200]}"
               for record in map(json.loads, lines) if record["status"] in (400, 403)]
    assert refused == []


def test_simulated_mutations_are_found(engine):
    truth = EXAMPLES / "variants" / "data" / "yeast.truth.tsv"
    if not truth.exists():
        pytest.skip("there is no yeast data: scripts/variants-data makes it of ../shared/data/yeast")
    run = engine.run(EXAMPLES / "variants" / "variants.wdl", "-i", EXAMPLES / "variants" / "yeast.inputs.json",
                     "--containers", "none")
    vcf = run.outputs["variants.vcf"]
    subprocess.run([PROJECT / "scripts" / "compare-truth", vcf, truth, "--recall", "0.97", "--precision", "0.99"], check=True)
