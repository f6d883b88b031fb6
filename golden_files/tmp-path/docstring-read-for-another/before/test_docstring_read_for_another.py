import os


def test_starts_from_what_is_prepared(prepared):
    """Whatever is in `prepared.txt` goes first."""
    assert prepared.read_text() == "ready"


def test_nothing_about_it():
    with open("/tmp/docstring-read-for-another.log", "w") as f:
        f.write("x")
    assert os.path.getsize("/tmp/docstring-read-for-another.log") == 1
    os.remove("/tmp/docstring-read-for-another.log")
