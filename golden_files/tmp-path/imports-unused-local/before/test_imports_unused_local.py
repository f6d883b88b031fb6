import os, tempfile


def test_local():
    import pathlib

    target = pathlib.Path("/tmp") / "imports-unused-local.txt"
    target.write_text("ok")
    assert target.exists()
    target.unlink()


def test_shared_line():
    name = tempfile.gettempdir() + "/imports-unused-line.txt"
    with open(name, "w") as f:
        f.write("ok")
    os.remove(name)
