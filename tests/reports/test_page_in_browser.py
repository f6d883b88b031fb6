"""The page in a real browser: it asks for nothing, and hands over what was decided on it."""

import json

import pytest

from codemods.plan import Plan
from codemods.review.decisions import Log
from codemods.review.imported import read_decisions
from codemods.review.state import begin
from tests.reports.browser import chromium, window
from tests.reports.pages import ATTACK, HOSTILE, MIXED, plan_of, write_page

WIDTHS = (400, 1000, 2000)


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def mixed(tmp_path) -> Plan:
    return plan_of(tmp_path / "suite", MIXED)


@pytest.fixture
def file(tmp_path, mixed):
    return write_page(tmp_path / "page.html", mixed)


def ids(plan):
    review = begin(plan, Log())
    return [item.id for item in (*review.items, *review.left)]


def test_it_opens_without_a_request_or_a_complaint(browser, file, mixed):
    with window(browser, file) as shown:
        assert shown.shown() == ids(mixed)
        assert shown.counter() == "3 open"
        assert shown.page.is_hidden("#readonly")
        assert (shown.requests, shown.complaints) == ([], [])


def test_it_lets_nothing_run_and_nothing_load_that_is_not_its_own(browser, file):
    with window(browser, file) as shown:
        failures = []
        shown.page.on("requestfailed", lambda it: failures.append(it.failure))
        shown.page.evaluate(
            """() => {
                const script = document.createElement("script");
                script.textContent = "window.intruded = true";
                document.body.append(script);
                new Image().src = "http://127.0.0.1:9/a.png";
                return fetch("http://127.0.0.1:9/b").catch(() => null);
            }"""
        )

        assert shown.page.evaluate("window.intruded") is None
        assert set(failures) <= {"csp"}
        assert len(shown.requests) == len(failures)
        assert len([it for it in shown.complaints if "Content Security Policy" in it]) >= 3


def test_the_filter_takes_words_and_choices(browser, file, mixed):
    notes, cache, stuck = (
        next(it.id for it in mixed.findings if word in it.hazard.resource)
        for word in ("notes", "cache", "stuck")
    )
    with window(browser, file) as shown:
        shown.page.fill("#words", "test_cache.py TEST_USES")
        assert shown.shown() == [cache]
        assert shown.counter() == "3 open. The filter shows 1 of 4."
        assert shown.page.is_hidden("#of-tmp-path")

        shown.page.fill("#words", "no such thing")
        assert shown.page.is_visible("#nothing")

        shown.page.fill("#words", "")
        shown.page.select_option("#by-transform", "session-dir")
        assert shown.shown() == [cache, stuck]
        shown.page.select_option("#by-safety", "manual")
        assert shown.shown() == [stuck]

        shown.page.select_option("#by-transform", "")
        shown.page.select_option("#by-safety", "")
        shown.page.click(f"#f-{notes} >> text=Accept")
        shown.page.select_option("#by-status", "accepted")
        assert shown.shown() == [notes]
        shown.page.select_option("#by-status", "")
        shown.page.select_option("#by-hazard", "hardcoded-path")
        assert len(shown.shown()) == 2


def test_keys_move_decide_and_undo(browser, file, mixed):
    first, second, third, left = ids(mixed)
    with window(browser, file) as shown:
        press = shown.page.keyboard.press
        press("j")
        assert shown.focused() == f"f-{first}"
        press("j")
        press("k")
        assert shown.focused() == f"f-{first}"

        press("y")
        assert shown.focused() == f"f-{second}"
        press("n")
        press("s")
        assert shown.statuses() == {
            first: "accepted",
            second: "rejected",
            third: "later",
            left: "undecided",
        }
        assert shown.counter() == "1 accepted, 1 rejected, 1 later, 0 open"

        press("u")
        assert shown.focused() == f"f-{third}"
        press("u")
        assert shown.statuses()[second] == "undecided"
        assert shown.focused() == f"f-{second}"

        is_open = f"document.querySelector('#f-{second} .diff').open"
        assert shown.page.evaluate(is_open)
        press("o")
        assert not shown.page.evaluate(is_open)

        press("/")
        assert shown.focused() == "words"
        shown.page.keyboard.type("jyn")
        assert shown.page.input_value("#words") == "jyn"
        press("Escape")
        assert shown.page.input_value("#words") == ""
        press("Escape")
        assert shown.focused() == f"f-{second}"

        press("?")
        assert shown.page.is_visible("#help")
        press("y")
        assert shown.statuses()[second] == "undecided"
        shown.page.uncheck("#single")
        press("Escape")
        assert shown.page.is_hidden("#help")
        press("y")
        assert shown.statuses()[second] == "undecided"
        assert shown.complaints == []


def test_what_has_no_fix_cannot_be_accepted(browser, file, mixed):
    left = ids(mixed)[-1]
    with window(browser, file) as shown:
        buttons = shown.page.query_selector_all(f"#f-{left} .decide button")
        assert [it.text_content() for it in buttons if it.is_visible()] == ["Ignore"]

        shown.page.focus(f"#f-{left}")
        shown.page.keyboard.press("y")

        assert shown.statuses()[left] == "undecided"


def test_decisions_are_there_again_when_the_page_is_opened_again(browser, file, mixed):
    first, second, *_ = ids(mixed)
    with window(browser, file) as shown:
        shown.page.click(f"#f-{first} >> text=Accept")
        shown.page.click(f"#f-{second} >> text=Reject")
        shown.page.fill(f"#f-{second} input", "not now")
        shown.page.press(f"#f-{second} input", "Enter")

        shown.page.reload()

        assert shown.counter() == "1 accepted, 1 rejected, 1 open"
        assert shown.page.input_value(f"#f-{second} input") == "not now"


def test_a_second_tab_undoes_nothing_of_the_first(browser, file, mixed):
    first, second, *_ = ids(mixed)
    with window(browser, file) as shown:
        other = shown.page.context.new_page()
        other.goto(shown.page.url)
        shown.page.click(f"#f-{first} >> text=Accept")
        other.wait_for_function("document.body.innerText.includes('1 accepted')")
        other.click(f"#f-{second} >> text=Reject")
        shown.page.wait_for_function("document.body.innerText.includes('1 rejected')")
        shown.page.reload()
        assert shown.counter() == "1 accepted, 1 rejected, 1 open"


def test_the_safe_fixes_of_a_transform_are_accepted_and_undone_together(browser, file, mixed):
    first, second, third, _ = ids(mixed)
    with window(browser, file) as shown:
        button = shown.page.locator(".group", has_text=first).locator(".accept-safe")
        assert button.inner_text() == "Accept the 2 safe ones"

        button.click()
        found = shown.statuses()
        assert (found[first], found[second], found[third]) == ("accepted", "accepted", "undecided")
        assert button.is_hidden()

        shown.page.keyboard.press("u")
        assert set(shown.statuses().values()) == {"undecided"}


def test_what_is_exported_is_what_the_command_line_takes_over(browser, file, mixed, tmp_path):
    first, second, third, left = ids(mixed)
    with window(browser, file, accept_downloads=True) as shown:
        shown.page.click(f"#f-{first} >> text=Accept")
        shown.page.click(f"#f-{second} >> text=Reject")
        shown.page.fill(f"#f-{second} input", 'a "reason" </script> \u202e')
        shown.page.click(f"#f-{third} >> text=Later")
        shown.page.click(f"#f-{left} >> text=Ignore")
        shown.page.fill(f"#f-{left} input", "it is ours")
        shown.page.click("#export-open")
        assert shown.page.is_visible("text=xdistify review --import xdistify-decisions.json")
        with shown.page.expect_download() as download:
            shown.page.click("#download")
        download.value.save_as(tmp_path / download.value.suggested_filename)
        assert shown.requests in ([], [download.value.url])

    review = begin(mixed, Log())
    text = (tmp_path / "xdistify-decisions.json").read_text(encoding="utf-8")
    step, notes = read_decisions(text, review)
    after = review.after(step)

    assert notes == ()
    assert {name: it.verdict for name, it in after.decisions.items()} == {
        first: "accepted",
        second: "rejected",
        third: "later",
        left: "ignored",
    }
    assert after.decisions[second].reason == 'a "reason" </script> \u202e'
    assert after.decisions[left].reason == "it is ours"


def test_the_decisions_can_be_copied(browser, file, mixed):
    first = ids(mixed)[0]
    rights = ["clipboard-read", "clipboard-write"]
    with window(browser, file, permissions=rights) as shown:
        shown.page.click(f"#f-{first} >> text=Accept")
        shown.page.click("#export-open")
        shown.page.click("#copy")
        shown.page.wait_for_selector("text=Copied")

        copied = json.loads(shown.page.evaluate("navigator.clipboard.readText()"))

        assert [(it["id"], it["verdict"]) for it in copied["decisions"]] == [(first, "accepted")]
        assert shown.page.input_value("#exported") == json.dumps(copied, indent=2) + "\n"


def test_a_browser_that_stores_nothing_is_no_obstacle(browser, file, mixed):
    refusing = "delete window.localStorage; Object.defineProperty(window, 'localStorage', {get() {\
        throw new DOMException('no', 'SecurityError')}})"
    first = ids(mixed)[0]
    with window(browser, file, refusing) as shown:
        shown.page.click(f"#f-{first} >> text=Accept")
        shown.page.click("#export-open")

        assert shown.counter() == "1 accepted, 2 open"
        assert shown.page.is_visible("text=what is not exported is lost")
        assert shown.complaints == []


def test_it_is_dark_or_light_as_the_system_says_until_somebody_chooses(browser, file):
    with window(browser, file, color_scheme="light") as shown:
        light = shown.colour("backgroundColor")
        assert shown.page.get_attribute("#theme", "aria-pressed") == "false"
        shown.page.click("#theme")
        dark = shown.colour("backgroundColor")
        shown.page.reload()
        assert shown.colour("backgroundColor") == dark != light
    with window(browser, file, color_scheme="dark") as shown:
        assert shown.colour("backgroundColor") == dark
        shown.page.click("#theme")
        assert shown.colour("backgroundColor") == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(browser, file, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    with window(browser, file, color_scheme=scheme, bypass_csp=True) as shown:
        shown.page.click(".finding >> text=Reject")
        shown.page.click(".as-table summary")
        page = axe.Axe().run(shown.page)
        shown.page.click("#export-open")
        dialog = axe.Axe().run(shown.page)

    assert page.response["violations"] == [], page.generate_report()
    assert dialog.response["violations"] == [], dialog.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(browser, file, width):
    with window(browser, file, viewport={"width": width, "height": 800}) as shown:
        wide = shown.page.evaluate("document.documentElement.scrollWidth")

        assert wide <= width
        old, new = (shown.page.locator(f".b > {it}").first.bounding_box() for it in ("del", "ins"))
        assert (old["x"] == new["x"]) is (width < 860)


def test_on_paper_everything_is_unfolded_and_light_and_no_button_is_there(browser, file):
    with window(browser, file, color_scheme="dark") as shown:
        shown.page.click(".diff summary")
        assert shown.page.locator(".b").first.is_hidden()

        shown.page.emulate_media(media="print")
        assert shown.colour("backgroundColor") == "rgb(255, 255, 255)"
        assert shown.page.locator("button:visible").count() == 0
        assert shown.page.locator(".b").first.is_visible()
        assert shown.page.locator(".as-table table").is_visible()

        assert shown.page.pdf().startswith(b"%PDF")


def test_without_javascript_it_can_be_read(browser, file, mixed):
    with window(browser, file, java_script_enabled=False) as shown:
        assert shown.shown() == ids(mixed)
        assert shown.page.is_visible("#readonly")
        assert shown.page.locator("button:visible").count() == 0
        assert shown.page.locator(".b").first.is_visible()


def test_hostile_text_is_text(browser, tmp_path):
    plan = plan_of(tmp_path / "suite", HOSTILE)
    file = write_page(tmp_path / "page.html", plan)
    with window(browser, file) as shown:
        assert shown.complaints == []
        assert shown.requests == []
        assert shown.page.locator("img").count() == 0
        assert shown.page.evaluate("document.scripts.length") == 2
        assert ATTACK in shown.page.locator(".hunk").first.text_content()
        assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
