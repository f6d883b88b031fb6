from pathlib import Path


def test_slash():
    target = Path("/tmp") / "pathlib-slash.txt"
    target.write_text("ok")
    assert target.read_text() == "ok"
    target.unlink()


def test_joinpath():
    folder = Path("/tmp/pathlib-joinpath")
    folder.mkdir(exist_ok=True)
    target = folder.joinpath("deep.txt")
    target.write_text("ok")
    assert [p.name for p in folder.iterdir()] == ["deep.txt"]
    target.unlink()
    folder.rmdir()


def test_arguments():
    target = Path("/tmp", "pathlib-arguments.txt")
    with target.open("w") as f:
        f.write("ok")
    assert target.stat().st_size == 2
    target.unlink()


def test_with_suffix():
    source = Path("/tmp/pathlib-suffix.src")
    source.write_text("x = 1")
    target = source.with_suffix(".out")
    source.rename(target)
    assert target.exists() and not source.exists()
    target.unlink()
