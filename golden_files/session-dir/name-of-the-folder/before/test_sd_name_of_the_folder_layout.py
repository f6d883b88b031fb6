from pathlib import Path

PROJECT = Path("/tmp/sd-project")


def scaffold(root):
    (root / "src").mkdir(parents=True, exist_ok=True)
    (root / "README.md").write_text(f"# {root.name}\n")
    (root / "src" / "main.py").write_text("print('hi')\n")


def test_scaffold():
    scaffold(PROJECT)
    assert (PROJECT / "src").is_dir()
    assert PROJECT.name == "sd-project"


def test_readme():
    readme = PROJECT / "README.md"
    assert readme.read_text() == "# sd-project\n"
    assert readme.parent.name == "sd-project"


def test_no_extra_files():
    found = {str(p.relative_to(PROJECT)) for p in PROJECT.rglob("*")}
    assert found == {"src", "README.md", "src/main.py"}


def test_parent_of_project():
    assert str(PROJECT.parent) == "/tmp"
