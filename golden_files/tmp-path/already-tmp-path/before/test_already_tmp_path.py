import os


def test_pathlib(tmp_path):
    target = tmp_path / "out.txt"
    target.write_text("x")
    assert target.read_text() == "x"


def test_pypath(tmpdir):
    p = tmpdir.mkdir("sub").join("hello.txt")
    p.write("content")
    assert p.read() == "content"
    assert len(tmpdir.listdir()) == 1


def test_str(tmp_path):
    name = os.path.join(str(tmp_path), "out.txt")
    with open(name, "w") as f:
        f.write("x")
    assert os.path.getsize(name) == 1


def test_factory(tmp_path_factory):
    folder = tmp_path_factory.mktemp("already")
    (folder / "a").write_text("")
    assert len(list(folder.iterdir())) == 1
