"""What the tests of the command line start from."""

import os
from pathlib import Path

import pytest

from tests.cli.projects import BLOG, OWN, Project


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What the command sees: a home of its own, and nothing of whoever runs these tests."""
    home = tmp_path / "home"
    home.mkdir()
    settings = home / ".gitconfig"
    settings.write_text(
        "[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n"
        "[core]\nfsync = none\n"
    )
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_NOSYSTEM": "1",
        "LANG": "C.UTF-8",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }


@pytest.fixture
def project(tmp_path: Path, environment: dict[str, str]) -> Project:
    """An empty project outside git; its pytest.ini keeps the search for a root inside it."""
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder, environment).write({"pytest.ini": "[pytest]\n"})


@pytest.fixture
def own(project: Project) -> Project:
    """A project with two tests that each get a fix."""
    return project.write({"tests/test_own.py": OWN})


@pytest.fixture
def repository(own: Project) -> Project:
    """The same, committed."""
    return own.initialise()


@pytest.fixture
def blog(project: Project) -> Project:
    """The two tests of the blog post that started this project."""
    return project.write({"tests/test_blog.py": BLOG})
