"""Rules that are `script:` and rules with `benchmark:`, in images that have no Snakemake; and the workflow of its tutorial."""
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from engine import WORKFLOWS
from test_snakemake import own_account, snakemake  # noqa: F401

COLUMNS = "s\th:m:s\tmax_rss\tmax_vms\tmax_uss\tmax_pss\tio_in\tio_out\tmean_load\tcpu_time"
# What the same tools do when they are called by hand.
BY_HAND = """
set -euo pipefail
cd /data
bwa index data/genome.fa
for sample in A B; do
  bwa mem -R "@RG\\tID:$sample\\tSM:$sample" -t 2 data/genome.fa data/samples/$sample.fastq | samtools view -Sb - > $sample.unsorted
  samtools sort -O bam $sample.unsorted > $sample.bam
  samtools index $sample.bam
done
bcftools mpileup -f data/genome.fa A.bam B.bam | bcftools call -mv -P 0.001 - > all.vcf
"""


def genome_and_reads():
    """A genome, reads of two samples of it that cover it 20 times, and where these differ from it."""
    chance = random.Random(11)
    genome = "".join(chance.choices("ACGT", k=6000))
    changed, files = {}, {"data/genome.fa": f">chr\n{genome}\n"}
    for sample in "AB":
        bases = list(genome)
        for place in chance.sample(range(300, 5700), 6):
            bases[place] = changed[place] = chance.choice([base for base in "ACGT" if base != genome[place]])
        reads = []
        for number in range(1200):
            start = chance.randrange(5900)
            reads.append(f"@{sample}{number}\n{''.join(bases[start:start + 100])}\n+\n{'I' * 100}\n")
        files[f"data/samples/{sample}.fastq"] = "".join(reads)
    return files, {place + 1 for place in changed}


def records(vcf):
    """The lines of a VCF without those that name files and the time."""
    return [line for line in vcf.splitlines() if not line.startswith(("##", "#CHROM"))]


@pytest.fixture
def tutorial(snakemake):  # noqa: F811
    shutil.copytree(WORKFLOWS / "snakemake-tutorial", snakemake.folder, dirs_exist_ok=True)
    return snakemake


def test_the_tutorial_runs_without_snakemake_and_calls_what_is_called_by_hand(tutorial, client_environment, tmp_path_factory):
    files, changed = genome_and_reads()
    by_hand = tmp_path_factory.mktemp("by-hand")
    for name, text in files.items():
        (by_hand / name).parent.mkdir(parents=True, exist_ok=True)
        (by_hand / name).write_text(text)
    subprocess.run(["podman", "run", "--rm", "--network", "none", "-v", f"{by_hand}:/data", "localhost/tutorial:latest", "bash", "-c", BY_HAND],
                   check=True, env=client_environment, capture_output=True)
    # As the tutorial's data has it, with bwa's index.
    for path in filter(Path.is_file, (by_hand / "data").rglob("*")):
        tutorial.put(str(path.relative_to(by_hand)), path.read_bytes())
    run = tutorial.run()
    assert run.status == 0, run.text
    assert "through Snakemake" not in run.text and run.text.count("runs without Snakemake in localhost/tutorial:latest") == 5
    called = records(tutorial.get("calls/all.vcf"))
    assert {int(line.split("\t")[1]) for line in called} == changed
    assert called == records((by_hand / "all.vcf").read_text())
    assert sum(int(count) for count in re.findall(r": (\d+)</title>", tutorial.get("plots/quals.svg"))) == len(called)
    header, row = tutorial.get("benchmarks/A.bwa.benchmark.txt").splitlines()
    assert header == COLUMNS and len(row.split("\t")) == 10 and float(row.split("\t")[0]) > 0 and "NA" not in row.split("\t")[-2:]
    assert tutorial.get("mapped_reads/A.bam") is None, "it was temporary"


def test_scripts_are_told_what_snakemake_tells_them(snakemake, tmp_path_factory):  # noqa: F811
    texts = {"words.txt": "one two\n", "other.txt": "three\n"}
    local = tmp_path_factory.mktemp("local")
    for folder in (local, snakemake.folder):
        shutil.copytree(WORKFLOWS / "snakemake-scripts", folder, dirs_exist_ok=True)
    for name, text in texts.items():
        snakemake.put(name, text)
        (local / name).write_text(text)
    run = snakemake.run("--keep-going", "all", "absent", environment="local")
    assert run.status == 1
    assert run.text.count(" runs without Snakemake in localhost/tutorial:latest") == 3
    assert "absent runs without Snakemake in localhost/busybox:latest" in run.text
    assert "there is no Rscript in the image localhost/busybox:latest, and scripts/absent.R needs it" in run.text
    # Snakemake itself, with no container and nothing far away.
    subprocess.run([snakemake.python, "-m", "snakemake", "--cores", "1", "told-A.py.txt", "told-A.sh.txt"], cwd=local, check=True,
                   capture_output=True)
    for name in ("told-A.py.txt", "told-A.sh.txt"):
        assert snakemake.get(name) == (local / name).read_text()
    assert snakemake.get("told-A.R.txt") == (
        "<words.txt><words.txt><other.txt><7><it's><0.5>\n<x><y><A><1><300>\n<3><a><b c><told_r><NA><scripts>\n<TRUE>\n")
    assert snakemake.get("told-A.R.log") == snakemake.get("told-A.py.log") == "done\n"
