"""What is left unread could not have been a part of any hazard."""

from pathlib import Path

import pytest

from codemods.plan import make_plan
from codemods.suite.read import read_suite
from codemods.touches.relevant import relevant_tests
from codemods.touches.searches import for_changes
from codemods.touches.trace import Traces

WRITES = "def test_writes():\n    open('{path}', 'w').close()\n"
READS = "def test_reads():\n    assert open('{path}').read() == ''\n"
IDLE = "def test_idle():\n    assert 'a'.upper() == 'A'\n"


def suite_of(folder: Path, files: dict[str, str]):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return read_suite(folder)


def names(suite) -> set[str]:
    return {test.id.rpartition("::")[2] for test in relevant_tests(suite, for_changes(suite))}


def names_once_asked(suite) -> set[str]:
    traces = Traces(suite)
    search = for_changes(suite, traces.is_changed_on_import, traces.is_changed_by)
    return {test.id.rpartition("::")[2] for test in relevant_tests(suite, search)}


def meeting(suite) -> set[str]:
    nothing: frozenset[str] = frozenset()
    plan = make_plan(suite, select=nothing, ignore=nothing, checked_in=nothing)
    return {test.rpartition("::")[2] for hazard in plan.hazards for test in hazard.everyone}


@pytest.mark.parametrize("path", ["/tmp/xd-rel/a", "/tmp/xd-rel/report.txt", "out", "o.x", "d/e/f"])
def test_who_only_reads_what_another_file_writes_is_found(tmp_path, path):
    suite = suite_of(
        tmp_path,
        {
            "test_a.py": WRITES.format(path=path),
            "test_b.py": READS.format(path=path),
            "test_c.py": IDLE,
        },
    )

    assert meeting(suite) == {"test_writes", "test_reads"}


def test_names_lead_to_a_change_through_helpers_fixtures_and_classes(tmp_path):
    suite = suite_of(
        tmp_path,
        {
            "helpers.py": (
                "def store(p):\n    open(p, 'w').close()\n\n\ndef relay(p):\n    store(p)\n"
            ),
            "conftest.py": (
                "import pytest\nfrom helpers import relay\n\n\n"
                "@pytest.fixture(name='made')\ndef make():\n    relay('/tmp/xd-rel-made')\n"
            ),
            "test_a.py": "def test_by_fixture(made):\n    pass\n\n\ndef test_not():\n    pass\n",
            "test_b.py": (
                "from helpers import relay\n\n\ndef test_call():\n    relay('/tmp/xd-r')\n"
            ),
            "test_c.py": (
                "import unittest\n\n\nclass TestBase(unittest.TestCase):\n"
                "    def setUp(self):\n        open('/tmp/xd-base', 'w').close()\n\n\n"
                "class TestMore(TestBase):\n    def test_more(self):\n        pass\n"
            ),
            "test_d.py": IDLE,
        },
    )

    assert names(suite) == {"test_by_fixture", "test_call", "test_more"}


def test_a_file_without_a_sign_is_not_even_parsed(tmp_path):
    large = IDLE + "# more\n" * 400_000
    suite = suite_of(tmp_path, {"test_a.py": WRITES.format(path="/tmp/x"), "test_b.py": large})

    assert names(suite) == {"test_writes"}
    assert not suite.modules.is_parsed("test_b.py")


def test_names_that_are_imported_as_others_lead_to_a_change(tmp_path):
    suite = suite_of(
        tmp_path,
        {
            "kit/__init__.py": "from kit.files import store as keep\n",
            "kit/files.py": "def store():\n    open('/tmp/xd-rel-as', 'w').close()\n",
            "test_a.py": (
                "from kit import keep as put\n\n\ndef test_put():\n    put()\n\n\n"
                "def test_not():\n    pass\n"
            ),
            "test_b.py": "from kit.files import store as s\n\n\ndef test_s():\n    s()\n",
        },
    )

    assert names(suite) == {"test_put", "test_s"}


AUTOUSE = "import os\nimport pytest\n\n\n@pytest.fixture(autouse=True)\n"


@pytest.mark.parametrize(
    ("fixture", "found"),
    [
        ("def around(tmp_path_factory):\n    tmp_path_factory.mktemp('x').mkdir()\n", False),
        ("def around(tmp_path):\n    (tmp_path / 'x').write_text('')\n    yield\n", False),
        ("def around():\n    open('/tmp/xd-rel-read').read()\n    open('x', 'r+b')\n", False),
        ("def around(tmp_path):\n    open('/tmp/xd-rel-auto', 'w').close()\n", True),
        ("def around():\n    yield\n    os.remove('/tmp/xd-rel-auto')\n", True),
        (
            "def around(request):\n    open(request.getfixturevalue('data/own'), 'w').close()\n",
            True,
        ),
        ("def around(own, name='a/b'):\n    open(own, 'w').close()\n", True),
    ],
)
def test_a_fixture_for_everyone_counts_where_it_changes_what_they_share(tmp_path, fixture, found):
    suite = suite_of(tmp_path, {"conftest.py": AUTOUSE + fixture, "test_a.py": IDLE})

    assert names_once_asked(suite) == ({"test_idle"} if found else set())


@pytest.mark.parametrize(("mode", "found"), [("r", False), ("a", True)])
def test_an_import_counts_where_it_changes_what_tests_share(tmp_path, mode, found):
    opened = f"with open('/tmp/xd-rel-import', {mode!r}) as stream:\n    print(stream)\nm = 'w'\n"
    suite = suite_of(tmp_path, {"test_a.py": f"{opened}\n\n{IDLE}"})

    assert names_once_asked(suite) == ({"test_idle"} if found else set())
