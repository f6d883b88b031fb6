"""The tests that are read from a suite are those that pytest collects from it."""

import os
import subprocess
import sys

import pytest

from codemods.suite.read import read_suite

T = "def test_one(): pass\n"
LAYOUT = {
    "test_top.py": T,
    "tests/test_a.py": T,
    "tests/a_test.py": T,
    "tests/sub/test_b.py": T,
    "tests/sub/check_c.py": "def check_one(): pass\ndef test_two(): pass\n",
    "tests/helper.py": T,
    "unit/test_d.py": "class TestD:\n    def test_m(self): pass\n    def check_m(self): pass\n"
    "class CheckD:\n    def test_n(self): pass\n    def check_n(self): pass\n",
    "build/test_e.py": T,
    ".hidden/test_f.py": T,
}

CONFIGURED = {
    "by default": {},
    "testpaths in pyproject.toml": {
        "pyproject.toml": "[tool.pytest.ini_options]\ntestpaths = ['tests', 'unit']\n"
    },
    "testpaths as one string": {
        "pyproject.toml": "[tool.pytest.ini_options]\ntestpaths = 'tests/sub unit'\n"
    },
    "a glob and a file in testpaths": {"pytest.ini": "[pytest]\ntestpaths = un* tests/test_a.py\n"},
    "testpaths that are not there": {"pytest.ini": "[pytest]\ntestpaths = gone\n"},
    "python_files in pytest.ini": {"pytest.ini": "[pytest]\npython_files = check_*.py test_?.py\n"},
    "python_files with a folder": {"tox.ini": "[pytest]\npython_files = sub/*.py\n"},
    "python_classes and _functions in tox.ini": {
        "tox.ini": "[pytest]\npython_classes = Check *D\npython_functions = check *_m\n"
    },
    "setup.cfg": {
        "setup.cfg": "[tool:pytest]\npython_files = *.py\npython_functions =\n  check\n  test_t*\n"
    },
    "norecursedirs": {"pytest.ini": "[pytest]\nnorecursedirs = sub unit\n"},
    "an empty pytest.ini before pyproject.toml": {
        "pytest.ini": "",
        "pyproject.toml": "[tool.pytest.ini_options]\ntestpaths = ['unit']\n",
    },
    "a hidden .pytest.ini before tox.ini": {
        ".pytest.ini": "[pytest]\ntestpaths = unit\n",
        "tox.ini": "[pytest]\ntestpaths = tests\n",
    },
    "a pyproject.toml that does not speak of pytest": {
        "pyproject.toml": "[tool.black]\nline-length = 100\n",
        "tox.ini": "[pytest]\npython_files = check_*.py\npython_functions = check\n",
        "setup.cfg": "[tool:pytest]\ntestpaths = unit\n",
    },
}

BASE = """\
    import unittest

    class Base:
        def test_inherited(self): pass

    class TestBase:
        def test_from_base(self): pass
        def helper(self): pass

    class Case(unittest.TestCase):
        def test_from_case(self): pass

    def test_shared(): pass
"""

WRITTEN = {
    "classes": {
        "test_it.py": """\
            import unittest

            class TestPlain:
                value = 1
                def test_m(self): pass
                @staticmethod
                def test_static(): pass
                @classmethod
                def test_class(cls): pass
                def helper(self): pass
                class TestInner:
                    def test_i(self): pass
                class Inner:
                    def test_no(self): pass

            class TestInit:
                def __init__(self): pass
                def test_no(self): pass

            class Helper:
                def test_no(self): pass

            class AnyName(unittest.TestCase):
                def test_c(self): pass
                def check(self): pass

        """
    },
    "functions": {
        "test_it.py": """\
            import sys
            import pytest

            @pytest.mark.parametrize("x", [1, 2], ids=["a", "b::c"])
            def test_parametrised(x): pass

            @pytest.fixture
            def test_fixture(): pass

            async def test_async(): pass

            def test_twice(): pass
            def test_twice(): pass

            if sys.platform:
                def test_conditional(): pass

            try:
                import nonsense
            except ImportError:
                def test_excepted(): pass

            def helper():
                def test_nested(): pass

            def tests_prefix(): pass
            test_value = 3
        """
    },
    "inherited": {
        "tests/__init__.py": "",
        "tests/base.py": BASE,
        "tests/test_it.py": """\
            from tests import base
            from tests.base import Base

            class TestMine(Base):
                def test_mine(self): pass

            class TestTwice(base.TestBase, Base):
                def test_from_base(self): pass

            class TestAttribute(base.Base): pass

            class Derived(base.Case):
                def test_derived(self): pass
        """,
    },
    "imported": {
        "tests/__init__.py": "",
        "tests/base.py": BASE,
        "tests/test_it.py": "from tests.base import Base, Case, TestBase, test_shared\n",
    },
    "imported with a star": {
        "tests/__init__.py": "",
        "tests/base.py": BASE,
        "tests/test_star.py": "from tests.base import *\n",
    },
    "in blocks that always run": {
        "test_it.py": """\
            import contextlib

            with contextlib.suppress(ImportError):
                import os

            with contextlib.nullcontext():
                def test_in_with(): pass
                class TestInWith:
                    def test_m(self): pass

            for _ in range(1):
                def test_in_loop(): pass
        """
    },
    "switched off": {
        "test_it.py": """\
            def test_on(): pass

            class TestOff:
                __test__ = False
                def test_no(self): pass

            def test_off(): pass
            test_off.__test__ = False
        """
    },
    "made in a way that pytest does not take": {
        "test_it.py": """\
            from dataclasses import dataclass

            class TestNew:
                def __new__(cls): return object()
                def test_no(self): pass

            @dataclass
            class TestData:
                x: int = 0
                def test_no(self): pass

            class TestProperty:
                @property
                def test_no(self): return 1
                def test_yes(self): pass
        """
    },
    "packages": {
        "pytest.ini": "[pytest]\npython_files = *.py\n",
        "pkg/__init__.py": "def test_in_package(): pass\n",
        "pkg/test_same.py": T,
        "other/__init__.py": "",
        "other/test_same.py": T,
    },
}
LAYOUTS = {what: {**LAYOUT, **files} for what, files in CONFIGURED.items()} | WRITTEN


def collected(root) -> set[str]:
    """What pytest collects, without parameters."""
    environment = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"],
        cwd=root,
        env={**environment, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 5), done.stdout + done.stderr
    lines = done.stdout.partition("\n\n")[0].splitlines()
    return {line.partition("[")[0] for line in lines if "::" in line}


@pytest.mark.parametrize("files", LAYOUTS.values(), ids=LAYOUTS)
def test_what_is_read_is_what_pytest_collects(plant, files):
    root = plant({"conftest.py": "", **files})

    wanted = collected(root)

    assert wanted
    assert {test.id for test in read_suite(root).tests} == wanted


def test_tests_come_in_the_order_of_collection(plant):
    root = plant(
        {
            "pytest.ini": "",
            "test_b.py": "def test_z(): pass\nclass TestM:\n    def test_n(self): pass\n"
            "def test_a(): pass\n",
            "test_a.py": T,
        }
    )

    assert [test.id for test in read_suite(root).tests] == [
        "test_a.py::test_one",
        "test_b.py::test_z",
        "test_b.py::test_a",
        "test_b.py::TestM::test_n",
    ]
