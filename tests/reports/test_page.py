"""The page is one well-formed file that says everything of a plan and lets nothing in."""

import base64
import hashlib
import re
import sys

import pytest

from codemods.plan import Plan
from codemods.reports.page import page
from codemods.review.decisions import Log
from codemods.review.state import begin
from tests.reports.pages import (
    ATTACK,
    HOSTILE,
    MIXED,
    add_unnameable,
    all_with,
    island,
    plan_of,
    tree,
    words_of,
)


@pytest.fixture
def mixed(tmp_path) -> Plan:
    return plan_of(tmp_path, MIXED)


def test_every_finding_is_there_with_all_that_is_known_of_it(mixed):
    root = tree(page(mixed))

    assert {finding.safety for finding in mixed.findings} >= {"safe", "manual"}
    for finding in mixed.findings:
        (card,) = all_with(root, "id", f"f-{finding.id}")
        said = words_of(card)
        for words in (
            finding.hazard.resource,
            finding.hazard.name,
            finding.transform,
            finding.hazard.why,
            "loadfile",
            *finding.tests,
        ):
            assert words in said
        assert bool(list(all_with(card, "class", "diff"))) is (finding.fix is not None)


def test_the_script_knows_the_findings_in_the_order_of_a_review(mixed):
    root = tree(page(mixed))
    review = begin(mixed, Log())

    known = [(it["id"], it["digest"], it["fix"]) for it in island(root)["findings"]]

    both = (*review.items, *review.left)
    assert known == [(it.id, it.subject.digest, it.finding.fix is not None) for it in both]
    cards = [card.attrib["data-id"] for card in all_with(root, "class", "finding")]
    assert cards == [item.id for item in both]


def test_a_diff_shows_what_goes_and_what_comes_with_numbers(mixed):
    root = tree(page(mixed))
    card = next(it for it in all_with(root, "data-id") if "/tmp/page-report" in words_of(it))

    gone = [words_of(it) for it in card.iter("del")]
    come = [words_of(it) for it in card.iter("ins")]

    assert '5 with open("/tmp/page-report/out.txt", "w") as file:' in gone
    assert any(line.startswith("4def test_report(tmp_path)") for line in come)
    marked = {words_of(it) for line in card.iter("ins") for it in line.iter("mark")}
    assert "tmp_path" in marked


def test_lines_that_belong_together_stand_side_by_side(tmp_path):
    plan = plan_of(tmp_path, {**HOSTILE, "tests/test_x.py": ""})
    blocks = list(all_with(tree(page(plan)), "class", "b"))

    pairs = [
        (words_of(old), words_of(new))
        for block in blocks
        for old, new in zip(block.iter("del"), block.iter("ins"), strict=False)
    ]

    assert any("def test_" in old and "def test_" in new for old, new in pairs)
    both = [(old, new) for old, new in pairs if "with open(" in old or "with open(" in new]
    assert [
        ("with open(" in old, "with open(" in new or "_path =" in new) for old, new in both
    ] == [
        (True, True),
        (True, True),
    ]


def test_what_stands_in_a_string_is_not_coloured_as_code(mixed):
    root = tree(page(mixed))

    lines = [it for it in root.iter("code") if "not_code" in words_of(it)]

    assert lines
    assert {span.attrib["class"] for line in lines for span in line.iter("span")} == {"s"}


def test_the_table_says_what_the_picture_shows(mixed):
    root = tree(page(mixed))
    (table,) = [it for it in root.iter("table") if "Findings" in words_of(it.find("thead"))]
    (svg,) = [it for it in root.iter("{http://www.w3.org/2000/svg}svg") if it.attrib.get("role")]

    titles = [words_of(it) for it in svg.iter("{http://www.w3.org/2000/svg}title")]
    edges = [title.split(" · ") for title in titles if " · " in title]

    rows = {words_of(row[0]): row for row in table.find("tbody")}
    listed = {
        (words_of(entry), resource) for resource, row in rows.items() for entry in row[1].iter("li")
    }
    assert edges
    assert {(f"{test} {does}", resource) for test, does, resource in edges} == listed


def test_ids_are_unique_and_everything_to_fill_in_has_a_label(mixed):
    root = tree(page(mixed))
    ids = [element.attrib["id"] for element in all_with(root, "id")]
    inside = {id(part) for label in root.iter("label") for part in label.iter()}
    labelled = {label.attrib.get("for") for label in root.iter("label")}

    assert len(ids) == len(set(ids))
    for name in ("input", "select", "textarea"):
        for field in root.iter(name):
            assert id(field) in inside or field.attrib.get("id") in labelled


def test_links_lead_somewhere_on_the_page(mixed):
    root = tree(page(mixed))
    ids = {element.attrib["id"] for element in all_with(root, "id")}

    targets = {it.attrib["href"] for it in root.iter() if it.tag.rpartition("}")[2] == "a"}

    assert targets
    assert all(target[:1] == "#" and target[1:] in ids for target in targets)


def test_the_policy_allows_the_script_and_the_style_of_the_page_and_nothing_else(mixed):
    root = tree(page(mixed))
    (policy,) = (
        it.attrib["content"] for it in all_with(root, "http-equiv", "Content-Security-Policy")
    )
    scripts = [it for it in root.iter("script") if "type" not in it.attrib]

    def digest(element):
        text = "".join(element.itertext()).encode()
        return "'sha256-" + base64.b64encode(hashlib.sha256(text).digest()).decode() + "'"

    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {digest(next(root.iter('style')))}",
        f"script-src {digest(scripts[0])}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert len(scripts) == 1
    assert not list(all_with(root, "style"))
    assert not [name for it in root.iter() for name in it.attrib if name.startswith("on")]


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    first, second = (page(plan_of(tmp_path, MIXED)) for _ in range(2))

    assert first == second


def test_the_key_of_stored_decisions_is_of_this_root_and_these_findings(tmp_path):
    one = plan_of(tmp_path / "one", MIXED)
    other = plan_of(tmp_path / "other", MIXED)
    changed = plan_of(tmp_path / "one", {**MIXED, "tests/test_cache.py": "def test(): pass\n"})

    keys = {island(tree(page(plan)))["key"] for plan in (one, other, changed)}

    assert len(keys) == 3


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are text there")
def test_hostile_text_is_shown_and_does_nothing(tmp_path):
    plan = plan_of(tmp_path, HOSTILE)
    add_unnameable(tmp_path)
    plan = plan_of(tmp_path, {})
    assert plan.fixes

    text = page(plan)
    root = tree(text)

    assert not list(root.iter("img"))
    assert not list(root.iter("b")) or all(it.attrib == {} for it in root.iter("b"))
    assert ATTACK in " ".join(root.itertext())
    assert "<U+202E>gnp.exe" in " ".join(root.itertext())
    assert "\\x1b[31m" in " ".join(root.itertext())
    assert "test_\\udcff.py" in " ".join(root.itertext())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)
    text.encode()


def test_a_very_long_line_is_cut_around_what_changes(tmp_path):
    blob = "y" * 100_000
    plan = plan_of(
        tmp_path,
        {
            "test_long.py": f"""\
            def test_long():
                name = "/tmp/page-long.txt"
                with open(name, "w") as file:  # {blob} end
                    file.write("ok")
                assert "{blob}" + open("/tmp/page-long.txt").read()
            """
        },
    )

    text = page(plan)

    assert plan.fixes
    assert len(text) < 100_000
    assert "characters …" in text
    shown = [words_of(it) for it in tree(text).iter("ins")]
    assert any(line.count("tmp_path") for line in shown)


def test_many_findings_come_with_their_diffs_folded(tmp_path):
    test = """\
def test_{0}():
    with open("/tmp/page-{0}/out.txt", "w") as file:
        file.write("ok")
    assert open("/tmp/page-{0}/out.txt").read() == "ok"


"""
    few = plan_of(tmp_path / "few", {"test_few.py": "".join(map(test.format, range(3)))})
    many = plan_of(tmp_path / "many", {"test_many.py": "".join(map(test.format, range(70)))})

    def open_diffs(plan):
        diffs = list(all_with(tree(page(plan)), "class", "diff"))
        return len(diffs), sum("open" in diff.attrib for diff in diffs)

    assert open_diffs(few) == (3, 3)
    assert open_diffs(many) == (70, 0)


def test_a_clean_suite_has_a_page_too(tmp_path):
    root = tree(page(plan_of(tmp_path, {"test_clean.py": "def test_clean():\n    assert True\n"})))

    assert "1 file read: nothing is shared: no hazards found." in words_of(root.find("body"))


def test_what_was_not_read_and_what_is_ignored_is_named(tmp_path):
    root = tree(
        page(
            plan_of(
                tmp_path,
                {
                    "test_broken.py": "def broken(:\n",
                    "test_ignored.py": """\
                    def test_ignored():
                        name = "/tmp/page-ignored.txt"  # xdistify: ignore[hardcoded-path] ours
                        open(name, "w").write("ok")
                        assert open(name).read()
                    """,
                },
            )
        )
    )

    said = words_of(root.find("body"))
    assert "test_broken.py: " in said
    assert "Ignored by a comment" in said
    assert "/tmp/page-ignored.txt" in said
