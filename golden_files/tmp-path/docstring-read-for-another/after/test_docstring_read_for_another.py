import os


def test_starts_from_what_is_prepared(prepared):
    """Whatever is in `prepared.txt` goes first."""
    assert prepared.read_text() == "ready"


def test_nothing_about_it(tmp_path):
    docstring_read_for_another_path = tmp_path / "docstring-read-for-another.log"
    with open(docstring_read_for_another_path, "w") as f:
        f.write("x")
    assert os.path.getsize(docstring_read_for_another_path) == 1
