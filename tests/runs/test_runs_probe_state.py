"""What tests leave behind in their own process, and that the probe changes no outcome."""

from importlib.util import find_spec

import pytest

from codemods.evidence.model import Leftover
from codemods.runs.pythons import Environment
from tests.runs.probing import Seen, all_passed, trace

STATE = {
    "shop/__init__.py": "",
    "shop/state.py": """\
        count = 0
        items = []
        names = {}
        untouched = ["x"]
        """,
    "folder/file.txt": "",
    "conftest.py": """\
        import os
        import pytest
        from shop import state

        @pytest.fixture(scope="module")
        def wide_env():
            os.environ["XD_WIDE"] = "1"
            yield
            del os.environ["XD_WIDE"]

        @pytest.fixture(scope="class")
        def wide_state():
            yield
            state.count = 0
            os.environ["XD_RESET"] = "by the fixture"

        @pytest.fixture
        def narrow_env():
            os.environ["XD_NARROW"] = "1"
        """,
    "test_state.py": """\
        import os
        from unittest import mock

        import pytest
        from shop import state

        os.environ["XD_IMPORT"] = "1"

        def test_sets(): os.environ["XD_SET"] = "1"  # sets
        def test_reads(): os.environ.get("XD_SET")
        def test_putenv(): os.environ.update(XD_UPDATE="1")
        def test_deletes(): del os.environ["XD_GIVEN"]
        def test_restores(monkeypatch): monkeypatch.setenv("XD_PATCHED", "1")
        def test_restores_by_mock():
            with mock.patch.dict(os.environ, {"XD_MOCKED": "1"}, clear=True): pass
        def test_sets_the_same(): os.environ["HOME"] = os.environ["HOME"]
        def test_by_fixture(narrow_env): pass
        def test_wide(wide_env): assert "XD_WIDE" in os.environ

        def test_moves(): os.chdir("folder")  # moves
        def test_moves_back(): os.chdir("..")
        def test_moves_for_a_while(monkeypatch): monkeypatch.chdir("folder")

        def test_rebinds(): state.count = 1
        def test_fills(): state.items.append(1)
        def test_adds(): state.names["a"] = 1
        def test_patches(monkeypatch): monkeypatch.setattr(state, "count", 5)
        def test_looks(): assert state.untouched == ["x"]
        def test_makes(): state.brand_new = 1

        class TestWide:
            def test_left_to_the_fixture(self, wide_state):
                state.count = 7
                os.environ["XD_RESET"] = "by the test"

        @pytest.fixture(scope="class")
        def no_use(): yield

        class TestLast:
            def test_left_although_a_wide_fixture_ends(self, no_use): state.items.append(2)
        """,
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Seen:
    return trace(tmp_path_factory.mktemp("state"), environment, STATE, env={"XD_GIVEN": "1"})


def left(seen: Seen, test: str) -> list[Leftover]:
    return [one for one in seen.evidence.leftovers if one.test.endswith(f"::{test}")]


def test_the_suite_passes(seen: Seen) -> None:
    assert all_passed(seen)


@pytest.mark.parametrize(
    ("test", "kind", "name"),
    [
        ("test_sets", "env", "XD_SET"),
        ("test_putenv", "env", "XD_UPDATE"),
        ("test_deletes", "env", "XD_GIVEN"),
        ("test_by_fixture", "env", "XD_NARROW"),
        ("test_moves", "cwd", ""),
        ("test_moves_back", "cwd", ""),
        ("test_rebinds", "module", "shop.state.count"),
        ("test_fills", "module", "shop.state.items"),
        ("test_adds", "module", "shop.state.names"),
        ("test_left_although_a_wide_fixture_ends", "module", "shop.state.items"),
    ],
)
def test_what_is_not_as_it_was_is_told(seen: Seen, test: str, kind: str, name: str) -> None:
    assert [(one.kind, one.name) for one in left(seen, test)] == [(kind, name)]


def test_nothing_else_is_told(seen: Seen) -> None:
    assert len(seen.evidence.leftovers) == 10, seen.evidence.leftovers


def test_it_is_known_where_and_who_reads_it_later(seen: Seen) -> None:
    (one,) = left(seen, "test_sets")
    assert str(one.place) == seen.line("test_state.py", "sets")
    assert "test_state.py::test_reads" in one.readers
    (one,) = left(seen, "test_moves")
    assert str(one.place) == seen.line("test_state.py", "moves")


OUTCOMES = {
    "test_outcomes.py": """\
        import copy, inspect, os, pickle, shutil, stat, sys
        from pathlib import Path
        from unittest import mock

        import pytest

        try:
            import resource
        except ImportError:
            resource = None

        class Borrowed:
            stat, lstat, access = os.stat, os.lstat, os.access

        def test_stat_in_a_class():
            assert Borrowed().stat(__file__).st_size
            assert Borrowed().access(__file__, os.R_OK)

        def test_stat_is_still_what_it_was():
            assert inspect.isbuiltin(os.stat) and not inspect.isfunction(os.stat)
            assert str(inspect.signature(os.stat)) == "(path, *, dir_fd=None, follow_symlinks=True)"
            assert (os.stat.__name__, os.stat.__module__) in (("stat", "posix"), ("stat", "os"))
            assert pickle.loads(pickle.dumps(os.stat)) is os.stat
            assert copy.deepcopy({"a": os.lstat})["a"] is os.lstat

        def test_what_stat_can_do():
            assert os.stat in os.supports_follow_symlinks
            assert os.stat in os.supports_fd and os.stat in os.supports_dir_fd
            assert shutil.rmtree.avoids_symlink_attacks

        def test_errors_of_arguments():
            for wrong in ([], [1, 2, 3], [None]):
                with pytest.raises(TypeError):
                    os.stat(*wrong)
            assert os.stat(path=__file__) == os.stat(__file__)

        def test_copystat(tmp_path):
            for name in "ab":
                os.symlink("nowhere", tmp_path / name)
            shutil.copystat(tmp_path / "a", tmp_path / "b", follow_symlinks=False)

        def test_mocked_functions():
            with mock.patch("os.stat", autospec=True) as stat:
                os.stat("x", follow_symlinks=False)
                stat.assert_called_once()
            with mock.patch("os.lstat", side_effect=OSError):
                assert not os.path.islink(__file__)
            with mock.patch("builtins.open", mock.mock_open(read_data="fake")):
                assert open("x").read() == "fake"
            with mock.patch("os.getcwd", return_value="/nowhere"), mock.patch("os.getpid"):
                assert os.path.exists("test_outcomes.py")
            with mock.patch.object(Path, "exists", return_value=True):
                assert Path("x").exists()

        def test_mocked_environment():
            with mock.patch.dict(os.environ, {"A": "b"}, clear=True):
                assert dict(os.environ) == {"A": "b"}
            with mock.patch("os.environ", {"A": "b"}):
                assert os.environ["A"] == "b"
            with pytest.raises(KeyError):
                os.environ["NOT_THERE"]

        def test_deep_recursion(tmp_path):
            def deeper(do):
                do()
                deeper(do)
            def touch(): open(tmp_path / "x", "a").close()
            for do in (touch, lambda: os.path.exists("x"), lambda: os.environ.get("HOME")):
                with pytest.raises(RecursionError):
                    deeper(do)

        def test_after_deep_recursion(): Path("recursed.txt").write_text("")

        @pytest.mark.skipif("not resource")
        def test_few_open_files():
            soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
            try:
                for number in range(500):
                    assert not os.path.exists(f"few-{number}.txt")
                with pytest.raises(OSError):
                    open("few.txt", "w")
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

        def test_the_folder_is_gone(tmp_path, monkeypatch):
            gone = tmp_path / "gone"
            gone.mkdir()
            monkeypatch.chdir(gone)
            gone.rmdir()
            assert not os.path.exists("x")
            with pytest.raises(OSError):
                open("x", "w")

        def test_stands_alone(): Path("last.txt").write_text("")
        """,
}

FAKE = """\
    import os
    from os import stat
    from pathlib import Path

    def test_fake(fs):
        Path("/made/up").mkdir(parents=True)
        Path("/made/up/x.txt").write_text("12")
        assert os.stat("/made/up/x.txt").st_size == stat("/made/up/x.txt").st_size == 2
        assert os.listdir("/made") == ["up"]
    """

CLOSING = """\
    import os, tempfile
    from pathlib import Path

    def test_nobody_asked_for_the_temporary_folder(): assert tempfile.tempdir is None

    def test_closes():
        saved = [(number, os.dup2(number, 300 + number)) for number in range(3)]
        open_ones = [int(name) for name in os.listdir("/proc/self/fd")]
        kept = [(number, os.dup2(number, 400 + number)) for number in open_ones if number > 2
                and number < 256 and os.path.exists(f"/proc/self/fd/{number}")]
        os.closerange(3, 256)
        Path("closed.txt").write_text("")
        os.system("echo 1 > child.txt")
        for number, copy in kept:
            os.dup2(copy, number)

    def test_opens():
        files = [open("closed.txt") for _ in range(300)]
        os.system("echo 1 > later.txt")
        for file in files:
            file.close()
    """


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, environment: Environment) -> Seen:
    return trace(tmp_path_factory.mktemp("outcomes"), environment, OUTCOMES)


def test_outcomes_are_what_they_are_without_the_probe(outcomes: Seen) -> None:
    assert all_passed(outcomes)


def test_the_probe_survives_all_of_it(outcomes: Seen) -> None:
    assert outcomes.evidence.notes == ()
    assert outcomes.touches("test_after_deep_recursion") == ["write recursed.txt"]
    assert outcomes.touches("test_stands_alone") == ["write last.txt"]


def test_lines_are_kept_until_files_can_be_opened_again(outcomes: Seen) -> None:
    assert len(outcomes.touches("test_few_open_files")) == 501


@pytest.mark.skipif(find_spec("pyfakefs") is None, reason="needs pyfakefs")
def test_fake_files_are_no_files(
    tmp_path_factory: pytest.TempPathFactory, environment: Environment
) -> None:
    root, arguments = tmp_path_factory.mktemp("fake"), ("-p", "pyfakefs.pytest_plugin")
    seen = trace(root, environment, {"test_fake.py": FAKE}, pytest_args=arguments)
    assert all_passed(seen)
    assert not [use for use in seen.evidence.uses if "made" in use.resource]


def test_closing_all_low_descriptors_does_not_end_the_watch(
    tmp_path_factory: pytest.TempPathFactory, environment: Environment
) -> None:
    root = tmp_path_factory.mktemp("closing")
    seen = trace(root, environment, {"test_closing.py": CLOSING}, pytest_args=("-s",))
    assert all_passed(seen)
    assert seen.evidence.notes == ()
    assert seen.touches("test_closes")[-2:] == ["write closed.txt", "write child.txt"]
    assert seen.touches("test_opens")[-1] == "write later.txt"
