"""Suites for the page, and the page as a tree that a real parser of HTML made."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from codemods.plan import Plan, make_plan
from codemods.reports.page import page
from codemods.suite.read import read_suite
from tests.review.suites import planted

MIXED = {
    "tests/test_alone.py": '''\
        """Each test makes what it reads."""


        def test_report():
            with open("/tmp/page-report/out.txt", "w") as file:
                file.write("ok")
            with open("/tmp/page-report/out.txt") as file:
                assert file.read() == "ok"


        def test_notes():
            text = """
            def not_code(): return None
            """
            with open("/tmp/page-notes/notes.txt", "w") as file:
                file.write(text)
            with open("/tmp/page-notes/notes.txt") as file:
                assert file.read() == text
        ''',
    "tests/test_cache.py": """\
        import os

        CACHE = "/tmp/page-cache"


        def test_fills():
            os.makedirs(CACHE, exist_ok=True)
            with open(CACHE + "/data.txt", "w") as file:
                file.write("ok")


        def test_uses():
            assert open(CACHE + "/data.txt").read() == "ok"
        """,
    "tests/test_stuck.py": """\
        import os


        def test_makes():
            os.makedirs("/tmp/page-stuck", exist_ok=True)
            with open("/tmp/page-stuck/data.txt", "w") as file:
                file.write("ok")


        def test_needs():
            assert open("/tmp/page-stuck/data.txt").read() == "ok"
            assert str(globals()) != "no file at /tmp/page-stuck/data.txt"
        """,
}
"""Two safe fixes of ``tmp-path``, and findings of other kinds."""

ATTACK = "</script><img src=x onerror=alert(1)>\"'<!--]]>&amp;"

HOSTILE = {
    "tests/test_<img src=x onerror=alert(1)>.py": f'''\
        # {ATTACK} \u202egnp.exe \u200b \x1b[31m red


        def test_\u0430():  # {"x" * 100_000}
            with open("/tmp/page-hostile/'{{}}&quot;.txt", "w") as file:  # {ATTACK}
                file.write("""{ATTACK}""")
            with open("/tmp/page-hostile/'{{}}&quot;.txt") as file:
                assert file.read()
        ''',
    "tests/test_<b>broken\u202e.py": "def broken(:\n",
}


def plan_of(root: Path, files: Mapping[str, str]) -> Plan:
    """What one analysis of a suite of these files finds."""
    planted(root, files)
    nothing: frozenset[str] = frozenset()
    return make_plan(read_suite(root.resolve()), select=nothing, ignore=nothing, checked_in=nothing)


def write_page(path: Path, plan: Plan) -> Path:
    """The page of a plan in a file."""
    path.write_bytes(page(plan).encode("utf-8", "backslashreplace"))
    return path


def add_unnameable(root: Path) -> None:
    """A file whose name is no text."""
    name = os.fsencode(root / "tests") + b"/test_\xff.py"
    Path(os.fsdecode(name)).write_text("def broken(:\n")


def tree(text: str) -> Element:
    """The page as a browser understands it; what is no HTML is an error."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    return parser.parse(text)


def all_with(root: Element, name: str, value: str | None = None) -> Iterator[Element]:
    """The elements with an attribute, of this value or word."""
    for element in root.iter():
        if name in element.attrib and (value is None or value in element.attrib[name].split()):
            yield element


def words_of(element: Element) -> str:
    """Its text, with every run of blanks as one."""
    return " ".join("".join(element.itertext()).split())


def island(root: Element) -> Any:
    """The data that the page's own script reads."""
    (found,) = all_with(root, "id", "data")
    return json.loads("".join(found.itertext()))
