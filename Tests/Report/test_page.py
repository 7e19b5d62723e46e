"""The report of a run in a browser: what it shows, what it does when it is used, and that it asks nobody."""

import json
import pathlib
import re
import shutil
import subprocess

import pytest
from conftest import DESKTOP, PHONE, martlet
from journals import HOSTILE, fabricate

HERE = pathlib.Path(__file__).parent
MANY = 10_000
LOOKS = [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE), ("dark", PHONE)]


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A run of this machine in which a call fails twice, after one that succeeded and whose results it takes."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copy(HERE / "small.wdl", folder)
    martlet("run", "small.wdl", 'words=["a", "b"]', "--containers", "none", "--quiet", folder=folder)
    martlet("run", "small.wdl", "--containers", "none", "--quiet", "-k", "apiToken=hush-hush", "--graph", "small.dot",
            folder=folder, status=1)
    return folder


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """A run of many calls that never ran."""
    runs = tmp_path_factory.mktemp("many")
    run = fabricate(runs, MANY)
    martlet("report", run.name, "--runs-dir", runs, folder=runs)
    return run


def is_quiet(page):
    assert page.complaints() == []
    assert page.requests() == []


def rows(page):
    return page.texts("#calls tbody tr[data-place]")


def shown(page):
    return page.ask("return document.querySelector('#calls .note').textContent.replace(/\\s/g, '')")


def ink(page, selector):
    """How many different colours a canvas has."""
    return page.ask("""
      const canvas = document.querySelector(arguments[0]);
      const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      const colours = new Set();
      for (let at = 0; at < data.length; at += 4) if (data[at + 3]) colours.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
      return colours.size;
    """, selector)


# MARK: A small run


def test_a_run_that_failed_has_its_report_and_its_trace(small, page):
    page.open(small / "martlet-runs/_latest/report.html")
    page.wait("return document.querySelector('#calls tbody tr[data-place]')")
    assert page.texts(".badge") == ["failed"]
    assert "exit status 1" in page.texts(".failure pre")[0]
    assert "number 2 of <shaky> & co" in page.texts(".failure pre")[0]
    assert "martlet resume small-" in page.texts(".failure")[0]
    assert sum("cached" in row for row in rows(page)) == 4
    assert any("shaky[2]" in row and "failed" in row for row in rows(page))
    is_quiet(page)
    trace = (small / "martlet-runs/_latest/trace.tsv").read_text().splitlines()
    table = [dict(zip(trace[0].split("\t"), line.split("\t"))) for line in trace[1:]]
    assert sorted(row["status"] for row in table) == ["CACHED"] * 4 + ["COMPLETED"] * 3 + ["FAILED"] * 2
    assert [(row["name"], row["attempt"], row["exit"]) for row in table if row["status"] == "FAILED"] == [
        ("shaky (2)", "1", "1"), ("shaky (2)", "2", "1")]


def test_secrets_of_the_command_line_are_not_told(small, page):
    page.open(small / "martlet-runs/_latest/report.html")
    command = page.texts("header code")[0]
    assert command == "martlet run small.wdl --containers none --quiet -k 'apiToken=***' --graph small.dot"
    assert "hush-hush" not in (small / "martlet-runs/_latest/run.json").read_text()


def test_the_graph_shows_the_calls_and_chooses_them(small, page):
    page.open(small / "martlet-runs/_latest/report.html")
    boxes = page.wait("return [...document.querySelectorAll('#graph g.call')].map((box) => box.getAttribute('aria-label'))")
    assert sorted(box.split(":")[0] for box in boxes) == ["join", "say", "shaky", "shout"]
    page.ask("document.querySelector('#graph g.call[aria-label^=shaky]').dispatchEvent(new Event('click'))")
    assert all(row.startswith("shaky") for row in rows(page)) and rows(page)


def test_graphviz_takes_the_graphs(small):
    for graph in [(small / "small.dot").read_text(), martlet("report", "--format", "dot", folder=small)]:
        drawn = subprocess.run(["dot", "-Tjson"], input=graph, capture_output=True, text=True, check=True)
        assert drawn.stderr == ""
        names = [each["label"] for each in json.loads(drawn.stdout)["objects"] if "nodes" not in each and "label" in each]
        assert {"say", "shaky", "join"} <= {re.split(r"\\n|\n", name)[0] for name in names}


@pytest.mark.parametrize("scheme, size", LOOKS)
def test_a_report_fits_the_screen(small, page, scheme, size):
    page.open(small / "martlet-runs/_latest/report.html", size, scheme)
    page.wait("return document.querySelector('#timeline canvas').width > 0")
    assert page.ask("return document.documentElement.scrollWidth <= window.innerWidth")
    dark = page.ask("return getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 26)"
    assert dark == (scheme == "dark")
    page.picture(f"small-{scheme}-{size[0]}")
    is_quiet(page)


def test_a_run_that_goes_on_or_was_left_can_be_told_of(small, page):
    left = small / "left" / "small-20261120-101500"
    shutil.copytree((small / "martlet-runs/_latest").resolve(), left)
    journal = left / "journal.jsonl"
    lines = journal.read_text().splitlines(keepends=True)
    end = next(place for place, line in enumerate(lines) if '"attempt-running"' in line) + 1
    journal.write_text("".join(lines[:end]))
    martlet("report", left, "-o", "left.html", folder=small)
    page.open(small / "left.html")
    assert page.texts(".badge") == ["left"]
    assert any("left" in row for row in rows(page))
    is_quiet(page)


# MARK: Many calls


def test_ten_thousand_calls_are_drawn_in_a_moment(many, page):
    assert (many / "report.html").stat().st_size < 4_000_000
    page.open(many / "report.html")
    page.wait("return document.querySelector('#calls tbody tr[data-place]')")
    assert shown(page) == "10000calls"
    assert len(rows(page)) < 100
    assert ink(page, "#timeline .lanes canvas") > 4
    assert ink(page, "#timeline .chart > canvas") > 2
    assert page.ask("return document.querySelectorAll('*').length") < 8_000
    assert page.ask("return performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart") < 20_000
    is_quiet(page)


def test_hostile_names_are_only_names(many, page):
    page.open(many / "report.html")
    page.wait("return document.querySelector('#calls tbody tr[data-place]')")
    assert page.driver.title == "cohort-20261120-101500 – martlet"
    assert page.ask("return document.querySelectorAll('img').length") == 0
    assert any(HOSTILE.replace("/", ".") in text for text in page.texts("#summary td.name"))


def test_the_filter_narrows_the_table_and_the_timeline(many, page):
    page.open(many / "report.html")
    whole = page.wait("return document.querySelector('#timeline .lanes').scrollHeight")
    page.ask("""
      const search = document.querySelector("input[type=search]");
      search.value = "fastqc[12";
      search.dispatchEvent(new Event("input"));
    """)
    page.wait("return document.querySelector('.count').textContent.includes('of')")
    assert all(row.startswith("qc/fastqc[12") for row in rows(page)) and rows(page)
    assert page.wait("return document.querySelector('#timeline .lanes').scrollHeight") < whole
    page.ask("""
      const search = document.querySelector("input[type=search]");
      search.value = "";
      search.dispatchEvent(new Event("input"));
      const state = document.querySelector("select[aria-label=State]");
      state.value = "failed";
      state.dispatchEvent(new Event("change"));
    """)
    page.wait("return document.querySelector('#calls tbody tr[data-place] .state')?.textContent === 'failed'")
    assert {row.split("\t")[1].strip() for row in rows(page)} == {"failed"}


def test_columns_sort(many, page):
    page.open(many / "report.html")
    page.wait("return document.querySelector('#calls tbody tr[data-place]')")
    page.ask("[...document.querySelectorAll('#calls th button')].find((head) => head.textContent === 'Attempts').click()")
    assert page.ask("return document.querySelector('#calls th[aria-sort=descending]').textContent") == "Attempts ↓"
    attempts = [int(row.split("\t")[2]) for row in rows(page)]
    assert attempts[0] == 3 and attempts == sorted(attempts, reverse=True)


def test_keys_choose_a_call_and_open_it(many, page):
    page.open(many / "report.html")
    page.wait("return document.querySelector('#calls tbody tr[data-place]')")
    page.ask("""
      const grid = document.querySelector(".grid");
      grid.focus();
      for (const key of ["ArrowDown", "ArrowDown", "End", "Enter"]) grid.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    """)
    assert page.ask("return document.querySelector('#calls tr.chosen').dataset.place") == str(MANY - 1)
    last = page.ask("return document.querySelector('#calls tr.chosen td').textContent")
    assert page.texts(".sheet h3") == [last]
    assert "martlet show cohort-20261120-101500" in page.texts(".sheet")[0]
    page.ask("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))")
    assert page.ask("return document.querySelector('.sheet').classList.contains('hidden')")


def test_the_timeline_zooms(many, page):
    page.open(many / "report.html")
    page.wait("return document.querySelector('#timeline canvas').width > 0")
    before = page.ask("return document.querySelector('#timeline .lanes canvas').toDataURL()")
    page.ask("document.querySelector('#timeline button[title=\"Zoom in\"]').click()")
    page.wait("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
    assert page.ask("return document.querySelector('#timeline .lanes canvas').toDataURL()") != before


@pytest.mark.parametrize("scheme, size", LOOKS)
def test_many_calls_fit_the_screen(many, page, scheme, size):
    page.open(many / "report.html", size, scheme)
    page.wait("return document.querySelector('#calls tbody tr[data-place]')")
    assert page.ask("return document.documentElement.scrollWidth <= window.innerWidth")
    page.picture(f"many-{scheme}-{size[0]}")
    is_quiet(page)
