"""What a file is made of is told from its bytes as it would be told from its tree."""

from collections import Counter
from pathlib import Path

import pytest

from codemods.limits import within
from codemods.suite.config import SuiteConfig
from codemods.suite.module import read_module
from codemods.suite.source import Unreadable, parse
from codemods.touches.beginnings import begins_a_path
from codemods.touches.units import units_in

ROOT = Path(__file__).parents[2]
TESTS = (("test",), ("Test",))
FILES = sorted(
    [*ROOT.glob("golden_files/*/*/before/**/*.py"), *ROOT.glob("tests/**/*.py")],
    key=lambda path: path.as_posix(),
)


def units(text: str, **options: bool):
    return units_in(text.encode(), TESTS, **options)


def functions(text: str) -> list[tuple[str, str]]:
    return [(unit.owner, unit.name) for unit in units(text) if unit.name]


def statements(text: str) -> list[tuple[str, set[str]]]:
    return [
        (text.encode()[slice(*unit.span)].decode().strip(), {n.decode() for n in unit.binds})
        for unit in units(text)
        if not unit.name
    ]


def test_the_functions_of_real_files_are_those_of_their_trees():
    differing = {}
    for path in FILES:
        raw = path.read_bytes()
        try:
            module = read_module(parse(path.name, raw), "test", SuiteConfig())
        except Unreadable:  # for a newer Python
            continue
        expected = Counter((f.owner or "", f.name) for f in module.functions.values())
        found = {(unit.owner, unit.name) for unit in units_in(raw, TESTS) if unit.name}
        if set(expected) != found:
            differing[path.name] = set(expected) ^ found

    assert len(FILES) > 900
    assert not differing


def test_the_name_of_a_function_is_told_in_the_encoding_of_its_file():
    text = "# coding: latin-1\ndef test_caf\xe9(): pass\n"
    [unit] = units_in(text.encode("latin-1"), TESTS)

    assert unit.name == "test_caf\xe9"


@pytest.mark.parametrize("coding", ["rot13", "idna", "nothing"])
def test_the_name_of_a_function_is_told_whatever_the_encoding_is_said_to_be(coding):
    [unit] = units_in(f"# coding: {coding}\ndef test_caf\xe9(): pass\n".encode(), TESTS)

    assert unit.name.startswith("test_caf")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def a(): pass\n", [("", "a")]),
        ("async def a():\n    def inner(): pass\n", [("", "a")]),
        ("class A(B):\n    def a(self): pass\n    class C:\n\tdef c(self): pass\n", [("A", "a")]),
        ("class A:\n\tclass C:\n\t\tdef c(self): pass\n", [("A.C", "c")]),
        ("if x:\n    def a(): pass\nelse:\n    class B:\n        def b(self): pass\n", None),
        ('T = """\ndef no(): pass\n"""\ndef a(): pass\n', [("", "a")]),
        ("T = '''\\'''\ndef no(): pass\n'''\n\ndef a(): pass\n", [("", "a")]),
        ('# it\'s """ here\ndef a(): pass\n', [("", "a")]),
        ("def a():\r\n    pass\r\ndef b():\r\n    pass\r\n", [("", "a"), ("", "b")]),
        ("def a():\r    pass\rdef b():\r    pass\r", [("", "a"), ("", "b")]),
        ("\ufeffdef a(): pass\n", [("", "a")]),
        ("\fdef a(): pass\n", [("", "a")]),
        ("def a(\n    b,\n):\n    pass\ndef c(): pass\n", [("", "a"), ("", "c")]),
    ],
)
def test_functions_are_found_where_python_finds_them(text, found):
    assert functions(text) == ([("", "a"), ("B", "b")] if found is None else found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A = 1\n", [("A = 1", {"A"})]),
        ("A = B = f(c=1)\n", [("A = B = f(c=1)", {"A", "B"})]),
        ("A, b = 1, 2\n", [("A, b = 1, 2", {"A", "b"})]),
        ("A: int = 1\n", [("A: int = 1", {"A"})]),
        ("a.b = 1\n", [("a.b = 1", {"a"})]),
        ("a['x = 1'] = 1\n", [("a['x = 1'] = 1", {"a"})]),
        ("f(a=1)\n", [("f(a=1)", set())]),
        ("assert a == b\n", [("assert a == b", set())]),
        ("import a\nfrom b import c\n", []),
        ('"""Only a text."""\nr"another"\n', []),
        ("if x:\n    A = 1\nelse:\n    A = 2\n", [("if x:", set()), ("A = 1", {"A"})]),
    ],
)
def test_statements_give_names(text, found):
    assert statements(text)[: len(found)] == found
    assert found or not statements(text)


def test_what_runs_for_all_tests_is_told_from_what_is_asked_for():
    text = (
        "import pytest\nfrom pytest import fixture as fix\n"
        "@pytest.fixture(autouse=True)\ndef around(): pass\n"
        "@fix(name='own')\ndef make(): pass\n"
        "def pytest_configure(config): pass\n"
        "@pytest.mark.usefixtures('own')\nclass TestA:\n    def setUp(self): pass\n"
        "    def test_a(self): pass\n"
        "x = 1\nprint(x)\nassert x\n"
    )
    found = {
        (unit.name or text.encode()[slice(*unit.span)].decode().strip()): unit
        for unit in units(text)
    }

    assert {name for name, unit in found.items() if unit.always and not unit.assigned} == {
        "around",
        "pytest_configure",
        "@pytest.mark.usefixtures('own')",
        "setUp",
        "print(x)",
    }
    assert {name for name, unit in found.items() if unit.fixture} == {"around", "make"}
    assert found["make"].binds == {b"make", b"own"}
    assert found["setUp"].binds == {b"setUp", b"TestA"}
    assert found["test_a"].binds == {b"test_a"}


def test_heads_are_without_bodies_and_give_parameters_or_nothing():
    text = (
        "@pytest.mark.parametrize('a', {1, 2})\ndef test_a(a):\n    inner\n"
        "@mock.patch('x', {1, 2})\ndef test_b(b):\n    inner\n"
        "def helper():\n    inner\n"
    )
    heads = {unit.name: unit for unit in units(text, heads=True)}
    bodiless = {unit.name: unit for unit in units(text, bodies=False)}

    assert b"inner" not in heads["test_a"].uses
    assert b"inner" not in heads["test_b"].uses
    assert b"inner" in heads["helper"].uses
    assert b"inner" in bodiless["helper"].uses
    assert b"inner" not in bodiless["test_a"].uses
    assert heads["test_a"].span[0] < heads["test_a"].span[1]
    assert heads["test_b"].span[0] == heads["test_b"].span[1]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{' ' * depth}if x:\n" for depth in range(1_500)),
        "def f" + "(" * 500_000,
        "class A" + "(" * 500_000,
        "x = " + "a" * 1_000_000,
        "x = join(" * 100_000,
        "'''" + "\\'" * 500_000,
        '"""\n' + '"' * 500_001,
        "@a\n" * 300_000,
        "x = " + "a, " * 300_000,
    ],
    ids=["deep", "def", "class", "word", "join", "escapes", "quotes", "decorators", "commas"],
)
def test_a_hostile_file_does_not_keep_a_search_for_ever(text):
    raw = text.encode()

    with within(30):  # where each byte leads to the end of the file, it takes hours
        found = [begins_a_path(raw[slice(*unit.span)], frozenset()) for unit in units(text)]

    assert not any(found)
