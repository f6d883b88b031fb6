"""What a name becomes that is joined to another one."""

from pathlib import Path
from textwrap import dedent

import pytest

from codemods.suite.read import read_suite
from codemods.touches.model import Role
from codemods.touches.trace import Traces


@pytest.mark.parametrize(
    ("joined", "glued"),
    [
        ('os.path.join("..", NAME)', True),
        ('os.path.join("../above", "below", NAME)', True),
        ('Path("..") / NAME', True),
        ('os.path.join("below", NAME)', False),
        ('Path("below") / NAME', False),
        ('os.path.join("..", "/tmp/joined.txt")', False),
    ],
)
def test_a_name_behind_the_folder_above_is_no_name_of_the_current_one(
    tmp_path: Path, joined: str, glued: bool
) -> None:
    code = f"""
        import os
        from pathlib import Path

        NAME = "joined.txt"


        def test_joined():
            open(NAME, "w").close()
            assert not os.path.exists({joined})
        """
    (tmp_path / "test_joined.py").write_text(dedent(code))
    suite = read_suite(tmp_path.resolve())
    (trace,) = Traces(suite).of(suite.tests)
    roles = [touch.role for touch in trace.touches if touch.path == "joined.txt"]
    assert (Role.GLUED in roles) is glued
