"""``scan --format html`` writes the page, and no other format pays for it."""

import subprocess
import sys

import pytest

from tests.cli.projects import CLEAN, OWN, Project
from tests.reports.pages import island, tree, words_of


@pytest.fixture
def project(tmp_path, monkeypatch) -> Project:
    home = tmp_path / "home"
    home.mkdir()
    folder = tmp_path / "project"
    folder.mkdir()
    environment = {"PATH": "", "HOME": str(home), "LANG": "C.UTF-8"}
    return Project(folder, environment).write({"pytest.ini": "[pytest]\n", "test_own.py": OWN})


def test_the_page_goes_to_stdout(project):
    done = project.run("scan", "--format", "html")

    assert done.code == 1
    assert "/tmp/xdistify-own/report.txt" in words_of(tree(done.text).find("body"))
    assert done.err == "1 file read: 2 hazards (2 with a fix, 0 left alone)\n"


def test_the_page_goes_to_a_file(project):
    done = project.run("scan", "--format", "html", "--output", "page.html")

    assert (done.code, done.out) == (1, b"")
    text = (project.path / "page.html").read_text(encoding="utf-8")
    assert len(island(tree(text))["findings"]) == 2


def test_a_clean_suite_ends_with_0(project):
    project.write({"test_own.py": CLEAN})

    done = project.run("scan", "--format", "html")

    assert done.code == 0
    assert "nothing is shared" in words_of(tree(done.text).find("body"))


def test_other_formats_import_nothing_of_it(project):
    script = (
        "import sys\n"
        "sys.argv = ['xdistify', 'scan', '--format', 'json']\n"
        "from codemods.cli.main import run\n"
        "try:\n"
        "    run()\n"
        "finally:\n"
        "    print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "codemods" in loaded
    assert not loaded & {"jinja2", "markupsafe", "pygments"}
