"""`script:` and `benchmark:` without Snakemake: what the plug-in makes of them is run here, as in a container."""
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from snakemake.iocontainers import InputFiles, Log, OutputFiles, Params, ResourceList, Wildcards
from snakemake.sourcecache import LocalSourceFile

from snakemake_executor_plugin_martlet.benchmarks import measured
from snakemake_executor_plugin_martlet.native import native
from snakemake_executor_plugin_martlet.not_native import NotNative
from snakemake_executor_plugin_martlet.own_files import OwnFiles
from snakemake_executor_plugin_martlet.scripts import script_command
from snakemake_executor_plugin_martlet.told import plain
from test_contract import File, job as contract_job

CONFIG = {"genome": "g.fa", "depth": {"least": 3, 5: [True, None]}}


def named(kind, values, names=()):
    made = kind(values)
    made._take_names(dict(names).items())
    return made


def job(script, **more):
    """A job of a rule that is `script:`."""

    def run():
        pass

    scope = {"config": CONFIG}
    values = {
        "rule": SimpleNamespace(name="plot", conda_env=None, cache=False, script=script, run_func=type(run)(run.__code__, scope)),
        "_path_to_source_file": LocalSourceFile, "is_shell": False, "is_script": True, "shellcmd": None,
        "input": named(InputFiles, ["reads/a b.txt", "c.txt", "d.txt"], {"reads": (0, None), "rest": (1, 3)}),
        "output": named(OutputFiles, ["out.txt"]), "log": named(Log, ["plot.log"]), "wildcards": named(Wildcards, ["A"], {"sample": (0, None)}),
        "params": named(Params, ["it's", 1.5, ("x", Path("y"))], {"word": (0, None), "pair": (2, None)}),
        "resources": named(ResourceList, [2, 300, "<TBD>"], {"_cores": (0, None), "mem_mb": (1, None), "tmpdir": (2, None)}),
        "threads": 2, "benchmark": None, **more}
    return contract_job(**values)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def own(*names):
    return OwnFiles({*names, *(os.path.dirname(name) for name in names if "/" in name)}, (os.getcwd(),))


def run(job, files, shell="bash", **variables):
    """Run the script as in a container of another folder; its result."""
    setup, command = script_command(job, own(*files), "image")
    there = Path("there")
    there.mkdir()
    return subprocess.run([shell, "-c", setup + command], cwd=there, env={**os.environ, **variables}, capture_output=True, text=True)


PYTHON = '''from __future__ import annotations
"""What it knows."""
import json
from snakemake.script import snakemake as same
import common
assert same is snakemake and __name__ == "__main__" and isinstance(snakemake, Snakemake)
logger.info("not shown")
print(json.dumps([
    snakemake.input[0], str(snakemake.input), snakemake.input.rest, str(snakemake.input.rest), snakemake.input.get("none", 7),
    list(snakemake.input.keys()), snakemake.input["reads"], snakemake.output[0], dict(snakemake.wildcards.items()), snakemake.params[1],
    snakemake.params.word, str(snakemake.params.pair[1]), snakemake.threads, snakemake.resources.mem_mb, snakemake.resources["tmpdir"],
    snakemake.config["depth"][5], snakemake.rule, snakemake.bench_iteration, snakemake.log_fmt_shell(stdout=False, append=True),
    snakemake.log_fmt_shell(), common.NAME, __file__.endswith("/there/scripts/plot.py"), snakemake.scriptdir.endswith("/there/scripts")]))
'''


def test_a_script_in_python_sees_what_snakemake_would_give_it(folder):
    write("scripts/plot.py", PYTHON)
    write("scripts/common.py", "from lib.names import NAME\n")
    write("scripts/lib/__init__.py", "")
    write("scripts/lib/names.py", 'NAME = "it\'s mine"\n')
    write("scripts/unused.py", "import snakemake.shell\n")
    files = [str(path) for path in Path("scripts").rglob("*.py")]
    result = run(job("scripts/plot.py"), files, TMPDIR="/var/tmp")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == [
        "reads/a b.txt", "reads/a b.txt c.txt d.txt", ["c.txt", "d.txt"], "c.txt d.txt", 7, ["reads", "rest"], "reads/a b.txt", "out.txt",
        {"sample": "A"}, 1.5, "it's", "y", 2, 300, "/var/tmp", [True, None], "plot", None, " 2>> plot.log", " > plot.log 2>&1", "it's mine",
        True, True]
    assert not Path("there/scripts/unused.py").exists()


def test_a_script_in_bash_sees_what_snakemake_would_give_it(folder):
    write("scripts/plot.sh", """#!/bin/bash
# In a remark data/table.tsv is only a word.
. "${snakemake[scriptdir]}/helpers.sh"
say "${snakemake_input[reads]}" "${snakemake_input[0]}" "${snakemake_input[rest]}" "${snakemake_wildcards[sample]}" "${snakemake_params[word]}"
say "${snakemake_resources[mem_mb]}" "${snakemake_resources[tmpdir]}" "${snakemake_config[genome]}" "${snakemake[threads]}" "${snakemake[rule]}"
""")
    write("scripts/helpers.sh", "say() { printf '<%s>' \"$@\"; }\n")
    result = run(job("scripts/plot.sh"), ["scripts/plot.sh", "scripts/helpers.sh", "data/table.tsv"], TMPDIR="/var/tmp")
    assert result.stdout == "<reads/a b.txt><reads/a b.txt><c.txt d.txt><A><it's><300></var/tmp><g.fa><2><plot>", result.stderr


def test_an_image_without_the_language_says_so(folder):
    for suffix, program in ((".R", "Rscript"), (".py", "Python 3.6 or newer")):
        write("plot" + suffix, "")
        result = run(job("plot" + suffix), [], shell="/bin/sh", PATH="/nowhere:" + str(only_mkdir(folder)))
        assert result.returncode == 127
        assert f"there is no {program}" in result.stderr and "image" in result.stderr and "--martlet-native never" in result.stderr
        shutil.rmtree("there")


def only_mkdir(folder):
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    if not (programs / "mkdir").exists():
        (programs / "mkdir").symlink_to(shutil.which("mkdir"))
    return programs


@pytest.mark.parametrize("path, text, reason", [
    ("plot.py", "from snakemake.shell import shell\n", "plot.py imports snakemake.shell"),
    ("plot.py", "import os, snakemake.utils as utils", "plot.py imports snakemake.utils"),
    ("plot.py", "import snakemake\n", "plot.py imports snakemake"),
    ("scripts/plot.py", "open('data/table.tsv')\n", "plot.py names data/table.tsv, which is of the workflow itself"),
    ("scripts/plot.R", "read.csv(file.path('data', x))\n", "plot.R names data, which is of the workflow itself"),
    ("scripts/plot.R", "snakemake@source('../data/table.tsv')\n", "scripts/plot.R names ../data/table.tsv"),
    ("scripts/plot.sh", "cat data/table.tsv\n", "plot.sh names data/table.tsv"),
    ("plot.py", "snakemake.report_href('a')\n", "asks for report_href"),
    ("plot.jl", "", "plot.jl is not one in Python, R or bash"),
    ("../plot.py", "", "../plot.py lies outside the working folder"),
    ("plot.py", "#" + "x" * (1 << 19), "more than 512 KiB"),
    ("plot.py", "a\0b", "is not text"),
])
def test_scripts_that_need_snakemake_are_told(folder, path, text, reason):
    (folder / "work").mkdir()
    os.chdir(folder / "work")
    write("data/table.tsv", "")
    write(path, text)
    with pytest.raises(NotNative) as error:
        script_command(job(path), own("data/table.tsv", path), "image")
    assert reason in str(error.value)


def test_what_json_does_not_have_is_told(folder):
    write("plot.py", "")
    with pytest.raises(NotNative, match="a complex by params"):
        script_command(job("plot.py", params=named(Params, [1j])), own(), "image")
    with pytest.raises(NotNative, match="only the job knows"):
        script_command(job("plot.py", params=named(Params, ["<TBD>"])), own(), "image")
    assert plain({1: {"a"}}, "params") == {"dict": [[1, {"set": ["a"]}]]}


@pytest.mark.parametrize("image", [None, "docker://snakemake/snakemake:v9", "docker://everyone"])
def test_a_script_needs_an_image_of_its_own(folder, image):
    write("plot.py", "")
    files = {name: [] for name in ("input", "output", "log")}
    mine = job("plot.py", container_img_url=image, resources={"tmpdir": "<TBD>"}, **files)
    with pytest.raises(NotNative, match="no `container:` of its own"):
        native(mine, "everyone", own())
    mine = job("plot.py", container_img_url=image, **{name: kind() for name, kind in (("input", InputFiles), ("output", OutputFiles), ("log", Log))})
    assert native(mine, "everyone", own(), always=True).image == (image or "everyone").removeprefix("docker://")


COLUMNS = ["s", "h:m:s", "max_rss", "max_vms", "max_uss", "max_pss", "io_in", "io_out", "mean_load", "cpu_time"]


@pytest.mark.parametrize("shell", ["bash", "dash", "busybox sh"])
def test_a_command_is_measured(folder, shell):
    if not shutil.which(shell.split()[0]):
        pytest.skip(f"there is no {shell}")
    busy = "python3 -c 'import time; hold = b\"x\" * (90 << 20)\nwhile time.process_time() < 1: pass'"
    began = time.monotonic()
    subprocess.run([*shell.split(), "-c", measured(busy + "; exit 0\n", "a b.tsv")], check=True)
    took = time.monotonic() - began + 0.02
    header, row = (line.split("\t") for line in Path("a b.tsv").read_text().splitlines())
    assert header == COLUMNS
    found = dict(zip(header, row))
    assert 0.9 < float(found["s"]) <= took and found["h:m:s"] == f"0:00:{int(float(found['s'])):02}"
    assert 90 < float(found["max_rss"]) < 150 and float(found["max_uss"]) > 90 and float(found["max_vms"]) > float(found["max_rss"])
    assert 0.9 < float(found["cpu_time"]) <= took and float(found["io_out"]) >= 0
    assert abs(float(found["mean_load"]) - 100 * float(found["cpu_time"]) / float(found["s"])) < 3


def test_a_command_that_fails_leaves_no_benchmark(folder):
    result = subprocess.run(["bash", "-c", measured("exit 3\n", "x.tsv")])
    assert result.returncode == 3 and not Path("x.tsv").exists()


@pytest.mark.parametrize("more, reason", [
    ({"benchmark_repeats": 3}, "repeated"), ({"benchmark": File("x.jsonl")}, "JSON"),
    ({"dag": SimpleNamespace(workflow=SimpleNamespace(output_settings=SimpleNamespace(benchmark_extended=True)))}, "extended"),
])
def test_benchmarks_of_other_kinds_are_snakemakes(more, reason):
    values = {"benchmark": File("x.tsv"), "benchmark_repeats": 1,
              "dag": SimpleNamespace(workflow=SimpleNamespace(output_settings=SimpleNamespace(benchmark_extended=False))), **more}
    with pytest.raises(NotNative, match=reason):
        native(contract_job(**values), "image", OwnFiles(set(), ()))


def test_a_benchmark_is_an_output():
    values = {"benchmark": File("x.tsv"), "benchmark_repeats": 1,
              "dag": SimpleNamespace(workflow=SimpleNamespace(output_settings=SimpleNamespace(benchmark_extended=False)))}
    made = native(contract_job(**values), "image", OwnFiles(set(), ()))
    assert [file["path"] for file in made.files["outputs"]] == ["counts/a.txt", "x.tsv"]
