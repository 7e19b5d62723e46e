"""The page of a server in a browser: runs that really run, one of 10,000 calls, the keyboard alone, and who may see what."""

import json
import pathlib
import urllib.parse
import uuid

import pytest
from conftest import DESKTOP, PHONE
from journals import BEGUN, HOSTILE, fabricate
from selenium.webdriver.common.keys import Keys
from served import API, Server

HERE = pathlib.Path(__file__).parent
MANY = 10_000
LABELS = {"project": "cohort-7", "note": "<img src=x onerror=alert(1)>"}
LOOKS = [("light", DESKTOP), ("dark", PHONE)]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def failed(server):
    """A run in which a call fails twice."""
    run = server.submit((HERE / "small.wdl").read_text(), labels=LABELS)
    server.wait(run, "Failed")
    return run


@pytest.fixture(scope="module")
def told(server):
    """A run that succeeds, with outputs."""
    run = server.submit((HERE / "talks.wdl").read_text(), workflowInputs={"talks.rounds": 2})
    server.wait(run, "Succeeded")
    return run


@pytest.fixture(scope="module")
def many(server, told):
    """A run of many calls that never ran, and does not end."""
    run = str(uuid.uuid4())
    server.submit((HERE / "small.wdl").read_text(), workflowOnHold="true", requestedWorkflowId=run)
    fabricate(server.run(told).parent, MANY, end=None, name=run)
    return run


@pytest.fixture
def web(page, server):
    """The page, signed in."""
    page.open(server.page)
    page.wait("return document.querySelector('#user button')")
    page.server = server
    yield page
    page.ask("window.stop()")


def show(web, hash, size=DESKTOP, scheme="light"):
    """Goes to a view of the page, from a page that has just been loaded."""
    web.open(f"{web.server.base}?{uuid.uuid4().hex[:6]}#/{hash}", size, scheme)


def is_quiet(web):
    assert web.complaints() == []
    assert web.requests(own=web.server.base) == []


def quoted(path):
    return urllib.parse.quote(path, safe="")


def focus(web):
    return web.ask("const node = document.activeElement; return node.getAttribute('aria-label') || node.textContent || node.tagName")


# MARK: Session


def test_the_token_leaves_the_address_and_no_script_sees_it(web):
    assert web.driver.current_url == web.server.base + "#/"
    assert web.ask("return document.cookie") == ""
    cookie = next(each for each in web.driver.get_cookies() if each["name"] == "martlet-session")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"


def test_who_signs_out_has_to_sign_in(web):
    web.ask("document.querySelector('#user button').click()")
    web.wait("return document.querySelector('#token')")
    web.press("wrong", Keys.ENTER)
    assert "not known" in web.wait("return document.querySelector('.wrong').textContent")
    web.press(web.server.token, Keys.ENTER)
    web.wait("return document.querySelector('.runs')")


# MARK: Runs


def test_the_list_is_filtered(web, failed, told):
    web.wait("return document.querySelectorAll('.runs tbody tr').length >= 2")
    chips = web.texts(".chips button")
    assert any(chip.startswith("Failed") for chip in chips)
    assert web.ask("return document.querySelectorAll('img[src=x]').length") == 0
    assert any("<img src=x onerror=alert(1)>" in row for row in web.texts(".runs tbody tr"))
    web.ask("[...document.querySelectorAll('.chips button')].find((chip) => chip.textContent.startsWith('Failed')).click()")
    web.wait("return location.hash.includes('status=Failed') && document.querySelectorAll('.runs tbody tr').length === 1")
    show(web, f"?label={quoted('project:cohort-7')}")
    assert web.wait("const rows = [...document.querySelectorAll('.runs tbody tr')]; return rows.length === 1 && rows[0].innerText").startswith("Failed")
    show(web, f"?search={told[:13]}")
    assert "talks" in web.wait("const rows = [...document.querySelectorAll('.runs tbody tr')]; return rows.length === 1 && rows[0].innerText")
    is_quiet(web)


def test_a_run_that_failed_says_why_and_what_helps(web, failed):
    show(web, f"run/{failed}")
    assert "exit status 1" in web.wait("return document.querySelector('.part .failure pre')?.textContent")
    assert "Help:" in web.texts(".part .failure")[0]
    assert web.driver.title == "Failed: small – martlet"
    show(web, f"run/{failed}/calls/{quoted('shaky[2]')}")
    assert "number 2 of <shaky> & co" in web.wait("return document.querySelector('dialog.call pre.log')?.textContent")
    assert "test 2 != 2" in web.wait("return document.querySelector('pre.command')?.textContent")
    assert web.ask("return document.querySelector('dialog.call .logs select').options.length") == 2
    web.picture("server-call")
    show(web, f"run/{failed}/graph")
    boxes = web.wait("const boxes = [...document.querySelectorAll('#graph g.call')]; return boxes.length && boxes.map((box) => box.getAttribute('aria-label'))")
    assert sorted(box.split(":")[0] for box in boxes) == ["join", "say", "shaky", "shout"]
    web.picture("server-graph")
    is_quiet(web)


def test_outputs_and_documents_can_be_downloaded(web, told):
    show(web, f"run/{told}/files")
    links = web.wait("const links = [...document.querySelectorAll('.part .file a')]; return links.length && links.map((link) => [link.textContent, link.getAttribute('href')])")
    assert [name for name, _ in links] == ["told", "workflow.wdl"]
    status, headers, body = web.server.ask(links[0][1])
    assert (status, body) == (200, b"told\n")
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''told"
    assert web.server.ask(links[1][1])[2].startswith(b"version 1.1")
    assert json.loads(web.server.ask(f"{API}workflows/{told}/values?of=outputs")[2])["talks.elsewhere"] == "/etc/hostname"
    web.picture("server-files")
    is_quiet(web)


def test_a_log_is_followed_and_its_run_cancelled_after_a_question(web):
    run = web.server.submit((HERE / "talks.wdl").read_text(), workflowInputs={"talks.rounds": 1000})
    show(web, f"run/{run}/calls/talk")
    web.wait("return document.querySelector('dialog.call pre.log')?.textContent.includes('round 2 of <b>many</b>')")
    length = web.ask("return document.querySelector('pre.log').textContent.length")
    web.wait(f"return document.querySelector('pre.log').textContent.length > {length}")
    assert "\033" not in web.ask("return document.querySelector('pre.log').textContent")
    assert web.ask("return document.querySelectorAll('pre.log b').length") == 0
    web.picture("server-log")
    web.press(Keys.ESCAPE)
    web.wait("return !document.querySelector('dialog.call').open")
    web.ask("[...document.querySelectorAll('.actions button')].find((button) => button.textContent === 'Cancel').click()")
    web.wait("return document.querySelector('dialog.question')")
    web.press(Keys.ESCAPE)
    web.wait("return !document.querySelector('dialog.question')")
    assert web.server.get(f"{API}workflows/{run}")["status"] == "Running"
    web.ask("[...document.querySelectorAll('.actions button')].find((button) => button.textContent === 'Cancel').click()")
    web.wait("return document.querySelector('dialog.question')")
    web.press(Keys.TAB, Keys.ENTER)
    web.wait("return document.querySelector('.badge').textContent === 'Aborted'")
    is_quiet(web)


def test_a_run_is_submitted_again(web, failed):
    show(web, f"run/{failed}")
    web.wait("const button = document.querySelector('.actions button'); return !button.classList.contains('hidden') && (button.click(), true)")
    web.wait("return document.querySelector('dialog.question')")
    web.ask("document.querySelector('dialog.question button.main').click()")
    again = web.wait(f"const id = location.hash.split('/')[2]; return id !== '{failed}' && id")
    web.server.wait(again, "Failed")
    workflow = web.server.get(f"{API}workflows/{again}")
    assert {name: workflow["labels"][name] for name in LABELS} == LABELS
    assert workflow["name"] == "small"


# MARK: Many calls


def test_ten_thousand_calls_are_shown_and_what_is_new_of_them(web, many):
    show(web, f"run/{many}/calls")
    web.wait("return document.querySelector('#calls tbody tr[data-place]')")
    assert web.ask("return document.querySelectorAll('#calls tbody tr[data-place]').length") < 100
    path = f"{API}workflows/{many}/report"
    _, headers, body = web.server.ask(path)
    assert len(body) < 4_000_000
    assert web.server.ask(path, headers={"If-None-Match": headers["ETag"]})[0] == 304
    with open(web.server.run(many) / "journal.jsonl", "a") as journal:
        journal.write(json.dumps({"time": BEGUN, "event": "call-started", "call": HOSTILE.replace("title", "name")}) + "\n")
    count = f"{MANY + 1:,}".replace(",", "\u202f")
    web.wait(f"return document.querySelector('#calls .note').textContent === '{count} calls'")
    assert web.ask("return document.querySelectorAll('img:not([alt])').length") == 0
    page = web.server.get(f"{API}workflows/{many}/calls?state=failed&name=align&limit=3&offset=1")
    assert len(page["calls"]) == 3 and page["total"] > 3 and {call["state"] for call in page["calls"]} == {"failed"}
    is_quiet(web)


@pytest.mark.parametrize("scheme, size", LOOKS)
@pytest.mark.parametrize("part", ["list", "overview", "calls", "timeline"])
def test_the_page_fits_the_screen(web, many, failed, part, scheme, size):
    where = {"list": "", "overview": f"run/{failed}", "calls": f"run/{many}/calls", "timeline": f"run/{many}/timeline"}[part]
    seen = {"list": ".runs tbody a", "overview": ".tiles", "calls": "#calls tr[data-place]", "timeline": "#timeline canvas"}[part]
    show(web, where, size, scheme)
    web.wait(f"return document.querySelector('{seen}')")
    assert web.ask("return document.documentElement.scrollWidth <= window.innerWidth")
    web.picture(f"server-{part}-{scheme}-{size[0]}")
    is_quiet(web)


# MARK: The keyboard alone


def test_everything_is_reached_by_keys(web, failed, told):
    web.wait("return document.querySelector('.runs tbody a')")
    web.ask("document.activeElement.blur()")
    web.open(web.server.base + "?keys#/")
    web.wait("return document.querySelector('.runs tbody a')")
    assert focus(web) == "Runs"
    web.press("/")
    assert focus(web).startswith("Search runs")
    web.press("small")
    web.wait("return [...document.querySelectorAll('.runs tbody td.name > a')].every((link) => link.textContent === 'small')")
    web.press(Keys.TAB, Keys.TAB, Keys.TAB)
    assert focus(web) == "small"
    assert web.ask("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    web.press(Keys.ARROW_DOWN)
    assert focus(web) == "small"
    web.press(Keys.ARROW_UP, Keys.ENTER)
    web.wait("return document.querySelector('.part .tiles')")
    assert focus(web) == "small"
    web.press(Keys.TAB, Keys.TAB)
    assert focus(web) == f"note: {LABELS['note']}"
    web.press(Keys.TAB, Keys.TAB, Keys.TAB)
    assert focus(web) == "Calls"
    web.press(Keys.ENTER)
    web.wait("return document.querySelector('#calls tr[data-place]')")
    web.ask("document.querySelector('.grid').focus()")
    web.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    title = web.wait("return document.querySelector('dialog.call[open] h2')?.textContent")
    assert title == web.ask("return document.querySelector('#calls tr.chosen td').textContent")
    web.press(Keys.ESCAPE)
    web.wait("return !document.querySelector('dialog.call').open")
    assert focus(web).startswith("Calls; the arrow keys")


def test_the_first_stop_leads_past_the_head(web):
    web.ask("document.querySelector('.skip').focus()")
    assert web.ask("return document.querySelector('.skip').getBoundingClientRect().top") >= 0
    web.press(Keys.ENTER)
    assert web.ask("return document.activeElement.id") == "main"


# MARK: Who may see what


def test_runs_of_others_are_not_there(server, told):
    other = server.user("bob")
    assert server.ask(f"{API}workflows/{told}")[0] == 200
    for path in ["", "/report", "/calls", "/call?path=talk", "/values", "/values?of=outputs",
                 "/log?call=talk&stream=stdout", "/file?at=x"]:
        assert server.ask(f"{API}workflows/{told}{path}", other)[0] == 404, path
    for path in ["/resubmit", "/abort"]:
        status, _, _ = server.ask(f"{API}workflows/{told}{path}", other, "POST", b"{}", {"Content-Type": "application/json"})
        assert status == 404, path
    assert json.loads(server.ask(f"{API}workflows", other)[2])["total"] == 0


def test_only_files_that_a_run_names_are_given(server, told):
    run = server.run(told)
    leak = run / "calls/talk/attempt-1/work/leak"
    assert leak.is_symlink()
    (run / "out/leak").symlink_to("/etc/hostname")
    for path in ["/etc/hostname", leak, run / "out/leak", run / "journal.jsonl", run / "out/../journal.jsonl", run / "out", ""]:
        assert server.ask(f"{API}workflows/{told}/file?at={quoted(str(path))}")[0] == 404, path


def test_other_sites_change_nothing(server, told):
    kind = {"Content-Type": "application/json"}
    path = f"{API}workflows/{told}/resubmit"
    for headers in [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]:
        assert server.ask(path, None, "POST", b"{}", kind | headers)[0] == 403, headers
    assert server.ask(path, None, "POST", b"{}", {"Content-Type": "text/plain"})[0] == 415
    _, headers, _ = server.ask("")
    assert "script-src 'self'" in headers["Content-Security-Policy"] and "unsafe" not in headers["Content-Security-Policy"]
