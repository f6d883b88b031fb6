"""Fixtures and constants are looked up where pytest and Python would look them up."""

import pytest

WRITER = """\
    import pytest

    @pytest.fixture{options}
    def {name}():
        with open("{path}", "w") as file:
            file.write("x")
"""


def writer(path: str, name: str = "report", options: str = "") -> str:
    return WRITER.format(path=path, name=name, options=options)


def test_a_fixture_is_looked_up_in_the_nearest_conftest(meeting):
    found = meeting(
        {
            "pytest.ini": "",
            "conftest.py": writer("/tmp/xd-top/r.txt"),
            "test_top.py": "def test_t(report): pass\n",
            "low/conftest.py": writer("/tmp/xd-low/r.txt"),
            "low/test_low.py": "def test_l(report): pass\n",
            "low/deep/test_deep.py": "def test_d(report): pass\n",
            "side/test_side.py": "def test_s(report): pass\ndef test_without(): pass\n",
        }
    )

    assert found == {
        "/tmp/xd-top/r.txt": {"test_top.py::test_t", "side/test_side.py::test_s"},
        "/tmp/xd-low/r.txt": {"low/test_low.py::test_l", "low/deep/test_deep.py::test_d"},
    }


def test_a_module_overrides_its_conftest_and_a_class_its_module(meeting):
    in_class = """
    class TestIt:
        @pytest.fixture
        def report(self):
            with open("/tmp/xd-class/r.txt", "w") as file:
                file.write("x")

        def test_in_class(self, report): pass

    def test_in_module(report): pass
    """
    found = meeting(
        {
            "pytest.ini": "",
            "conftest.py": writer("/tmp/xd-top/r.txt"),
            "test_it.py": writer("/tmp/xd-module/r.txt") + in_class,
            "test_other.py": "def test_o(report): pass\n",
        }
    )

    assert found == {
        "/tmp/xd-class/r.txt": {"test_it.py::TestIt::test_in_class"},
        "/tmp/xd-module/r.txt": {"test_it.py::test_in_module"},
        "/tmp/xd-top/r.txt": {"test_other.py::test_o"},
    }


def test_an_override_that_requests_the_overridden_one_runs_both(meeting):
    found = meeting(
        {
            "pytest.ini": "",
            "conftest.py": writer("/tmp/xd-top/r.txt"),
            "low/conftest.py": """\
                import pytest

                @pytest.fixture
                def report(report):
                    open("/tmp/xd-low/r.txt", "w").close()
            """,
            "low/test_low.py": "def test_l(report): pass\n",
        }
    )

    tests = {"low/test_low.py::test_l"}
    assert found == {"/tmp/xd-top/r.txt": tests, "/tmp/xd-low/r.txt": tests}


def test_an_autouse_fixture_is_requested_by_all_below_its_conftest(meeting):
    found = meeting(
        {
            "pytest.ini": "",
            "low/conftest.py": writer("/tmp/xd-low/r.txt", options="(autouse=True)"),
            "low/test_low.py": "def test_l(): pass\nclass TestC:\n    def test_m(self): pass\n",
            "test_top.py": "def test_t(): pass\n",
        }
    )

    assert found == {
        "/tmp/xd-low/r.txt": {"low/test_low.py::test_l", "low/test_low.py::TestC::test_m"}
    }


USED = {
    "on a function": '@pytest.mark.usefixtures("report")\ndef test_it(): pass\n',
    "on a module": 'pytestmark = pytest.mark.usefixtures("report")\ndef test_it(): pass\n',
    "on a module, in a list": 'pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("report")]\n'
    "def test_it(): pass\n",
    "under another name": "def test_it(alias): pass\n",
    "through another fixture": "@pytest.fixture\ndef outer(report): pass\n"
    "def test_it(outer): pass\n",
    "indirectly": '@pytest.mark.parametrize("report", [1], indirect=True)\n'
    "def test_it(report): pass\n",
}


@pytest.mark.parametrize("text", USED.values(), ids=USED)
def test_a_fixture_is_requested_however_it_is_said(meeting, text):
    named = """
    @pytest.fixture(name="alias")
    def _hidden(report): pass
    """
    found = meeting(
        {
            "pytest.ini": "",
            "conftest.py": writer("/tmp/xd-used/r.txt") + named,
            "test_it.py": f"import pytest\n{text}",
            "test_other.py": "def test_other(): pass\n",
        }
    )

    assert found == {"/tmp/xd-used/r.txt": {"test_it.py::test_it"}}


def test_usefixtures_on_a_class_and_in_the_configuration(meeting):
    marked = """\
    import pytest

    @pytest.mark.usefixtures("report")
    class TestMarked:
        def test_m(self): pass

    class TestUnmarked:
        def test_u(self): pass
    """
    everywhere = writer("/tmp/xd-all/r.txt", name="everywhere")
    found = meeting(
        {
            "pytest.ini": "[pytest]\nusefixtures = everywhere\n",
            "conftest.py": writer("/tmp/xd-used/r.txt") + everywhere,
            "test_it.py": marked,
        }
    )

    assert found == {
        "/tmp/xd-used/r.txt": {"test_it.py::TestMarked::test_m"},
        "/tmp/xd-all/r.txt": {"test_it.py::TestMarked::test_m", "test_it.py::TestUnmarked::test_u"},
    }


def test_a_mark_does_not_reach_beyond_its_class(meeting):
    found = meeting(
        {
            "pytest.ini": "",
            "test_it.py": """\
                import pytest

                class TestOwn:
                    @pytest.fixture(autouse=True)
                    def report(self):
                        open("/tmp/xd-own/r.txt", "w").close()

                    def test_m(self): pass

                def test_outside(): pass
            """,
        }
    )

    assert found == {"/tmp/xd-own/r.txt": {"test_it.py::TestOwn::test_m"}}


PATHS = """\
BASE = "/tmp/xd-const"
FOLDER = BASE + "/sub"
FILE = f"{FOLDER}/r.txt"
"""
SPELLED = {
    "a name from the module": ("from paths import FILE", "FILE"),
    "a name under another name": ("from paths import FILE as target", "target"),
    "the module": ("import paths", "paths.FILE"),
    "the module under another name": ("import paths as p", "p.FILE"),
    "everything": ("from paths import *", "FILE"),
    "a constant made from one": (
        "import os\nfrom paths import FOLDER",
        "os.path.join(FOLDER, 'r.txt')",
    ),
    "a constant made here": ("from paths import BASE\nHERE = BASE + '/sub/r.txt'", "HERE"),
    "a pathlib path": (
        "import pathlib\nfrom paths import FOLDER",
        "pathlib.Path(FOLDER) / 'r.txt'",
    ),
}


@pytest.mark.parametrize(("imports", "spelling"), SPELLED.values(), ids=SPELLED)
def test_a_constant_is_followed_through_imports(meeting, imports, spelling):
    found = meeting(
        {
            "pytest.ini": "",
            "paths.py": PATHS,
            "test_it.py": f"{imports}\n\n\ndef test_it():\n    open({spelling}, 'w').close()\n",
        }
    )

    assert found == {"/tmp/xd-const/sub/r.txt": {"test_it.py::test_it"}}


PACKAGED = {
    "relative": "from .paths import FILE",
    "relative module": "from . import paths\nFILE = paths.FILE",
    "from the parent": "from ..tests.paths import FILE",
    "absolute": "from top.tests.paths import FILE",
    "absolute module": "import top.tests.paths as paths\nFILE = paths.FILE",
    "dotted module": "import top.tests.paths\nFILE = top.tests.paths.FILE",
    "through another module": "from .again import FILE",
}


@pytest.mark.parametrize("imports", PACKAGED.values(), ids=PACKAGED)
def test_a_constant_is_followed_through_packages(meeting, imports):
    found = meeting(
        {
            "pytest.ini": "",
            "top/__init__.py": "",
            "top/tests/__init__.py": "",
            "top/tests/paths.py": PATHS,
            "top/tests/again.py": "from top.tests.paths import FILE\n",
            "top/tests/test_it.py": f"{imports}\n\n\ndef test_it():\n    open(FILE, 'w').close()\n",
        }
    )

    assert found == {"/tmp/xd-const/sub/r.txt": {"top/tests/test_it.py::test_it"}}


@pytest.mark.parametrize(
    "last",
    ["FILE = '/tmp/xd-const/other.txt'", "def f():\n    global FILE\n    FILE = ''", "del FILE"],
)
def test_a_name_that_is_bound_twice_is_no_constant(plan, last):
    files = {
        "pytest.ini": "",
        "test_it.py": f"FILE = '/tmp/xd-const/r.txt'\n{last}\n\n\n"
        "def test_it():\n    open(FILE, 'w').close()\n",
    }

    assert plan(files).fixes == ()
