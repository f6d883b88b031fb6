def test_slash(tmp_path):
    target = tmp_path / "pathlib-slash.txt"
    target.write_text("ok")
    assert target.read_text() == "ok"


def test_joinpath(tmp_path):
    folder = tmp_path
    target = folder.joinpath("deep.txt")
    target.write_text("ok")
    assert [p.name for p in folder.iterdir()] == ["deep.txt"]


def test_arguments(tmp_path):
    target = tmp_path / "pathlib-arguments.txt"
    with target.open("w") as f:
        f.write("ok")
    assert target.stat().st_size == 2


def test_with_suffix(tmp_path):
    source = tmp_path / "pathlib-suffix.src"
    source.write_text("x = 1")
    target = source.with_suffix(".out")
    source.rename(target)
    assert target.exists() and not source.exists()
