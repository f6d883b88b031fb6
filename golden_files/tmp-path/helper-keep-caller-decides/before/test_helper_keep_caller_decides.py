import os


def write_notes(folder, name="notes.txt", text="remember the milk"):
    path = os.path.join(folder, name)
    with open(path, "w") as f:
        f.write(text)
    return path


def export(text, target="export-default.txt"):
    with open(target, "w") as f:
        f.write(text)


def test_default_name(tmp_path):
    assert write_notes(tmp_path).endswith("notes.txt")


def test_text(tmpdir):
    path = write_notes(str(tmpdir), "list.txt", text="eggs")
    with open(path) as f:
        assert f.read() == "eggs"


def test_export(tmp_path):
    export("eggs", target=tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text() == "eggs"
