import os


def test_starts_from_what_is_prepared(prepared):
    """Whatever is in `/tmp/docstring-read-by-a-fixture.txt` goes first."""
    with open("/tmp/docstring-read-by-a-fixture.txt", "a") as f:
        f.write("!")
    with open("/tmp/docstring-read-by-a-fixture.txt") as f:
        assert f.read() == "ready!"


def test_nothing_about_it():
    with open("/tmp/docstring-read-by-a-fixture.log", "w") as f:
        f.write("x")
    assert os.path.getsize("/tmp/docstring-read-by-a-fixture.log") == 1
    os.remove("/tmp/docstring-read-by-a-fixture.log")
