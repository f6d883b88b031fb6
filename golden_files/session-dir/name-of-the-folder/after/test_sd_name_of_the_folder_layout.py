from pathlib import Path

import pytest

PROJECT = Path("/tmp/sd-project")


def scaffold(root):
    (root / "src").mkdir(parents=True, exist_ok=True)
    (root / "README.md").write_text(f"# {root.name}\n")
    (root / "src" / "main.py").write_text("print('hi')\n")


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sd-project", numbered=False)
    scaffold(folder)
    return folder


def test_scaffold(project):
    assert (project / "src").is_dir()
    assert project.name == "sd-project"


def test_readme(project):
    readme = project / "README.md"
    assert readme.read_text() == "# sd-project\n"
    assert readme.parent.name == "sd-project"


def test_no_extra_files(project):
    found = {str(p.relative_to(project)) for p in project.rglob("*")}
    assert found == {"src", "README.md", "src/main.py"}


def test_parent_of_project():
    assert str(PROJECT.parent) == "/tmp"
