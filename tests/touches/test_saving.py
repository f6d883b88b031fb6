"""What a call into code that was not read, and that is named like one that saves, is seen to do."""

from pathlib import Path
from textwrap import dedent

import pytest

from codemods.suite.read import read_suite
from codemods.touches.model import Role
from codemods.touches.trace import Traces


def roles_of(root: Path, call: str) -> dict[str, Role]:
    """By path, the last thing that the one test of a module does to it."""
    code = f"""
        import tempfile
        import unknown

        def test_saves():
            folder = tempfile.mkdtemp()
            {call}
        """
    (root / "test_saves.py").write_text(dedent(code))
    suite = read_suite(root.resolve())
    (trace,) = Traces(suite).of(suite.tests)
    return {touch.path: touch.role for touch in trace.touches}


@pytest.mark.parametrize(
    "call",
    [
        'unknown.save("out/a.csv", [["01/06/2016", "b/c.csv"]])',
        'unknown.save("out/a.csv", ["01/06/2016", "b/c.csv"])',
        'unknown.save([["01/06/2016", "b/c.csv"]], "out/a.csv")',
        'unknown.save(rows=["01/06/2016", "b/c.csv"], to="out/a.csv")',
    ],
)
def test_a_list_is_what_is_saved_and_not_where(tmp_path: Path, call: str) -> None:
    roles = roles_of(tmp_path, call)
    assert roles["out/a.csv"] is Role.SAVED
    assert Role.SAVED not in (roles["01/06/2016"], roles["b/c.csv"])


def test_what_is_saved_in_a_folder_of_its_own_is_saved_nowhere_else(tmp_path: Path) -> None:
    roles = roles_of(tmp_path, 'unknown.save(folder + "/a.csv", "b/c.csv")')
    assert roles["b/c.csv"] is not Role.SAVED
