import pytest

from codemods.suite.read import read_suite
from codemods.touches.trace import Traces

SUITE = {
    "conftest.py": """\
import os
import pytest
import elsewhere
from helpers import put, Store

@pytest.fixture(autouse=True)
def settings(monkeypatch):
    put("settings.ini")
    yield
    os.remove("settings.ini")

@pytest.fixture
def store():
    return Store("store.db")

@pytest.fixture
def looked_up(request):
    return request.getfixturevalue("name")

@pytest.fixture
def name():
    return "above.txt"

@pytest.fixture
def made(name):
    elsewhere.keep(name)

@pytest.fixture
def told():
    elsewhere.tell("told.txt")
    put("told.ini")

@pytest.fixture
def moved(tmp_path):
    os.chdir(tmp_path)

@pytest.fixture
def after(moved, request):
    open("after.txt", "w").write("x")
""",
    "helpers.py": """\
def put(path):
    with open(path, "w") as stream:
        stream.write("x")

class Store:
    def __init__(self, path):
        self.path = path
""",
    "test_one.py": """\
from helpers import put

def test_one(store):
    put(store.path)
    store.path = "other.db"
    put(store.path)

def test_two(store):
    put(store.path)

def test_three(looked_up):
    put(looked_up)

def test_four(made):
    open("four.txt", "w")

def test_five(after):
    put("settings.ini")

def test_six(settings, told):
    pass
""",
    "below/test_two.py": """\
import pytest

@pytest.fixture
def name():
    return "below.txt"

def test_one(looked_up):
    open(looked_up, "w")

def test_two(made, told):
    pass

class TestOthers:
    def test_three(self, store):
        open(store.path)
""",
}


def read(trace):
    """What a trace says, whoever has read it."""
    told = [(it.path, it.role, it.actor, it.line, it.function, it.teardown) for it in trace.touches]
    calls = [(call.name, call.after) for call in trace.calls]
    kept = [(wording.function, wording.text) for wording in trace.strings]
    return told, calls, trace.functions, trace.repeated, kept, trace.moves, trace.incomplete


@pytest.fixture
def suite(tmp_path):
    for name, text in SUITE.items():
        tmp_path.joinpath(name).parent.mkdir(exist_ok=True)
        tmp_path.joinpath(name).write_text(text)
    return read_suite(tmp_path)


def test_what_a_test_does_is_told_as_if_its_fixtures_were_read_for_it_alone(suite, monkeypatch):
    together = Traces(suite)
    told = [read(together[test.id]) for test in suite.tests]
    monkeypatch.setattr("codemods.touches.reader.read_alone", lambda *_: None)
    for test, one in zip(suite.tests, told, strict=True):
        assert one == read(Traces(suite)[test.id])


def test_each_fixture_reaches_the_tests_that_have_it(suite):
    traces = Traces(suite)

    def written(test_id):
        return {touch.path for touch in traces[test_id].touches if touch.role.makes}

    assert written("test_one.py::test_one") == {"settings.ini", "store.db", "other.db"}
    assert written("test_one.py::test_two") == {"settings.ini", "store.db"}
    assert written("test_one.py::test_three") == {"settings.ini", "above.txt"}
    assert written("test_one.py::test_four") == {"settings.ini", "four.txt"}
    assert written("test_one.py::test_five") == {"settings.ini"}
    assert written("below/test_two.py::test_one") == {"settings.ini", "below.txt"}
    assert "below.txt" in {touch.path for touch in traces["below/test_two.py::test_two"].touches}
    assert "helpers.py::put" in traces["test_one.py::test_five"].repeated
