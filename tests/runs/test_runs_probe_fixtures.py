"""To whom the probe puts down what happens: tests, fixtures, imports; and to which line."""

import pytest

from codemods.runs.pythons import Environment
from tests.runs.probing import Seen, all_passed, trace

SUITE = {
    "shop/__init__.py": "",
    "shop/store.py": """\
        from pathlib import Path

        def save(name):
            Path(name).write_text("")  # in the code under test
        """,
    "tests/helpers.py": """\
        from shop.store import save

        def put(name): save(name)
        """,
    "tests/conftest.py": """\
        import sys
        from pathlib import Path

        import pytest

        sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
        Path("conftest.txt").write_text("")  # import of conftest

        def touching(name, scope):
            @pytest.fixture(scope=scope, name=name)
            def fixture():
                Path(f"{name}-setup.txt").write_text("")
                yield
                Path(f"{name}-teardown.txt").write_text("")
            return fixture

        of_function = touching("of_function", "function")
        of_class = touching("of_class", "class")
        of_module = touching("of_module", "module")
        of_package = touching("of_package", "package")
        of_session = touching("of_session", "session")

        @pytest.fixture
        def final(request):
            request.addfinalizer(lambda: Path("final.txt").write_text(""))

        @pytest.fixture(scope="module")
        def wide_final(request):
            request.addfinalizer(lambda: Path("wide_final.txt").write_text(""))

        @pytest.fixture(scope="session")
        def base():
            Path("base.txt").write_text("")

        @pytest.fixture
        def through(base):
            Path("through.txt").write_text("")

        @pytest.fixture(scope="session")
        def asked_later():
            Path("asked_later.txt").write_text("")

        @pytest.fixture(scope="module")
        def override():
            Path("overridden.txt").write_text("")
        """,
    "tests/test_scopes.py": """\
        import threading
        from pathlib import Path

        import pytest
        from helpers import put, save

        Path("import.txt").write_text("")  # import

        @pytest.fixture(scope="module")
        def override(override):
            Path("overriding.txt").write_text("")

        class TestScopes:
            def test_all(self, of_function, of_class, of_module, of_package, of_session): pass
            def test_all_again(self, of_function, of_class, of_module, of_package, of_session): pass

        def test_finals(final, wide_final): pass
        def test_through(through): pass
        def test_asks_first(request): request.getfixturevalue("asked_later")
        def test_asks_again(request): request.getfixturevalue("asked_later")
        def test_override(override): pass
        def test_override_again(override): pass

        def test_by_thread():
            thread = threading.Thread(target=save, args=["by_thread.txt"])
            thread.start()
            thread.join()

        def test_by_helper():
            put("by_helper.txt")  # the test's own line

        @pytest.mark.parametrize("x", ["a", "b"])
        def test_parameter(x): Path(f"parameter-{x}.txt").write_text("")
        """,
    "tests/test_xunit.py": """\
        import unittest
        from pathlib import Path

        def touch(name): Path(f"{name}.txt").write_text("")

        def setup_module(): touch("setup_module")
        def teardown_module(): touch("teardown_module")

        class TestPlain:
            @classmethod
            def setup_class(cls): touch("setup_class")
            @classmethod
            def teardown_class(cls): touch("teardown_class")
            def setup_method(self): touch("setup_method")
            def teardown_method(self): touch("teardown_method")
            def test_plain(self): touch("plain")

        class Case(unittest.TestCase):
            @classmethod
            def setUpClass(cls):
                touch("setUpClass")
                cls.addClassCleanup(touch, "addClassCleanup")
            @classmethod
            def tearDownClass(cls): touch("tearDownClass")
            def setUp(self):
                touch("setUp")
                self.addCleanup(touch, "addCleanup")
            def tearDown(self): touch("tearDown")
            def test_case(self): touch("case")
        """,
    "tests/test_groups.py": """\
        import pytest

        @pytest.mark.xdist_group("mail")
        def test_grouped(): pass

        @pytest.mark.xdist_group(name="disk")
        class TestGroup:
            def test_in_group(self): pass

        def test_alone(): pass
        """,
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Seen:
    return trace(tmp_path_factory.mktemp("scopes"), environment, SUITE)


def test_the_suite_passes(seen: Seen) -> None:
    assert all_passed(seen)


@pytest.mark.parametrize("scope", ["class", "module", "package", "session"])
def test_a_wide_fixture_does_what_it_does_for_many(seen: Seen, scope: str) -> None:
    name = f"of_{scope}"
    assert seen.touches(name, "setup") == [f"write {name}-setup.txt"]
    assert seen.touches(name, "teardown") == [f"write {name}-teardown.txt"]
    assert seen.actor(name).scope == scope


@pytest.mark.parametrize("test", ["test_all", "test_all_again"])
def test_a_fixture_of_the_test_is_the_test(seen: Seen, test: str) -> None:
    told = [(use.phase, use.how, use.resource, use.fixture) for use in seen.uses(test)]
    assert told == [
        ("setup", "write", "of_function-setup.txt", "of_function"),
        ("teardown", "write", "of_function-teardown.txt", "of_function"),
    ]


def test_finalizers_are_their_fixtures(seen: Seen) -> None:
    assert [(use.phase, use.fixture) for use in seen.uses("test_finals")] == [("teardown", "final")]
    assert seen.touches("wide_final", "teardown") == ["write wide_final.txt"]


def test_it_is_known_who_requests_a_wide_fixture(seen: Seen) -> None:
    def wide(test: str) -> set[str]:
        keys = next(one.fixtures for one in seen.evidence.tests if one.key.endswith(f"::{test}"))
        return {key.rpartition("::")[2] for key in keys}

    assert wide("test_all_again") >= {"of_class", "of_module", "of_package", "of_session"}
    assert "of_function" not in wide("test_all_again")
    assert "base" in wide("test_through")
    assert "asked_later" in wide("test_asks_first")
    assert "asked_later" in wide("test_asks_again")
    assert "asked_later" not in wide("test_through")


def test_a_fixture_that_overrides_another_comes_with_it(seen: Seen) -> None:
    test = next(one for one in seen.evidence.tests if one.key.endswith("::test_override_again"))
    found = {seen.evidence.actors[key].key for key in test.fixtures if key.endswith("::override")}
    assert len(found) == 2
    touched = {use.resource for use in seen.evidence.uses if use.actor in found}
    assert touched == {"overridden.txt", "overriding.txt"}


@pytest.mark.parametrize(
    ("name", "phase", "touch"),
    [
        ("test_plain", "setup", "setup_method"),
        ("test_plain", "call", "plain"),
        ("test_plain", "teardown", "teardown_method"),
    ],
)
def test_functions_around_a_method_are_its_phases(
    seen: Seen, name: str, phase: str, touch: str
) -> None:
    assert seen.touches(name, phase) == [f"write {touch}.txt"]


def test_a_test_case_is_one_call(seen: Seen) -> None:
    names = ["setUp", "case", "tearDown", "addCleanup"]
    assert seen.touches("test_case", "call") == [f"write {name}.txt" for name in names]


@pytest.mark.parametrize(
    ("resource", "scope", "phase"),
    [
        ("setup_module.txt", "module", "setup"),
        ("teardown_module.txt", "module", "teardown"),
        ("setup_class.txt", "class", "setup"),
        ("teardown_class.txt", "class", "teardown"),
        ("setUpClass.txt", "class", "setup"),
        ("tearDownClass.txt", "class", "teardown"),
        ("addClassCleanup.txt", "class", "teardown"),
    ],
)
def test_functions_around_many_tests_are_fixtures(
    seen: Seen, resource: str, scope: str, phase: str
) -> None:
    (use,) = [use for use in seen.evidence.uses if use.resource == resource]
    actor = seen.evidence.actors[use.actor]
    assert (actor.kind, actor.scope, use.phase) == ("fixture", scope, phase)


def test_imports_are_nobodys(seen: Seen) -> None:
    (use,) = seen.uses("tests/test_scopes.py")
    assert (use.how, use.resource, use.phase) == ("write", "import.txt", "collect")
    assert str(use.place) == seen.line("tests/test_scopes.py", "import")


def test_the_import_of_a_conftest_is_seen(seen: Seen) -> None:
    (use,) = [use for use in seen.evidence.uses if use.resource == "conftest.txt"]
    assert seen.evidence.actors[use.actor].kind == "collection"
    assert str(use.place) == seen.line("tests/conftest.py", "import of conftest")


def test_the_line_is_the_nearest_in_a_test_file(seen: Seen) -> None:
    (use,) = seen.uses("test_by_helper")
    assert str(use.place) == seen.line("tests/test_scopes.py", "the test's own line")


def test_without_one_it_is_the_nearest_of_the_project(seen: Seen) -> None:
    (use,) = seen.uses("test_by_thread")
    assert str(use.place) == seen.line("shop/store.py", "in the code under test")


def test_parameters_are_tests_of_their_own(seen: Seen) -> None:
    assert seen.touches("test_parameter[a]") == ["write parameter-a.txt"]
    assert seen.touches("test_parameter[b]") == ["write parameter-b.txt"]


def test_groups_are_told(seen: Seen) -> None:
    groups = {test.key.rpartition("::")[2]: test.group for test in seen.evidence.tests}
    assert groups["test_grouped"] == "mail"
    assert groups["test_in_group"] == "disk"
    assert groups["test_alone"] == ""


def test_tests_come_in_the_order_in_which_they_ran(seen: Seen) -> None:
    keys = [test.key for test in seen.evidence.tests]
    assert keys == list(seen.traced.run.results)
