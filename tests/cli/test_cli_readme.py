"""What the readme shows of verbs that run tests."""

import re
from pathlib import Path

from tests.cli.projects import Project
from tests.test_repository import console, write_archive


def test_the_evidence_in_the_readme_is_what_trace_prints(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    root, archive = tmp_path / "project", str(tmp_path / "archive.zip")
    root.mkdir()
    write_archive(root, archive)
    done = Project(root, environment).run("trace")
    assert done.code == 0, done.err

    def comparable(text: str) -> list[str]:
        # Times, ids and the width of a column are not the same twice.
        text = re.sub(r"\d+\.\d s|\b[0-9a-f]{8}\b", "#", text)
        return [" ".join(line.split()) for line in text.splitlines()]

    printed = done.out.decode().replace(f"…{archive[1 - 44 :]}", archive).replace(archive, "@")
    assert comparable(printed) == comparable(console("trace").replace("/tmp/archive.zip", "@"))
